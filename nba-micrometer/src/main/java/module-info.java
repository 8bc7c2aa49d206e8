// SPDX-License-Identifier: Apache-2.0
/** What an engine in service does, as Micrometer meters. */
module io.nextbestaction.micrometer {
    requires transitive io.nextbestaction.core;
    requires transitive micrometer.core;

    exports io.nextbestaction.micrometer;
}
