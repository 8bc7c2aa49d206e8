// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.model.Segmentation;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesCodecTest {

    private static ArtifactEntry entry(byte[] bytes) {
        return KernelCodecTest.entry(bytes);
    }

    @Test
    void fields_features_and_segments_come_back() {
        assertThat(NamesCodec.schema(entry(NamesCodec.encode(Fixtures.SCHEMA)))).isEqualTo(Fixtures.SCHEMA);
        FeatureNames features = NamesCodec.featureNames(entry(NamesCodec.encode(Fixtures.FEATURES)));
        assertThat(features).isEqualTo(Fixtures.FEATURES);
        assertThat(features.sources()).containsExactly("age", "country");
        Segmentation segmentation = Fixtures.segmentation();
        Segmentation read = NamesCodec.segmentation(
                entry(NamesCodec.encode(segmentation)), entry(KernelCodec.encode(segmentation.centroids())));
        assertThat(read.segments()).isEqualTo(segmentation.segments());
        assertThat(read.choice()).isEqualTo(segmentation.choice());
        assertThat(new String(NamesCodec.encode(Fixtures.FEATURES), UTF_8)).isEqualTo("""
                        {
                          "features": [ {
                            "name": "age",
                            "source": "age"
                          }, {
                            "name": "country=FR",
                            "source": "country"
                          } ]
                        }
                        """);
    }

    @Test
    void a_column_of_several_fields_comes_back() {
        FeatureNames names = FeatureNames.of(
                List.of(new Feature("balance × age", List.of("balance", "age")), new Feature("age", "age")));
        FeatureNames read = NamesCodec.featureNames(entry(NamesCodec.encode(names)));
        assertThat(read).isEqualTo(names);
        assertThat(read.sources()).containsExactly("balance", "age");
    }

    @Test
    void a_name_that_breaks_a_rule_is_told_with_file_and_entry() {
        String owner = "entry \"churn.model\" of artifact retail.nba";
        KernelCodecTest.refused(
                "{\"fields\": [{\"name\": \"a\", \"type\": \"flagg\"}]}".getBytes(UTF_8),
                NamesCodec::schema,
                "The value (\"flagg\", a text) of fields[0].type in " + owner
                        + ", line 1, column 35 must be a word the format knows.\n"
                        + "Maybe use one of [boolean, category, date, number].");
        KernelCodecTest.refused(
                "{\"fields\": []}".getBytes(UTF_8),
                NamesCodec::schema,
                "The " + owner + " must be readable: The schema (0 fields) must have at least one field.\n"
                        + "Maybe every column was dropped.");
        KernelCodecTest.refused(
                "{\"features\": 1}".getBytes(UTF_8),
                NamesCodec::featureNames,
                "The value (1, a number) of features in " + owner + ", line 1, column 14 must be a list.\n"
                        + "Maybe put it in [ ].");
        ArtifactEntry centroids =
                entry(KernelCodec.encode(Fixtures.segmentation().centroids()));
        KernelCodecTest.refused(
                "{\"choice\": \"c\", \"segments\": [{\"index\": 1, \"name\": \"a\"}]}".getBytes(UTF_8),
                names -> NamesCodec.segmentation(names, centroids),
                "The value (1, a number) of segments[0].index in " + owner
                        + ", line 1, column 40 must be 0, its position.\nMaybe it was edited.");
        KernelCodecTest.refused(
                "{\"choice\": \"c\", \"segments\": []}".getBytes(UTF_8),
                names -> NamesCodec.segmentation(names, centroids),
                "The " + owner
                        + " must be readable: The segments (0) must be as many as the centres (2).\nMaybe the file was edited: save it again.");
    }

    @Test
    void golden_rows_come_back_bit_by_bit() {
        List<GoldenRow> rows = GoldenRowCodec.decode(
                entry(GoldenRowCodec.encode(List.of(Fixtures.goldenRow(), Fixtures.goldenRow()))));
        assertThat(rows).hasSize(2);
        GoldenRow row = rows.get(1);
        assertThat(row.numbers()).containsExactly(41.5, Double.NaN, -0.0, Double.NaN);
        assertThat(row.texts()).containsExactly(null, "F\uD800R", null, null);
        assertThat(row.expected().difference(Fixtures.goldenRow().expected())).isNull();
        Row values = row.row(Fixtures.SCHEMA);
        assertThat(values.number(0)).isEqualTo(41.5);
        assertThat(values.text(1)).isEqualTo("F\uD800R");
        assertThat(values.isMissing(3)).isTrue();
    }

    @Test
    void the_first_difference_of_an_outcome_is_told() {
        GoldenRow.Outcome expected = new GoldenRow.Outcome(0.5, 1, 2, 0.0, new double[] {1, 2});
        assertThat(expected.difference(new GoldenRow.Outcome(0.25, 0, 0, 1, new double[0])))
                .isEqualTo("churn probability (0.25 instead of 0.5)");
        assertThat(expected.difference(new GoldenRow.Outcome(0.5, 0, 2, 0.0, new double[] {1, 2})))
                .isEqualTo("segment (0 instead of 1)");
        assertThat(expected.difference(new GoldenRow.Outcome(0.5, 1, -1, 0.0, new double[] {1, 2})))
                .isEqualTo("action (-1 instead of 2)");
        assertThat(expected.difference(new GoldenRow.Outcome(0.5, 1, 2, -0.0, new double[] {1, 2})))
                .isEqualTo("expected value (-0.0 instead of 0.0)");
        assertThat(expected.difference(new GoldenRow.Outcome(0.5, 1, 2, 0.0, new double[] {1, 3})))
                .isEqualTo("contribution 1 (3.0 instead of 2.0)");
        assertThat(expected.difference(new GoldenRow.Outcome(0.5, 1, 2, 0.0, new double[] {1})))
                .isEqualTo("contributions (1 instead of 2)");
    }
}
