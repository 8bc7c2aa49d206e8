// SPDX-License-Identifier: Apache-2.0
/** The artifact's file format: container, manifest, and the saved form of kernels and names. Not API. */
@NullMarked
package io.nextbestaction.internal.artifact;

import org.jspecify.annotations.NullMarked;
