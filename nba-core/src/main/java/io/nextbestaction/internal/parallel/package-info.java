// SPDX-License-Identifier: Apache-2.0
/** Work shared with a caller's executor. Not API. */
@NullMarked
package io.nextbestaction.internal.parallel;

import org.jspecify.annotations.NullMarked;
