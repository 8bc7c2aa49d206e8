// SPDX-License-Identifier: Apache-2.0
/** The HTTP interface: what is asked, what is answered, and errors as problem details. */
@NullMarked
package io.nextbestaction.examples.bank.web;

import org.jspecify.annotations.NullMarked;
