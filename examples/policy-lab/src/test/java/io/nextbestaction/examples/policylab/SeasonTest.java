// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.learning.OutcomeBook;
import io.nextbestaction.learning.OutcomeEvent;
import io.nextbestaction.learning.OutcomeState;
import io.nextbestaction.learning.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeasonTest {
    private static final int DAYS = 60;

    /** Contacts everybody about the first thing on offer, and listens. */
    private static final class Listener implements Season.Chooser {
        final Map<String, Boolean> truth = new HashMap<>();
        final Map<String, OutcomeState> settled = new HashMap<>();
        final OutcomeBook book = Season.book();
        final Set<OutcomeEvent> heard = new HashSet<>();
        final List<String> inDisorder = new ArrayList<>();
        final Map<String, Integer> shown = new HashMap<>();
        int twice;
        int reversed;

        @Override
        public int choose(int customer, int day, Season season) {
            int action = 0;
            while (action < 20 && !season.offered(customer, action)) {
                action++;
            }
            return action == 20 ? -1 : action;
        }

        @Override
        public void happened(int customer, int action, int day, boolean converted) {
            truth.put(new Made(customer, action, day).id(), converted);
        }

        @Override
        public void heard(OutcomeEvent message) {
            twice += heard.add(message) ? 0 : 1;
            switch (message.type()) {
                case SHOWN -> shown.merge(message.decision(), 1, Integer::sum);
                case CONVERTED -> {
                    if (!shown.containsKey(message.decision())) {
                        inDisorder.add(message.decision());
                    }
                }
                case REVERSED -> reversed++;
            }
            book.add(message);
        }

        @Override
        public void morning(int day) {
            for (Settlement change : book.settle(Made.morning(day))) {
                settled.put(change.decision(), change.is());
            }
        }
    }

    @Test
    void the_book_ends_with_what_truly_happened_though_messages_come_late_twice_or_by_mistake() {
        Listener listener = new Listener();
        new Season(new World(3000, 1, 3), 3000, DAYS, 3).run(listener);

        assertThat(listener.twice).isGreaterThan(100);
        assertThat(listener.inDisorder).hasSizeGreaterThan(20);
        assertThat(listener.reversed).isGreaterThan(10);
        int old = 0;
        for (Map.Entry<String, Boolean> contact : listener.truth.entrySet()) {
            OutcomeState state = listener.settled.get(contact.getKey());
            if (Made.of(contact.getKey()).day() + Season.WINDOW < DAYS) {
                assertThat(state)
                        .as(contact.getKey())
                        .isEqualTo(contact.getValue() ? OutcomeState.CONVERTED : OutcomeState.EXPIRED);
                old++;
            } else {
                assertThat(state).as(contact.getKey()).isNull();
            }
        }
        assertThat(old).isGreaterThan(5000);
    }

    @Test
    void the_same_season_tells_the_same() {
        World world = new World(300, 1, 3);
        Season season = new Season(world, 300, DAYS, 3);
        Listener first = new Listener();
        Listener second = new Listener();
        assertThat(season.run(first)).isEqualTo(season.run(second));
        assertThat(second.settled).isEqualTo(first.settled);
    }
}
