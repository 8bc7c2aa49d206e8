// SPDX-License-Identifier: Apache-2.0
/** Who gets what under budgets, capacities and minimums: the optimum with a certificate, and the prices to steer by. */
@NullMarked
package io.nextbestaction.allocation;

import org.jspecify.annotations.NullMarked;
