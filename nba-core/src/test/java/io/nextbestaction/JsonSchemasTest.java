// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static io.nextbestaction.policy.Condition.context;
import static io.nextbestaction.policy.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nextbestaction.action.Amount;
import io.nextbestaction.action.Level;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.arbitration.Slate;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactRule;
import io.nextbestaction.contact.Fatigue;
import io.nextbestaction.contact.QuietHours;
import io.nextbestaction.contact.Scope;
import io.nextbestaction.history.InteractionType;
import io.nextbestaction.policy.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas of contact policies, arbitrations and explorations say what the readers say. */
class JsonSchemasTest {
    private static boolean valid(Class<?> owner, String schema, String json) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(schema))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .validate(json, InputFormat.JSON)
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean valid(String kind, String json) {
        return switch (kind) {
            case "contacts" -> valid(ContactPolicy.class, "contact-policy.schema.json", json);
            case "arbitration" -> valid(Arbitration.class, "arbitration.schema.json", json);
            default -> valid(Exploration.class, "exploration.schema.json", json);
        };
    }

    private static Object read(String kind, String json) {
        return switch (kind) {
            case "contacts" -> ContactPolicy.parse(json, "file.json");
            case "arbitration" -> Arbitration.parse(json, "file.json");
            default -> Exploration.parse(json, "file.json");
        };
    }

    @Test
    void what_is_written_is_valid() {
        ContactPolicy contacts = ContactPolicy.builder()
                .rule(ContactRule.atMost(3, Duration.ofDays(7))
                        .per(Scope.CHANNEL)
                        .only("e-mail"))
                .rule(ContactRule.atMost(2, Duration.ofHours(36))
                        .perHousehold()
                        .counting(InteractionType.SHOWN, InteractionType.DECLINED)
                        .thenRest(Duration.ofDays(10))
                        .unless(InteractionType.CLICKED))
                .quiet(QuietHours.daily(LocalTime.of(21, 0), LocalTime.of(8, 0)).by("phone"))
                .fatigue(
                        "e-mail",
                        Fatigue.halving(Duration.ofDays(7))
                                .withWearOut(0.2)
                                .withOptOut(-4, 0.5, Amount.of(40).plus("balance", 0.01))
                                .withWeight(InteractionType.CLICKED, -0.5))
                .zone(ZoneId.of("Europe/Zurich"))
                .build();
        assertThat(valid("contacts", contacts.toJson())).isTrue();
        assertThat(valid("contacts", ContactPolicy.builder().build().toJson())).isTrue();
        Arbitration arbitration = Arbitration.riskAverse(0.2)
                .withLever(Lever.on(Level.ISSUE, "sales", -20)
                        .when(new Condition.AllOf(List.of(
                                field("age").atLeast(60), context("branchOpen").is(true)))))
                .withLever(Lever.on(Level.CATALOG, "", 5))
                .withTieSalt("salt")
                .withSlate(Slate.top(3).withPerGroup(1).withDiversity(0.8));
        assertThat(valid("arbitration", arbitration.toJson())).isTrue();
        assertThat(valid("arbitration", Arbitration.expectedValue().toJson())).isTrue();
        for (Exploration how : List.of(
                Exploration.inverseGap(2),
                Exploration.inverseGap(0).withMaxLoss(0.1).withSeed(-9).withCredits())) {
            assertThat(valid("exploration", how.toJson())).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    contacts    | {}
                    contacts    | {"rules": [{"cap": 3, "window": "P7D", "rest": "P10D", "counted": ["shown"]}]}
                    contacts    | {"quietHours": [{"from": "21:00", "until": "08:00", "days": ["sunday"]}]}
                    contacts    | {"fatigue": {"app": {"halfLife": "P7D", "channelValue": {"fixed": 3}}}}
                    arbitration | {}
                    arbitration | {"form": "multiplicative", "levers": [{"level": "catalog", "weight": 5}]}
                    arbitration | {"slate": {"size": 2}}
                    exploration | {"gamma": 2, "seed": 9007199254740993}
                    """)
    void what_is_valid_is_read(String kind, String json) {
        assertThat(valid(kind, json)).isTrue();
        assertThat(read(kind, json)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    contacts    | {"rule": []}
                    contacts    | {"rules": [{"cap": 0, "window": "P7D"}]}
                    contacts    | {"rules": [{"cap": 1001, "window": "P7D"}]}
                    contacts    | {"rules": [{"cap": 3}]}
                    contacts    | {"rules": [{"cap": 3, "window": "7 days"}]}
                    contacts    | {"rules": [{"cap": 3, "window": "P7D", "scope": "bank"}]}
                    contacts    | {"rules": [{"cap": 3, "window": "P7D", "counted": []}]}
                    contacts    | {"quietHours": [{"from": "21:00"}]}
                    contacts    | {"quietHours": [{"from": "9 p.m.", "until": "08:00"}]}
                    contacts    | {"fatigue": {"app": {"halfLife": "P7D", "wearOut": -1}}}
                    contacts    | {"fatigue": {"app": {"halfLife": "P7D", "weights": {"seen": 1}}}}
                    arbitration | {"form": "best"}
                    arbitration | {"alpha": 0.7}
                    arbitration | {"evidence": 0}
                    arbitration | {"levers": [{"level": "bank", "weight": 5}]}
                    arbitration | {"levers": [{"level": "catalog", "weight": -101}]}
                    arbitration | {"levers": [{"level": "catalog", "weight": 5, "when": {"field": "age"}}]}
                    arbitration | {"slate": {}}
                    arbitration | {"slate": {"size": 1, "diversity": 0}}
                    exploration | {}
                    exploration | {"gamma": -1}
                    exploration | {"gamma": 1, "maxLoss": -1}
                    exploration | {"gamma": 1, "seed": 1.5}
                    exploration | {"gamma": 1, "credit": true}
                    """)
    void what_is_not_valid_is_not_read(String kind, String json) {
        assertThat(valid(kind, json)).isFalse();
        assertThatThrownBy(() -> read(kind, json)).isInstanceOf(IllegalArgumentException.class);
    }
}
