// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reason codes of a model, one for each field it uses and none for any other: checked when it is built, so that no reason
 * can be missing when a letter is due. Their order breaks ties. Immutable.
 */
public final class ReasonCatalog {
    private final FeatureNames names;
    private final List<ReasonCode> codes;
    private final int[] codeOfSource;
    private final Set<String> sensitive;

    private ReasonCatalog(FeatureNames names, List<ReasonCode> codes, int[] codeOfSource, Set<String> sensitive) {
        this.names = names;
        this.codes = codes;
        this.codeOfSource = codeOfSource;
        this.sensitive = sensitive;
    }

    /**
     * The codes of a model.
     *
     * @param names of the model's features with their source fields
     * @throws IllegalArgumentException if a field of the model has no code or two, a code speaks for a field the model does not
     *     use, or two codes share a key
     */
    public static ReasonCatalog of(FeatureNames names, List<ReasonCode> codes) {
        Map<String, String> owners = new HashMap<>();
        List<String> seen = new ArrayList<>();
        int[] codeOfSource = new int[names.sources().size()];
        for (int c = 0; c < codes.size(); c++) {
            ReasonCode code = codes.get(c);
            if (seen.contains(code.code())) {
                throw new IllegalArgumentException("The reason code \"" + code.code()
                        + "\" must be there once.\nMaybe give the second a key of its own.");
            }
            seen.add(code.code());
            for (String field : code.fields()) {
                int source = names.sources().indexOf(field);
                if (source < 0) {
                    throw new IllegalArgumentException("The field \"" + field + "\" of reason code \"" + code.code()
                            + "\" must be one the model uses.\n" + Names.suggestion(field, names.sources()));
                }
                String owner = owners.putIfAbsent(field, code.code());
                if (owner != null) {
                    throw new IllegalArgumentException(
                            "The field \"" + field + "\" must have one reason code, not both \"" + owner + "\" and \""
                                    + code.code() + "\".\nMaybe remove it from one of the two.");
                }
                codeOfSource[source] = c;
            }
        }
        List<String> bare =
                names.sources().stream().filter(s -> !owners.containsKey(s)).toList();
        if (!bare.isEmpty()) {
            throw new IllegalArgumentException("The fields " + bare
                    + " of the model must each have a reason code: none may be left out of the reasons.\n"
                    + "Maybe add ReasonCode.of(code, text, \"" + bare.get(0) + "\").");
        }
        return new ReasonCatalog(names, List.copyOf(codes), codeOfSource, Set.of());
    }

    /**
     * The same with more fields declared protected, or stand-ins for protected ones. They are never dropped from the reasons, which
     * would hide that they were scored; a notice that names one carries a warning.
     *
     * @throws IllegalArgumentException if the model does not use one of them
     */
    public ReasonCatalog declareProtected(Collection<String> fields) {
        for (String field : fields) {
            if (!names.sources().contains(field)) {
                throw new IllegalArgumentException("The protected field \"" + field + "\" must be one the model uses.\n"
                        + Names.suggestion(field, names.sources()));
            }
        }
        Set<String> more = new HashSet<>(sensitive);
        more.addAll(fields);
        return new ReasonCatalog(names, codes, codeOfSource, Set.copyOf(more));
    }

    /** The codes, in the order that breaks ties. */
    public List<ReasonCode> codes() {
        return codes;
    }

    /** SHA-256 of the codes, their fields and texts, and the protected fields. */
    String hash() {
        Digest digest = new Digest();
        for (ReasonCode code : codes) {
            digest.add(code.code()).add(code.fields().size());
            code.fields().forEach(digest::add);
            digest.add(code.text()).add(code.tooHigh()).add(code.tooLow());
        }
        new TreeSet<>(sensitive).forEach(digest::add);
        return digest.hex();
    }

    FeatureNames names() {
        return names;
    }

    /** The protected fields a code speaks for, in its order. */
    List<String> sensitive(int code) {
        return codes.get(code).fields().stream().filter(sensitive::contains).toList();
    }

    /** The contributions of columns, added up by code. */
    double[] byCode(double[] contributions) {
        double[] bySource = new double[codeOfSource.length];
        names.addBySource(contributions, 1, bySource);
        double[] byCode = new double[codes.size()];
        for (int s = 0; s < bySource.length; s++) {
            byCode[codeOfSource[s]] += bySource[s];
        }
        return byCode;
    }

    /** Whether a column was made from a field of the code. */
    boolean speaksFor(int code, int column) {
        return names.features().get(column).sources().stream()
                .anyMatch(source -> codeOfSource[names.sources().indexOf(source)] == code);
    }
}
