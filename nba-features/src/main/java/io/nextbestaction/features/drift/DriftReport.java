// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

import java.util.List;

/**
 * How far each field has moved.
 *
 * @param referenceRows rows the baseline was made of
 * @param rows rows compared with it
 * @param fields in the baseline's order
 */
public record DriftReport(int referenceRows, int rows, List<FieldDrift> fields) {

    /** Copies the list. */
    public DriftReport {
        fields = List.copyOf(fields);
    }

    /** The worst status of any field. */
    public DriftStatus status() {
        DriftStatus worst = DriftStatus.STABLE;
        for (FieldDrift field : fields) {
            worst = field.status().compareTo(worst) > 0 ? field.status() : worst;
        }
        return worst;
    }

    /** The fields of a status, in order. */
    public List<FieldDrift> fields(DriftStatus status) {
        return fields.stream().filter(field -> field.status() == status).toList();
    }
}
