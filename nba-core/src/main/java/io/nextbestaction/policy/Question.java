// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import io.nextbestaction.data.Schema;
import org.jspecify.annotations.Nullable;

/** A condition on its own, compiled against a schema. Immutable and thread-safe; asking it allocates nothing. */
public final class Question {
    private final Program program;

    private Question(Program program) {
        this.program = program;
    }

    /**
     * Compiles a condition.
     *
     * @param owner what asks it, for messages
     * @param context the fields given with a decision, null for none
     * @throws IllegalArgumentException if it asks about an unknown field or one of another type
     */
    public static Question compile(String owner, Schema schema, @Nullable Schema context, Condition condition) {
        Program.Compiler compiler = new Program.Compiler(schema, context);
        compiler.add(condition, owner);
        return new Question(compiler.program());
    }

    /** Whether it holds. */
    public Truth ask(Facts facts) {
        return program.test(facts, 0);
    }
}
