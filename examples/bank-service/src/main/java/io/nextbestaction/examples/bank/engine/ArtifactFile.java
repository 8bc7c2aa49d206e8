// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.engine;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.features.synthetic.BankCustomer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of the engine in service. */
final class ArtifactFile {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactFile.class);
    private static final String BUNDLED = "/bank.nba";

    private final Path path;

    ArtifactFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    /** Puts the artifact that was trained when the service was built where there is none, as at the first start. */
    void unpackIfAbsent() {
        if (!Files.exists(path)) {
            unpack();
        }
    }

    /** Loads the engine. */
    NextBestAction<BankCustomer> load() {
        return NextBestAction.load(path, BankCustomer.class);
    }

    private void unpack() {
        try (InputStream bundled = ArtifactFile.class.getResourceAsStream(BUNDLED)) {
            if (bundled == null) {
                throw new IllegalStateException("The artifact " + path + " must be there, or be part of the service.\n"
                        + "Maybe build with Maven, or make one: java -jar bank-training.jar --out " + path);
            }
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            // Beside it first, so that nobody reads half a file.
            Path part = path.resolveSibling(path.getFileName() + ".part");
            Files.copy(bundled, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            LOG.info("There was no artifact {}: the one that comes with the service was put there", path);
        } catch (IOException e) {
            throw new UncheckedIOException("The artifact " + path + " must be writable: " + e.getMessage(), e);
        }
    }
}
