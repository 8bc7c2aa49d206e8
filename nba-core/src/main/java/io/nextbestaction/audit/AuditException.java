// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import org.jspecify.annotations.Nullable;

/** A record or its store is damaged, foreign, or cannot be written. The message says the rule and the fix. */
public final class AuditException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** A broken rule. */
    public AuditException(String message) {
        super(message);
    }

    /** A broken rule, and what was behind it. */
    public AuditException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
