// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import java.util.List;

/** A request that is JSON and breaks a rule. */
final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    InvalidRequestException(List<FieldProblem> problems) {
        super(problems.size() + " fields break a rule");
        this.problems = List.copyOf(problems);
    }

    InvalidRequestException(String field, String rule) {
        this(List.of(new FieldProblem(field, rule)));
    }

    List<FieldProblem> problems() {
        return problems;
    }
}
