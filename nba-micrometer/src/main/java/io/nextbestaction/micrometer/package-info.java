// SPDX-License-Identifier: Apache-2.0
/** What an engine in service does, as Micrometer meters. */
@NullMarked
package io.nextbestaction.micrometer;

import org.jspecify.annotations.NullMarked;
