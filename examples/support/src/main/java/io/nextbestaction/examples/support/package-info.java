// SPDX-License-Identifier: Apache-2.0
/** What the examples share: the command line, a table from a file, progress and JSON. */
@NullMarked
package io.nextbestaction.examples.support;

import org.jspecify.annotations.NullMarked;
