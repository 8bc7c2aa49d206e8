// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Conditions laid flat: a node before its parts, each node knowing where its last part ends. Immutable; testing allocates
 * nothing and stops at the first part that decides.
 */
final class Program {
    static final int ALL = 0;
    static final int ANY = 1;
    static final int NOT = 2;
    private static final int LEVELS = 3;
    private static final int FLAG = 4;
    private static final int LIMIT = 5;

    private final int[] ops;
    private final int[] ends;
    private final Source[] sources;
    private final int[] positions;
    private final Comparison[] comparisons;
    private final double[] limits;
    private final List<Set<String>> levels;
    private final boolean[] inside;

    private Program(Compiler compiler) {
        int size = compiler.nodes.size();
        ops = new int[size];
        ends = new int[size];
        sources = new Source[size];
        comparisons = new Comparison[size];
        positions = new int[size];
        limits = new double[size];
        inside = new boolean[size];
        List<Set<String>> sets = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Node node = compiler.nodes.get(i);
            ops[i] = node.op;
            ends[i] = node.end;
            sources[i] = node.source;
            comparisons[i] = node.comparison;
            positions[i] = node.position;
            limits[i] = node.limit;
            inside[i] = node.inside;
            sets.add(node.levels);
        }
        levels = List.copyOf(sets);
    }

    int position(int node) {
        return positions[node];
    }

    Source source(int node) {
        return sources[node];
    }

    /** {@link #ALL}, {@link #ANY}, {@link #NOT} or another number of a comparison. */
    int op(int node) {
        return ops[node];
    }

    /** The node after the last part of a node. */
    int end(int node) {
        return ends[node];
    }

    boolean isLeaf(int node) {
        return ops[node] >= LEVELS;
    }

    boolean isOfText(int node) {
        return ops[node] == LEVELS;
    }

    /** What a comparison of a number compares with; of a flag, 0. */
    double limit(int node) {
        return limits[node];
    }

    /** The levels a comparison of a text names. */
    Set<String> levels(int node) {
        return levels.get(node);
    }

    /** Whether a comparison of a number holds for one that is not missing. */
    boolean holds(int node, double value) {
        return ops[node] == FLAG ? (value != 0) == inside[node] : comparisons[node].holds(value, limits[node]);
    }

    /** Whether a comparison of a text holds, by whether the text is one of its levels. */
    boolean holds(int node, boolean named) {
        return named == inside[node];
    }

    /** The comparisons below a node, in order. */
    int[] leaves(int node) {
        return IntStream.range(node, ends[node]).filter(this::isLeaf).toArray();
    }

    /** Whether the condition that starts at a node holds. */
    Truth test(Facts facts, int node) {
        return switch (ops[node]) {
            case ALL -> {
                Truth all = Truth.TRUE;
                for (int part = node + 1; part < ends[node] && all != Truth.FALSE; part = ends[part]) {
                    all = all.and(test(facts, part));
                }
                yield all;
            }
            case ANY -> {
                Truth any = Truth.FALSE;
                for (int part = node + 1; part < ends[node] && any != Truth.TRUE; part = ends[part]) {
                    any = any.or(test(facts, part));
                }
                yield any;
            }
            case NOT -> test(facts, node + 1).not();
            case LEVELS -> {
                String text = facts.text(sources[node], positions[node]);
                yield text == null
                        ? Truth.UNKNOWN
                        : Truth.of(holds(node, levels.get(node).contains(text)));
            }
            default -> {
                double value = facts.number(sources[node], positions[node]);
                yield Double.isNaN(value) ? Truth.UNKNOWN : Truth.of(holds(node, value));
            }
        };
    }

    private static final class Node {
        final int op;
        int end;
        Source source = Source.FIELD;
        Comparison comparison = Comparison.AT_LEAST;
        int position;
        double limit;
        boolean inside;
        Set<String> levels = Set.of();

        Node(int op) {
            this.op = op;
        }
    }

    /** Lays conditions flat, one after the other. */
    static final class Compiler {
        private final Schema schema;
        private final @Nullable Schema context;
        private final List<Node> nodes = new ArrayList<>();

        Compiler(Schema schema, @Nullable Schema context) {
            this.schema = schema;
            this.context = context;
        }

        Program program() {
            return new Program(this);
        }

        /** Adds a condition and returns the node it starts at. */
        int add(Condition condition, String owner) {
            int start = nodes.size();
            if (condition instanceof Condition.AllOf all) {
                parts(ALL, all.parts(), owner);
            } else if (condition instanceof Condition.AnyOf any) {
                parts(ANY, any.parts(), owner);
            } else if (condition instanceof Condition.Not not) {
                parts(NOT, List.of(not.part()), owner);
            } else {
                leaf((Condition.Comparing) condition, owner);
            }
            nodes.get(start).end = nodes.size();
            return start;
        }

        private void parts(int op, List<Condition> parts, String owner) {
            nodes.add(new Node(op));
            parts.forEach(part -> add(part, owner));
        }

        private void leaf(Condition.Comparing leaf, String owner) {
            Node node;
            if (leaf instanceof Condition.NumberCondition number) {
                node = new Node(LIMIT);
                node.comparison = number.comparison();
                node.limit = number.limit();
            } else if (leaf instanceof Condition.DateCondition date) {
                node = new Node(LIMIT);
                node.comparison = date.comparison();
                node.limit = date.day().toEpochDay();
            } else if (leaf instanceof Condition.LevelCondition level) {
                node = new Node(LEVELS);
                node.levels = Set.copyOf(level.levels());
                node.inside = level.inside();
            } else {
                node = new Node(FLAG);
                node.inside = ((Condition.FlagCondition) leaf).expected();
            }
            node.source = leaf.source();
            node.position = position(leaf, owner);
            nodes.add(node);
        }

        private int position(Condition.Comparing leaf, String owner) {
            Schema known =
                    switch (leaf.source()) {
                        case FIELD -> schema;
                        case CONTEXT -> context;
                        case MODEL -> Outputs.SCHEMA;
                    };
            if (known == null) {
                throw new IllegalArgumentException("The " + owner + " cannot be asked: The context field \""
                        + leaf.field() + "\" must be one given with a decision.\n"
                        + "Maybe compile the policy with the context's fields.");
            }
            int position;
            try {
                position = known.indexOf(leaf.field());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("The " + owner + " cannot be asked: " + e.getMessage(), e);
            }
            Field field = known.field(position);
            if (field.type() != leaf.type()) {
                throw new IllegalArgumentException("The field \"" + field.name() + "\" (" + field.type() + ") of "
                        + owner + " must be of type " + leaf.type() + ".\nMaybe use " + comparisons(field.type())
                        + " for " + field.type() + " fields.");
            }
            return position;
        }

        private static String comparisons(FieldType type) {
            return switch (type) {
                case NUMBER -> "atLeast, atMost, above or below";
                case DATE -> "atLeast, atMost, above or below with a day";
                case CATEGORY -> "in or notIn";
                case BOOLEAN -> "is";
            };
        }
    }

    /** The model outputs as fields. */
    private static final class Outputs {
        static final Schema SCHEMA = Schema.builder()
                .number(Source.OUTPUTS.get(0))
                .category(Source.OUTPUTS.get(1))
                .number(Source.OUTPUTS.get(2))
                .build();
    }
}
