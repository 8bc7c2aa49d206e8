// SPDX-License-Identifier: Apache-2.0
/**
 * What an experiment shows: lift with intervals, sample sizes, variance reduction by earlier data, and a test that may be looked
 * at every day. Who is in which arm is decided by {@link io.nextbestaction.experiment.Experiment}.
 */
@NullMarked
package io.nextbestaction.models.experiment;

import org.jspecify.annotations.NullMarked;
