// SPDX-License-Identifier: Apache-2.0
/** How often and when a customer may be contacted, and what the next contact costs in patience. */
@NullMarked
package io.nextbestaction.contact;

import org.jspecify.annotations.NullMarked;
