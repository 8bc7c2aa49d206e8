// SPDX-License-Identifier: Apache-2.0
/**
 * Where raw customers come from: CSV files ({@link io.nextbestaction.features.source.CsvTable}), databases ({@link
 * io.nextbestaction.features.source.JdbcSource}), and both joined ({@link io.nextbestaction.features.source.Table}).
 */
@NullMarked
package io.nextbestaction.features.source;

import org.jspecify.annotations.NullMarked;
