// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The policies of many actions asked at once, with the outcome each has alone: every field is looked at once, and what it
 * decides of all rules is a run of bits laid out beforehand. Immutable and thread-safe; asking allocates nothing and costs
 * one search and a few words a field for each eighty or so policies of a dozen rules. Policies that ask for the acceptance
 * probability of their own action are left out: ask them one by one.
 */
public final class Policies {
    /** The words of a block: small enough for its tables to stay near, as one customer touches a run of each. */
    private static final int BLOCK = 16;

    private final List<Policy> policies;
    /** For each policy: where the bits of its rules start, and how many there are. */
    private final int[] starts;

    private final Block[] blocks;
    private final int words;

    private Policies(List<Policy> policies) {
        this.policies = policies;
        starts = new int[2 * policies.size()];
        List<Block> made = new ArrayList<>();
        int word = 0;
        for (int from = 0; from < policies.size(); ) {
            int to = from;
            int bit = 0;
            for (; to < policies.size() && (to == from || bit < BLOCK * Long.SIZE); to++) {
                int rules = policies.get(to).asksPropensity()
                        ? 0
                        : policies.get(to).rules().size();
                bit = aligned(bit, rules);
                starts[2 * to] = word * Long.SIZE + bit;
                starts[2 * to + 1] = rules;
                bit += rules;
            }
            Block block = new Block(word, from, to, bit);
            made.add(block);
            word += block.words;
            from = to;
        }
        blocks = made.toArray(new Block[0]);
        words = word;
    }

    /** Where so many bits fit without lying on more words than they must. */
    private static int aligned(int bit, int count) {
        return bit % Long.SIZE + count > Long.SIZE ? bit + Long.SIZE - 1 & -Long.SIZE : bit;
    }

    /** Prepares policies compiled against the same schemas. */
    public static Policies of(List<Policy> policies) {
        return new Policies(List.copyOf(policies));
    }

    /** The length of the array that {@link #ask} fills. */
    public int words() {
        return words;
    }

    /**
     * Asks all policies about one customer.
     *
     * @param failed at least {@link #words()}, overwritten; what {@link #firstFailure} reads
     */
    public void ask(Facts facts, long[] failed) {
        Arrays.fill(failed, 0, words, 0);
        for (Block block : blocks) {
            block.ask(facts, failed);
        }
    }

    /**
     * The position in its {@link Policy#rules()} of the first rule of a policy that failed, -1 if it passed or asks for the
     * acceptance probability.
     *
     * @param policy its position
     * @param failed as {@link #ask} left it
     */
    public int firstFailure(int policy, long[] failed) {
        int start = starts[2 * policy];
        int rules = starts[2 * policy + 1];
        for (int done = 0; done < rules; done += Long.SIZE) {
            long bits = failed[(start + done) >>> 6] >>> start & -1L >>> -Math.min(rules - done, Long.SIZE);
            if (bits != 0) {
                return done + Long.numberOfTrailingZeros(bits);
            }
        }
        return -1;
    }

    /** A run of policies with tables of its own, so that tables grow as policies do and not as their square. */
    private final class Block {
        private final int word;
        private final int words;
        private final FieldTable[] tables;
        /** Clauses over several fields: the word and bits that must all fail, the word and bit of the rule. */
        private final int[] clauseWords;

        private final long[] clauseBits;
        /** Rules with too many clauses, asked as they are: policy, rule. */
        private final int[] loose;

        Block(int word, int from, int to, int rules) {
            this.word = word;
            Map<List<Object>, List<FieldTable.Mark>> byField = new LinkedHashMap<>();
            List<Integer> clauseWord = new ArrayList<>();
            List<Long> clauseBit = new ArrayList<>();
            List<Integer> asked = new ArrayList<>();
            int bit = rules;
            for (int p = from; p < to; p++) {
                Policy policy = policies.get(p);
                for (int r = 0; r < starts[2 * p + 1]; r++) {
                    int own = starts[2 * p] - word * Long.SIZE + r;
                    boolean allowed = policy.rules().get(r).passes(Truth.UNKNOWN);
                    List<List<Clauses.Literal>> clauses = Clauses.of(policy.program(), policy.start(r), allowed);
                    if (clauses == null) {
                        asked.add(p);
                        asked.add(r);
                        continue;
                    }
                    for (List<Clauses.Literal> clause : clauses) {
                        Map<List<Object>, List<Clauses.Literal>> fields = fields(clause);
                        if (fields.size() > 1) {
                            bit = aligned(bit, fields.size());
                            clauseWord.add(word + (bit >>> 6));
                            clauseBit.add(-1L >>> -fields.size() << bit);
                            clauseWord.add(word + (own >>> 6));
                            clauseBit.add(1L << own);
                        }
                        for (Map.Entry<List<Object>, List<Clauses.Literal>> field : fields.entrySet()) {
                            byField.computeIfAbsent(field.getKey(), key -> new ArrayList<>())
                                    .add(new FieldTable.Mark(fields.size() > 1 ? bit++ : own, field.getValue()));
                        }
                    }
                }
            }
            words = (bit + Long.SIZE - 1) / Long.SIZE;
            tables = byField.values().stream().map(FieldTable::new).toArray(FieldTable[]::new);
            clauseWords = clauseWord.stream().mapToInt(w -> w).toArray();
            clauseBits = clauseBit.stream().mapToLong(b -> b).toArray();
            loose = asked.stream().mapToInt(p -> p).toArray();
        }

        private Map<List<Object>, List<Clauses.Literal>> fields(List<Clauses.Literal> clause) {
            Map<List<Object>, List<Clauses.Literal>> fields = new LinkedHashMap<>();
            for (Clauses.Literal literal : clause) {
                Program program = literal.program();
                fields.computeIfAbsent(
                                List.of(program.source(literal.node()), program.position(literal.node())),
                                key -> new ArrayList<>())
                        .add(literal);
            }
            return fields;
        }

        void ask(Facts facts, long[] failed) {
            for (FieldTable table : tables) {
                table.addFailing(facts, failed, word);
            }
            for (int i = 0; i < clauseWords.length; i += 2) {
                long all = clauseBits[i];
                if ((failed[clauseWords[i]] & all) == all) {
                    failed[clauseWords[i + 1]] |= clauseBits[i + 1];
                }
            }
            for (int i = 0; i < loose.length; i += 2) {
                if (!policies.get(loose[i]).passes(facts, loose[i + 1])) {
                    int bit = starts[2 * loose[i]] + loose[i + 1];
                    failed[bit >>> 6] |= 1L << bit;
                }
            }
        }
    }
}
