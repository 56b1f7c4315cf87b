package com.patientory.examples.hospital;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where sealed records lie until they are stored and anchored. Only ciphertext is kept here. What {@link #keep} has
 * returned survives a crash; what it has not is removed by {@link #retainOnly} at the next start.
 */
final class Spool {
    private static final String BODY = ".body";
    private static final String ENVELOPE = ".envelope";

    private final Path folder;
    private final SecureRandom random;

    Spool(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** Names a new entry; nothing is written yet. */
    String newEntry() throws IOException {
        Files.createDirectories(folder);
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Path body(String entry) {
        return folder.resolve(entry + BODY);
    }

    Path envelope(String entry) {
        return folder.resolve(entry + ENVELOPE);
    }

    /** Writes the envelope, and puts body, envelope and their names on stable storage. */
    void keep(String entry, byte[] envelope) throws IOException {
        try (FileChannel channel =
                FileChannel.open(envelope(entry), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(envelope);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        force(body(entry));
        force(folder);
    }

    void remove(String entry) throws IOException {
        Files.deleteIfExists(body(entry));
        Files.deleteIfExists(envelope(entry));
    }

    /** Removes what no pending record names: the leftovers of a crash. */
    void retainOnly(Set<String> entries) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            int dot = name.indexOf('.');
            if (!entries.contains(dot < 0 ? name : name.substring(0, dot))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void force(Path path) throws IOException {
        boolean directory = Files.isDirectory(path);
        if (directory && File.separatorChar == '\\') {
            return; // Windows opens no directory, and its entries need no flush.
        }
        try (FileChannel channel =
                FileChannel.open(path, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
