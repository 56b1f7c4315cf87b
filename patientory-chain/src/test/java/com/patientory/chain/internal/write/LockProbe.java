package com.patientory.chain.internal.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;

/** Another process: prints whether it could lock the file that is named by its argument. */
final class LockProbe {
    private LockProbe() {}

    public static void main(String[] arguments) throws IOException {
        try (FileChannel channel = FileChannel.open(Paths.get(arguments[0]), StandardOpenOption.WRITE)) {
            System.out.println(channel.tryLock() != null);
        }
    }
}
