// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.models.evaluation.DeLong;
import io.nextbestaction.models.evaluation.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Ways to foretell what held-out customers will pay, side by side on the same customers. */
final class Contest {
    private static final double TENTH = 0.1;

    private final double[] later;
    private final boolean[] pays;
    private final List<Result.Contender> contenders = new ArrayList<>();
    private final List<Predictions> rankings = new ArrayList<>();

    Contest(double[] later) {
        this.later = later;
        pays = new boolean[later.length];
        for (int i = 0; i < pays.length; i++) {
            pays[i] = later[i] > 0;
        }
    }

    /**
     * Adds a way.
     *
     * @param ranking who rather pays anything at all, not negative; only its order counts
     * @param amounts what each will pay
     * @param forecast whether the amounts mean money, so that their sum can be held against what came
     */
    Contest add(String name, double[] ranking, double[] amounts, boolean forecast) {
        double[] p = new double[ranking.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = ranking[i] / (1 + ranking[i]);
        }
        rankings.add(Predictions.ofCertain(p, pays));
        DeLong auc = DeLong.compare(rankings.get(0), rankings.get(rankings.size() - 1));
        contenders.add(new Result.Contender(
                name,
                auc.second(),
                auc.secondError(),
                auc.second() - auc.first(),
                auc.differenceError(),
                topTenth(amounts),
                forecast ? sum(amounts) / sum(later) : null));
        return this;
    }

    List<Result.Contender> contenders() {
        return List.copyOf(contenders);
    }

    /** The share of all money that the tenth of the greatest amounts brought. */
    private double topTenth(double[] amounts) {
        List<Integer> order = IntStream.range(0, amounts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -amounts[i]))
                .limit(Math.round(TENTH * amounts.length))
                .toList();
        return order.stream().mapToDouble(i -> later[i]).sum() / sum(later);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
