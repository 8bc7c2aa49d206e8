// SPDX-License-Identifier: Apache-2.0
/** How a score depends on one feature or two: partial dependence, individual expectation, accumulated effects. */
@NullMarked
package io.nextbestaction.explain.profile;

import org.jspecify.annotations.NullMarked;
