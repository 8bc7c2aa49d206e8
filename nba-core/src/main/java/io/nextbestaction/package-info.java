// SPDX-License-Identifier: Apache-2.0
/** The fluent entry: customers in, explained next best actions out. */
@NullMarked
package io.nextbestaction;

import org.jspecify.annotations.NullMarked;
