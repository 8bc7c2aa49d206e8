// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.security;

/** What a key is for. */
enum Role {
    /** Look up customers, decide, report outcomes. */
    DECIDE,
    /** Replace the artifact and the catalogue, read figures. */
    ADMINISTER
}
