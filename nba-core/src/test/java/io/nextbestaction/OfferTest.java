// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OfferTest {
    private static final Schema SCHEMA = Schema.builder().number("a").build();
    private static final LocalDate FIRST = LocalDate.of(2026, 6, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 8, 31);

    private static boolean onOffer(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("summer", "Summer").value(1).response(1, 0).valid(from, to))
                .build();
        ProbabilityModel churn = new ProbabilityModel(
                LinearModel.of(new double[1], 0, new double[1], Link.LOGISTIC), new PlattLine(1, 0, "by hand", 1));
        Engine engine = Fakes.engine(churn, catalog, SCHEMA);
        return engine.decide(new Row(SCHEMA), today.toEpochDay(), new Workspace(engine)) == 0;
    }

    @Test
    void the_first_and_the_last_valid_day_count() {
        assertThat(onOffer(FIRST, LAST, FIRST)).isTrue();
        assertThat(onOffer(FIRST, LAST, LAST)).isTrue();
        assertThat(onOffer(FIRST, FIRST, FIRST)).isTrue();
    }

    @Test
    void the_days_before_and_after_do_not() {
        assertThat(onOffer(FIRST, LAST, FIRST.minusDays(1))).isFalse();
        assertThat(onOffer(FIRST, LAST, LAST.plusDays(1))).isFalse();
    }

    @Test
    void an_open_end_never_comes() {
        assertThat(onOffer(null, LAST, LocalDate.of(1900, 1, 1))).isTrue();
        assertThat(onOffer(null, LAST, LAST.plusDays(1))).isFalse();
        assertThat(onOffer(FIRST, null, LocalDate.of(2900, 1, 1))).isTrue();
        assertThat(onOffer(FIRST, null, FIRST.minusDays(1))).isFalse();
        assertThat(onOffer(null, null, FIRST)).isTrue();
    }
}
