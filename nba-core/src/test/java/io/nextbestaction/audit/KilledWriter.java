// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Appends numbered entries until it is killed, and tells each only once it is acknowledged. */
final class KilledWriter {
    private KilledWriter() {}

    public static void main(String[] args) throws IOException {
        FileLog log = FileLog.open(Path.of(args[0]), Sync.valueOf(args[1]), 4096);
        OutputStream out = System.out;
        int[] first = {0};
        log.read("", entry -> first[0]++);
        for (int i = first[0]; ; i++) {
            byte[] head = log.head();
            log.append(head, LogEntry.after(head, LogEntry.Kind.INTERACTION, "", content(i)));
            log.force();
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(i).array());
            out.flush();
        }
    }

    static byte[] content(int i) {
        byte[] content = new byte[Integer.BYTES + i * 31 % 700];
        ByteBuffer.wrap(content).putInt(i);
        return content;
    }
}
