// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import static io.nextbestaction.history.InteractionType.CLICKED;
import static io.nextbestaction.history.InteractionType.COMPLAINED;
import static io.nextbestaction.history.InteractionType.SHOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.action.Amount;
import io.nextbestaction.data.JsonException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContactPolicyTest {
    private static final ContactPolicy FULL = ContactPolicy.builder()
            .name("retail")
            .zone(ZoneId.of("Europe/Zurich"))
            .rule(ContactRule.atMost(3, Duration.ofDays(7)))
            .rule(ContactRule.atMost(1, Duration.ofHours(36))
                    .per(Scope.CHANNEL)
                    .only("phone")
                    .perHousehold())
            .rule(ContactRule.atMost(3, Duration.ofDays(7))
                    .per(Scope.ACTION)
                    .thenRest(Duration.ofDays(10))
                    .unless(CLICKED))
            .rule(ContactRule.atMost(1, Duration.ofDays(365)).counting(COMPLAINED))
            .quiet(QuietHours.daily(LocalTime.of(21, 0), LocalTime.of(8, 0)))
            .quiet(QuietHours.daily(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)
                    .on(DayOfWeek.SUNDAY)
                    .by("phone"))
            .fatigue(
                    "e-mail",
                    Fatigue.halving(Duration.ofDays(14))
                            .withWearOut(0.1)
                            .withWeight(CLICKED, -0.5)
                            .withOptOut(-6, 0.4, Amount.of(20).plus("balance", 0.001)))
            .build();

    @Test
    void everything_written_is_read_back_equal() {
        ContactPolicy again = ContactPolicy.parse(FULL.toJson(), "contacts.json");

        assertThat(again).isEqualTo(FULL).hasSameHashCodeAs(FULL);
        assertThat(again.toJson()).isEqualTo(FULL.toJson());
    }

    @Test
    void rules_are_named_by_what_they_say() {
        assertThat(FULL.rules())
                .extracting(ContactRule::name)
                .containsExactly(
                        "at most 3 shown in 7 days",
                        "at most 1 shown in 36 hours of channel phone per household",
                        "at most 3 shown in 7 days per action, then rest 10 days",
                        "at most 1 complained in 365 days");
    }

    @Test
    void a_short_file_takes_the_defaults() {
        ContactPolicy policy = ContactPolicy.parse("""
                {"rules": [{"cap": 3, "window": "P7D"}], "fatigue": {"app": {"halfLife": "PT12H"}}}
                """, "c.json");

        assertThat(policy)
                .isEqualTo(ContactPolicy.builder()
                        .rule(ContactRule.atMost(3, Duration.ofDays(7)))
                        .fatigue("app", Fatigue.halving(Duration.ofHours(12)))
                        .build());
    }

    @Test
    void a_broken_file_is_told_with_its_place() {
        assertThatThrownBy(() -> ContactPolicy.parse("{\"rules\": [{\"cap\": 3, \"window\": \"7 days\"}]}", "c.json"))
                .isInstanceOf(JsonException.class)
                .hasMessage("The value (\"7 days\", a text) of rules[0].window in c.json, line 1, column 33 must be a"
                        + " duration like P7D or PT12H.\nMaybe it is written in another form.");
    }

    private static boolean quiet(QuietHours hours, String local) {
        return hours.holdAt(LocalDateTime.parse(local).toEpochSecond(ZoneOffset.UTC));
    }

    @Test
    void quiet_hours_hold_over_midnight_and_from_the_first_minute_to_before_the_last() {
        QuietHours night = QuietHours.daily(LocalTime.of(21, 0), LocalTime.of(8, 0));

        assertThat(quiet(night, "2026-05-04T20:59:59")).isFalse();
        assertThat(quiet(night, "2026-05-04T21:00:00")).isTrue();
        assertThat(quiet(night, "2026-05-05T07:59:59")).isTrue();
        assertThat(quiet(night, "2026-05-05T08:00:00")).isFalse();
        assertThat(quiet(night, "1969-12-31T23:00:00")).isTrue();
    }

    @Test
    void quiet_hours_of_a_day_reach_into_the_next_morning() {
        // 2026-05-02 is a Saturday.
        QuietHours weekend =
                QuietHours.daily(LocalTime.of(21, 0), LocalTime.of(8, 0)).on(DayOfWeek.SATURDAY);

        assertThat(quiet(weekend, "2026-05-02T07:00:00")).isFalse();
        assertThat(quiet(weekend, "2026-05-02T22:00:00")).isTrue();
        assertThat(quiet(weekend, "2026-05-03T07:00:00")).isTrue();
        assertThat(quiet(weekend, "2026-05-03T22:00:00")).isFalse();
        QuietHours sunday =
                QuietHours.daily(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT).on(DayOfWeek.SUNDAY);
        assertThat(quiet(sunday, "2026-05-03T13:00:00")).isTrue();
        assertThat(quiet(sunday, "2026-05-04T00:00:00")).isFalse();
    }

    @Test
    void fatigue_is_the_formula() {
        Fatigue fatigue = Objects.requireNonNull(FULL.fatigue("e-mail"));

        assertThat(fatigue.worn(0.2, 3)).isCloseTo(0.2 * Math.exp(-0.3), within(1e-15));
        double before = 1 / (1 + Math.exp(6 - 0.4 * 2));
        double after = 1 / (1 + Math.exp(6 - 0.4 * 3));
        assertThat(fatigue.hazardOfContact(2)).isCloseTo(after - before, within(1e-15));
        assertThat(Fatigue.halving(Duration.ofDays(1)).hazardOfContact(5)).isZero();
        assertThat(Fatigue.halving(Duration.ofDays(1)).worn(0.2, 5)).isEqualTo(0.2);
        assertThat(fatigue.decay(1, Duration.ofDays(14).toMillis())).isEqualTo(0.5);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> ContactRule.atMost(0, Duration.ofDays(1)))
                .hasMessage("The cap (0) of contact rule \"at most 0 shown in 1 day\" must lie in [1, 1000].\n"
                        + "Maybe refuse the channel with a consent rule instead.");
        assertThatThrownBy(() -> ContactRule.atMost(1, Duration.ofDays(1)).only("phone"))
                .hasMessageContaining("must say of what.\nMaybe add .per(Scope.CHANNEL)");
        assertThatThrownBy(() -> ContactPolicy.builder()
                        .rule(FULL.rules().get(0))
                        .rule(FULL.rules().get(0))
                        .build())
                .hasMessage("The rule \"at most 3 shown in 7 days\" of contact policy \"contacts\" must have a name of"
                        + " its own.\nMaybe it was added twice.");
        assertThatThrownBy(() -> Fatigue.halving(Duration.ofDays(1)).withWeight(SHOWN, Double.NaN))
                .hasMessage("The weight (NaN) of shown of a fatigue must be finite.");
    }
}
