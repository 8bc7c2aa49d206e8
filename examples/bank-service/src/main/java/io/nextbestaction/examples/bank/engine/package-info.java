// SPDX-License-Identifier: Apache-2.0
/** The engine in service: where its artifact is, how it is replaced, what it counts and records. */
@NullMarked
package io.nextbestaction.examples.bank.engine;

import org.jspecify.annotations.NullMarked;
