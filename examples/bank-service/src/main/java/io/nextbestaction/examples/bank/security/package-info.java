// SPDX-License-Identifier: Apache-2.0
/** Who may ask, how much and how often. */
@NullMarked
package io.nextbestaction.examples.bank.security;

import org.jspecify.annotations.NullMarked;
