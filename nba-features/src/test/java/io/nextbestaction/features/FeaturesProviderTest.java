// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.PipelineProvider;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FeaturesProviderTest {
    private static final Schema SCHEMA =
            Schema.builder().number("n").category("c").date("d").build();

    @Test
    void is_found_on_the_class_path_by_its_name() {
        Row row = new Row(SCHEMA);
        row.setNumber(0, 5);
        FittedPipeline fitted = Features.all().only("n").fit(SCHEMA, List.of(row));
        PipelineProvider provider = ServiceLoader.load(PipelineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(fitted.provider()))
                .findFirst()
                .orElseThrow();

        assertThat(provider.restore(SCHEMA, fitted.state())).isEqualTo(fitted);
    }

    @Test
    void is_found_on_the_module_path_too() throws Exception {
        Path[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*(nba-core|nba-features|fastcsv|jackson|slf4j|jspecify).*"))
                .filter(entry -> !entry.contains("test-classes"))
                .map(Path::of)
                .toArray(Path[]::new);
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(classPath), ModuleFinder.of(), Set.of("io.nextbestaction.features"));
        ModuleLayer layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, null);
        Class<?> service = layer.findLoader("io.nextbestaction.core").loadClass(PipelineProvider.class.getName());

        assertThat(ServiceLoader.load(layer, service))
                .anyMatch(provider -> provider.getClass().getName().equals(FeaturesProvider.class.getName()));
    }

    private static State saved(State... encodings) {
        return State.builder()
                .put("format", 1)
                .putAll("encodings", List.of(encodings))
                .build();
    }

    private static State numeric(Consumer<State.Builder> change) {
        State.Builder builder =
                State.builder().put("kind", "numeric").put("field", "n").put("log", false);
        change.accept(builder);
        return builder.build();
    }

    private static State oneHot(List<String> levels, boolean other, boolean missing) {
        return State.builder()
                .put("kind", "oneHot")
                .put("field", "c")
                .putTexts("levels", levels)
                .put("other", other)
                .put("missing", missing)
                .build();
    }

    private static void refuses(State state, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeaturesProvider().restore(SCHEMA, state))
                .withMessage(message);
    }

    @Test
    void refuses_other_formats() {
        refuses(
                State.builder().put("format", 2).build(),
                "The format (2) of the saved features must be 1.\n"
                        + "Maybe the file was written by a newer version of the library.");
        refuses(
                State.builder().build(),
                "The saved value \"format\" (absent) must be a number.\n"
                        + "Maybe the file was written by another version of the library.");
    }

    @Test
    void refuses_fields_that_are_unknown_or_repeated_or_of_another_type() {
        refuses(
                saved(State.builder().put("kind", "numeric").put("field", "q").build()),
                "The field \"q\" must be one of the schema's 3 fields.\nMaybe \"c\" was meant.");
        State number = numeric(b -> {});
        String damaged = "\nMaybe the file is damaged or was changed by hand.";
        refuses(
                saved(number, number),
                "The saved encoding of field \"n\" must stand once and in the order of the schema." + damaged);
        refuses(
                saved(numeric(b -> b.put("asOf", 3))),
                "The saved encoding (\"numeric\") of field \"n\" must fit a NUMBER field." + damaged);
        refuses(
                saved(State.builder()
                        .put("kind", "numeric")
                        .put("field", "c")
                        .put("log", false)
                        .build()),
                "The saved encoding (\"numeric\") of field \"c\" must fit a CATEGORY field." + damaged);
        refuses(
                saved(State.builder()
                        .put("kind", "numeric")
                        .put("field", "d")
                        .put("log", false)
                        .build()),
                "The saved encoding (\"numeric\") of field \"d\" must fit a DATE field." + damaged);
        refuses(
                saved(State.builder().put("kind", "splines").put("field", "n").build()),
                "The encoding (\"splines\") of field \"n\" must be one of numeric, bins, oneHot, ordinal, frequency, target, woe and woeRanges.\n"
                        + "Maybe the file was written by a newer version of the library.");
        refuses(saved(), "The saved features (0) must be at least one." + damaged);
        refuses(saved(oneHot(List.of(), false, false)), "The saved features (0) must be at least one." + damaged);
    }

    @Test
    void refuses_numbers_that_cannot_be() {
        String damaged = "\nMaybe the file is damaged or was changed by hand.";
        refuses(
                saved(numeric(b -> b.put("mean", Double.NaN).put("deviation", 1))),
                "The saved mean (NaN) of field \"n\" must be finite." + damaged);
        for (double deviation : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
            refuses(
                    saved(numeric(b -> b.put("mean", 0).put("deviation", deviation))),
                    "The saved standard deviation (" + deviation + ") of field \"n\" must be finite and not negative."
                            + damaged);
        }
        refuses(
                saved(numeric(b -> b.put("mean", 0))),
                "The saved value \"deviation\" (absent) must be a number.\n"
                        + "Maybe the file was written by another version of the library.");
        refuses(
                saved(numeric(b -> b.put("fill", Double.NaN).put("indicator", false))),
                "The saved substitute (NaN) of field \"n\" must be finite." + damaged);
        for (double day : new double[] {0.5, Double.NaN, 1e300}) {
            refuses(
                    saved(State.builder()
                            .put("kind", "numeric")
                            .put("field", "d")
                            .put("log", false)
                            .put("asOf", day)
                            .build()),
                    "The saved reference date (" + day + ") of field \"d\" must be a day." + damaged);
        }
    }

    @Test
    void refuses_levels_that_are_repeated() {
        String message = "The saved levels (2) of field \"c\" must be distinct.\n"
                + "Maybe the file is damaged or was changed by hand.";
        refuses(saved(oneHot(List.of("a", "a"), false, false)), message);
        refuses(saved(oneHot(List.of("a", "other"), true, false)), message);
        refuses(saved(oneHot(List.of("a", "missing"), false, true)), message);
        refuses(
                saved(State.builder()
                        .put("kind", "ordinal")
                        .put("field", "c")
                        .putTexts("order", List.of("a", "a"))
                        .build()),
                "The order (2 levels, 1 distinct) of field \"c\" must name each level once.\n"
                        + "Maybe list the levels from the lowest to the highest.");
    }
}
