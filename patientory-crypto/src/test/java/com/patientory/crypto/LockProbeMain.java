package com.patientory.crypto;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;

/** Says whether another process holds the lock of a single file, at the offset of ptoy-v1. */
public final class LockProbeMain {
    private LockProbeMain() {}

    public static void main(String[] arguments) throws IOException {
        try (FileChannel file = FileChannel.open(Paths.get(arguments[0]), StandardOpenOption.WRITE);
                FileLock lock = file.tryLock(Long.MAX_VALUE - 1, 1, false)) {
            System.out.println(lock == null ? "locked" : "free");
        }
    }
}
