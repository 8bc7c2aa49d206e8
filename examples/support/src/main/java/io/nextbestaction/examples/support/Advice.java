// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Says the library's advice in the words of the command line: an option in place of a method. */
public final class Advice {
    private static final Map<Pattern, String> OPTIONS = options();

    private Advice() {}

    private static Map<Pattern, String> options() {
        Map<Pattern, String> options = new LinkedHashMap<>();
        options.put(
                Pattern.compile("(?:CsvOptions\\.defaults\\(\\))?\\.?withSeparator\\('(.)'\\)"), "--separator '$1'");
        options.put(
                Pattern.compile("(?:CsvOptions\\.defaults\\(\\))?\\.?withType\\(\"([^\"]*)\", FieldType\\.CATEGORY\\)"),
                "--category \"$1\"");
        options.put(
                Pattern.compile("(?:CsvOptions\\.defaults\\(\\))?\\.?withDropped\\(\"([^\"]*)\"\\)"), "--drop \"$1\"");
        options.put(Pattern.compile("(?:CsvOptions\\.defaults\\(\\))?\\.?withCharset\\([^)]*\\)"), "--charset NAME");
        options.put(Pattern.compile("\\.ignore\\(\"([^\"]*)\"\\)"), "--drop \"$1\"");
        options.put(Pattern.compile("label\\(\"[^\"]*\", \"([^\"]*)\"\\)"), "--positive \"$1\"");
        return options;
    }

    /** The message, each method it advises replaced by the option that calls it. */
    public static String translate(String message) {
        String translated = message;
        for (Map.Entry<Pattern, String> option : OPTIONS.entrySet()) {
            translated = option.getKey().matcher(translated).replaceAll(option.getValue());
        }
        return translated;
    }
}
