// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

/** Nothing has the key that was asked for. */
final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFoundException(String what) {
        super("There is no " + what + " with this key.\nMaybe it was mistyped.");
    }
}
