// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.model.ClassifierTrainer;

/** The settings of a family worth trying, as a function that asks for each and makes a trainer of them. */
@FunctionalInterface
public interface Space {

    /** The trainer with the settings chosen; a pure function of the choices. */
    ClassifierTrainer trainer(Choices choose);
}
