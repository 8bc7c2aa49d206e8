// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The style sheet and the scripts of a page, and their names in a content security policy. */
final class Resources {
    private Resources() {}

    /** A file beside this class, between line ends. */
    static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
            return "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script so framed that it may stand in XML as well as in HTML. */
    static String script(String name) {
        return "//<![CDATA[" + read(name) + "//]]>";
    }

    /** The source expression that allows exactly this text and no other. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
