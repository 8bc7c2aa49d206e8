// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.model.Link;

/** The saved code of a link, which never changes meaning. */
final class Links {
    private Links() {}

    static int code(Link link) {
        return switch (link) {
            case IDENTITY -> 0;
            case LOGISTIC -> 1;
        };
    }

    static Link read(BinaryReader in) {
        int code = in.getByte();
        return switch (code) {
            case 0 -> Link.IDENTITY;
            case 1 -> Link.LOGISTIC;
            default -> throw in.error("link (" + code + ")", "be 0 or 1");
        };
    }
}
