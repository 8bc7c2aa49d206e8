// SPDX-License-Identifier: Apache-2.0
/** What a table holds, field by field, as a value. */
@NullMarked
package io.nextbestaction.features.profile;

import org.jspecify.annotations.NullMarked;
