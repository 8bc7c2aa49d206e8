// SPDX-License-Identifier: Apache-2.0
/** The principal reasons of an adverse action, as 12 CFR 1002.9 asks for them. */
@NullMarked
package io.nextbestaction.explain.reason;

import org.jspecify.annotations.NullMarked;
