// SPDX-License-Identifier: Apache-2.0
/** JSON in and out, and the only package that knows Jackson. Not API. */
@NullMarked
package io.nextbestaction.internal.json;

import org.jspecify.annotations.NullMarked;
