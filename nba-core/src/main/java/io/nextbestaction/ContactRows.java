// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Row;
import io.nextbestaction.history.Contact;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What came of the contacts, or of the hold-outs, of a history.
 *
 * @param rows the customers
 * @param actions the catalogue position of the action of each
 * @param accepted whether each accepted
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record ContactRows(List<Row> rows, int[] actions, boolean[] accepted) {

    /** Rows are those of the contacts, in order. */
    static <C> ContactRows of(ActionCatalog catalog, List<Contact<C>> contacts, List<Row> rows, boolean contacted) {
        int[] positions = IntStream.range(0, contacts.size())
                .filter(i -> contacts.get(i).contacted() == contacted)
                .toArray();
        List<Row> picked = CrossFit.pick(rows, positions);
        int[] actions = new int[positions.length];
        boolean[] accepted = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            actions[i] = catalog.indexOf(contacts.get(positions[i]).action());
            accepted[i] = contacts.get(positions[i]).accepted();
        }
        return new ContactRows(picked, actions, accepted);
    }

    int size() {
        return actions.length;
    }

    /** How many accepted. */
    int events() {
        int events = 0;
        for (boolean one : accepted) {
            events += one ? 1 : 0;
        }
        return events;
    }

    /** Whether both outcomes are as many as a model needs. */
    boolean enoughFor(int each) {
        return Math.min(events(), size() - events()) >= each;
    }

    /** The positions of those of one action. */
    int[] of(int action) {
        return IntStream.range(0, actions.length)
                .filter(i -> actions[i] == action)
                .toArray();
    }

    /** Those at some positions. */
    ContactRows pick(int[] positions) {
        List<Row> picked = CrossFit.pick(rows, positions);
        int[] pickedActions = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            pickedActions[i] = actions[positions[i]];
        }
        return new ContactRows(picked, pickedActions, CrossFit.pick(accepted, positions));
    }
}
