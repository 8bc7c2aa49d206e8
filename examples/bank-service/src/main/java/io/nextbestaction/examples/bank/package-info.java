// SPDX-License-Identifier: Apache-2.0
/** A service that embeds the library as a bank would: the application and its settings. */
@NullMarked
package io.nextbestaction.examples.bank;

import org.jspecify.annotations.NullMarked;
