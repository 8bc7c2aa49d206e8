// SPDX-License-Identifier: Apache-2.0
/** Whether customers or features have moved away from those a model was trained on. */
@NullMarked
package io.nextbestaction.features.drift;

import org.jspecify.annotations.NullMarked;
