// SPDX-License-Identifier: Apache-2.0
/** What several packages of this module share. Not API. */
@NullMarked
package io.nextbestaction.models.internal;

import org.jspecify.annotations.NullMarked;
