// SPDX-License-Identifier: Apache-2.0
/** Not API: what several packages of this module compute with. */
@NullMarked
package io.nextbestaction.features.internal;

import org.jspecify.annotations.NullMarked;
