// SPDX-License-Identifier: Apache-2.0
/** A report as one self-contained HTML file: typed sections in, a page that needs no network and no script out. */
@NullMarked
package io.nextbestaction.explain.report;

import org.jspecify.annotations.NullMarked;
