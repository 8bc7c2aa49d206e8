// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.contact.ContactHistory;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactRule;
import io.nextbestaction.contact.Fatigue;
import io.nextbestaction.contact.QuietHours;
import io.nextbestaction.contact.Target;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.policy.Failure;
import io.nextbestaction.policy.Stage;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contact policy made ready for one action: the rules that cover it, its quiet hours, its channel's fatigue. */
final class ContactCheck {
    private final Target target;
    private final List<ContactRule> rules;
    private final List<QuietHours> quiet;
    private final @Nullable Fatigue fatigue;
    private final @Nullable AmountFormula channelValue;

    ContactCheck(Schema schema, Action action, ContactPolicy policy) {
        this.target = Target.of(action);
        this.rules = policy.rules().stream().filter(rule -> rule.covers(target)).toList();
        this.quiet = policy.quiet().stream()
                .filter(hours -> hours.channel().isEmpty() || hours.channel().equals(action.channel()))
                .toList();
        this.fatigue = policy.fatigue(action.channel());
        this.channelValue = fatigue == null ? null : AmountFormula.compile(action.id(), schema, fatigue.channelValue());
    }

    /** Whether the customer may be contacted now; allocates nothing. */
    boolean allows(ContactHistory history, long now, long localSeconds) {
        for (int i = 0; i < quiet.size(); i++) {
            if (quiet.get(i).holdAt(localSeconds)) {
                return false;
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            if (history.blocks(rules.get(i), target, now)) {
                return false;
            }
        }
        return true;
    }

    double pressure(ContactHistory history, long now) {
        return fatigue == null ? 0 : history.pressure(target.channel(), fatigue, now);
    }

    /** What acceptance is left under a pressure. */
    double worn(double acceptance, double pressure) {
        return fatigue == null ? acceptance : fatigue.worn(acceptance, pressure);
    }

    /** What one more contact costs in customers who opt out; NaN if the channel's worth is missing. */
    double patience(Row row, double pressure) {
        double hazard = fatigue == null ? 0 : fatigue.hazardOfContact(pressure);
        return channelValue == null || hazard == 0 ? 0 : hazard * channelValue.of(row);
    }

    String missingField(Row row) {
        return channelValue == null ? "" : channelValue.missingField(row);
    }

    /** Everything in the way, in words. */
    List<Failure> failures(ContactHistory history, long now, long localSeconds) {
        List<Failure> failures = new ArrayList<>();
        for (QuietHours hours : quiet) {
            if (hours.holdAt(localSeconds)) {
                LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
                failures.add(new Failure(
                        Stage.CONTACT,
                        "quiet hours",
                        "local time",
                        local.toLocalTime().withSecond(0).toString(),
                        "not from " + hours.from() + " until " + hours.until(),
                        "quiet hours"));
            }
        }
        for (ContactRule rule : rules) {
            if (history.blocks(rule, target, now)) {
                failures.add(new Failure(
                        Stage.CONTACT,
                        rule.name(),
                        "contacts",
                        history.actual(rule, target, now),
                        rule.required(),
                        rule.name()));
            }
        }
        return failures;
    }
}
