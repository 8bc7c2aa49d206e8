// SPDX-License-Identifier: Apache-2.0
/** An engine in service: swapped under load, watched, and tried against a candidate before it gives way. */
@NullMarked
package io.nextbestaction.live;

import org.jspecify.annotations.NullMarked;
