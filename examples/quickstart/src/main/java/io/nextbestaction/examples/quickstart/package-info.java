// SPDX-License-Identifier: Apache-2.0
/** The main job: a bank's customers in, explained next best actions out. */
@NullMarked
package io.nextbestaction.examples.quickstart;

import org.jspecify.annotations.NullMarked;
