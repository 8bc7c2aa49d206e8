// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

/** A catalogue that breaks a rule; the one in service stays. */
final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
