// SPDX-License-Identifier: Apache-2.0
/** Raw customers and features: schema, rows, binders, feature names, matrices and the pipeline contract. */
@NullMarked
package io.nextbestaction.data;

import org.jspecify.annotations.NullMarked;
