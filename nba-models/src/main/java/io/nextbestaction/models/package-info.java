// SPDX-License-Identifier: Apache-2.0
/** Trainers by family: each learns with Tribuo and compiles what it learned into a kernel of nba-core. */
@NullMarked
package io.nextbestaction.models;

import org.jspecify.annotations.NullMarked;
