// SPDX-License-Identifier: Apache-2.0
/** Which arm of an experiment a customer is in: the same wherever and whenever it is asked. */
@NullMarked
package io.nextbestaction.experiment;

import org.jspecify.annotations.NullMarked;
