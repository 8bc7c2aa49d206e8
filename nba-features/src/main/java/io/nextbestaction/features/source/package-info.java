// SPDX-License-Identifier: Apache-2.0
/** Where raw customers come from: CSV files ({@link io.nextbestaction.features.source.CsvTable}). */
@NullMarked
package io.nextbestaction.features.source;

import org.jspecify.annotations.NullMarked;
