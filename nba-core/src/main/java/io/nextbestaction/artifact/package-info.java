// SPDX-License-Identifier: Apache-2.0
/** What is known of a saved artifact, the one file a fitted library is saved to, and what is thrown for a bad one. */
@NullMarked
package io.nextbestaction.artifact;

import org.jspecify.annotations.NullMarked;
