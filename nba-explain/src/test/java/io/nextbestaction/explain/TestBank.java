// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.NextBestActionBuilder;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.Centroids;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.model.SegmenterTrainer;
import io.nextbestaction.model.TrainingSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** A small bank for tests: a real engine whose models are written by hand. */
public final class TestBank {
    /** Five numbers, one of them a flag, and a text. */
    public static final Schema SCHEMA = Schema.builder()
            .number("balance")
            .number("products")
            .flag("active")
            .number("age")
            .number("ratio")
            .category("country")
            .build();

    /** What the pipeline writes: thousands of balance, products, active, age, ratio, country=FR. */
    public static final FeatureNames FEATURES = FeatureNames.of(List.of(
            new Feature("balance/1000", "balance"),
            new Feature("products", "products"),
            new Feature("active", "active"),
            new Feature("age", "age"),
            new Feature("ratio", "ratio"),
            new Feature("country=FR", "country")));

    /** Tells the time of every test. */
    public static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    /** Nobody is likelier to leave than anybody else. */
    public static final Scorer NOBODY = LinearModel.of(new double[6], 0, new double[6], Link.LOGISTIC);

    private TestBank() {}

    private record Pipeline(Schema schema) implements FittedPipeline {
        @Override
        public FeatureNames features() {
            return FEATURES;
        }

        @Override
        public void transform(Row row, double[] out) {
            out[0] = row.number(0) / 1000;
            for (int i = 1; i < 5; i++) {
                out[i] = row.number(i);
            }
            String country = row.text(5);
            out[5] = country == null ? Double.NaN : country.equals("FR") ? 1 : 0;
        }

        @Override
        public State state() {
            return State.builder().build();
        }

        @Override
        public String provider() {
            return "test";
        }
    }

    private record Given(Scorer scorer) implements ClassifierTrainer {
        @Override
        public String describe() {
            return "given";
        }

        @Override
        public Scorer train(TrainingSet data, long seed, Progress progress) {
            return scorer;
        }

        @Override
        public Calibrator calibrator() {
            return (probabilities, labels, fittedOn) -> new PlattLine(1, 0, fittedOn, labels.length);
        }
    }

    /** Two segments by age: "young" around 30, "old" around 60. */
    public static SegmenterTrainer segments() {
        return new SegmenterTrainer() {
            @Override
            public String describe() {
                return "given";
            }

            @Override
            public Segmentation train(FeatureMatrix features, long seed, Progress progress) {
                double[][] centres = {{0, 0, 0, 30, 0, 0}, {0, 0, 0, 60, 0, 0}};
                return new Segmentation(
                        Centroids.of(centres, new double[] {0, 0, 0, 1, 0, 0}, new double[6]),
                        List.of(new Segment(0, "young", 50, 0.5), new Segment(1, "old", 50, 0.5)),
                        "given");
            }
        };
    }

    /** An engine of a given churn score, to be completed. */
    public static NextBestActionBuilder<Row> builder(Scorer churn, ActionCatalog catalog, Arbitration arbitration) {
        return NextBestAction.of(SCHEMA)
                .features((schema, rows) -> new Pipeline(schema))
                .churn(new Given(churn))
                .segments(segments())
                .actions(catalog)
                .arbitration(arbitration)
                .clock(NOON);
    }

    /** Learns a linear response to balance and age, by the difference of their means. */
    public static ClassifierTrainer responses() {
        return new ClassifierTrainer() {
            @Override
            public String describe() {
                return "mean difference";
            }

            @Override
            public Scorer train(TrainingSet data, long seed, Progress progress) {
                double[] weights = new double[FEATURES.size()];
                double[] means = new double[FEATURES.size()];
                for (int column = 0; column < 4; column += 3) {
                    double square = 0;
                    for (int r = 0; r < data.rows(); r++) {
                        means[column] += data.features().get(r, column) / data.rows();
                        square +=
                                data.features().get(r, column) * data.features().get(r, column) / data.rows();
                    }
                    double variance = square - means[column] * means[column];
                    for (int r = 0; r < data.rows(); r++) {
                        double apart = (data.features().get(r, column) - means[column]) / variance;
                        weights[column] += (data.labels()[r] ? apart : -apart) / data.rows();
                    }
                }
                return LinearModel.of(weights, -weights[0] * means[0] - weights[3] * means[3], means, Link.LOGISTIC);
            }

            @Override
            public Calibrator calibrator() {
                return new Given(NOBODY).calibrator();
            }
        };
    }

    /** Enough customers to fit, half of whom left. */
    public static History.Builder<Row> history() {
        SplittableRandom random = new SplittableRandom(1);
        History.Builder<Row> history = History.builder();
        for (int i = 0; i < 60; i++) {
            history.customer(
                    row(random.nextInt(5000), random.nextInt(1, 4), i % 3 == 0, 20 + i, 0.1 * (i % 5), "FR"),
                    i % 2 == 0);
        }
        return history;
    }

    /** The same with contacts with an action that the rich take, or with one that the old take. */
    public static History.Builder<Row> withContacts(History.Builder<Row> history, String action, boolean rich) {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 300; i++) {
            double balance = random.nextInt(5000);
            double age = random.nextInt(20, 70);
            Row row = row(balance, 1, i % 3 == 0, age, 0.2, "FR");
            history.contact(new Contact<>(row, action, true, rich ? balance > 2500 : age > 45, Double.NaN));
        }
        return history;
    }

    /** A customer. */
    public static Row row(double balance, double products, boolean active, double age, double ratio, String country) {
        Row row = new Row(SCHEMA);
        row.setNumber(0, balance);
        row.setNumber(1, products);
        row.setNumber(2, active ? 1 : 0);
        row.setNumber(3, age);
        row.setNumber(4, ratio);
        row.setText(5, country);
        return row;
    }
}
