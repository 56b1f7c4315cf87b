package com.patientory.ehr;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Appends records and forces each to the disk. A record that a crash cut off at the end is removed when the file is
 * opened; a broken record with a sound one behind it is not a crash but damage, and is refused.
 *
 * <p>A {@link RandomAccessFile}, because a {@link FileChannel} is closed when a thread is interrupted in it.
 */
final class LedgerFile implements AutoCloseable {
    private static final String NAME = "ledger-v1";
    private static final String NEW_NAME = "ledger-v1.new";

    private final Path directory;
    private RandomAccessFile file;
    private long end;

    private LedgerFile(Path directory, RandomAccessFile file, long end) {
        this.directory = directory;
        this.file = file;
        this.end = end;
    }

    static LedgerFile open(Path directory, byte[] header, Consumer<LedgerCodec.Body> reader) throws LedgerException {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(directory.resolve(NEW_NAME));
            Path path = directory.resolve(NAME);
            byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
            if (bytes.length < header.length) {
                // Only a prefix of our own header may be completed; anything else is not ours to overwrite.
                if (!Arrays.equals(bytes, Arrays.copyOf(header, bytes.length))) {
                    throw new LedgerException(LedgerException.Kind.NOT_A_LEDGER, 0);
                }
                replace(directory, header, List.of());
                bytes = header;
            }
            checkHeader(bytes, header);
            int end = scan(bytes, header.length, reader);
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            file.setLength(end);
            file.seek(end);
            return new LedgerFile(directory, file, end);
        } catch (LedgerException e) {
            throw e;
        } catch (IOException e) {
            throw new LedgerException(LedgerException.Kind.STORAGE, 0);
        }
    }

    private static void checkHeader(byte[] bytes, byte[] header) throws LedgerException {
        byte[] found = Arrays.copyOf(bytes, header.length);
        if (!LedgerCodec.isLedger(found)) {
            throw new LedgerException(LedgerException.Kind.NOT_A_LEDGER, 0);
        }
        if (!Arrays.equals(found, header)) {
            throw new LedgerException(LedgerException.Kind.WRONG_KEY, 0);
        }
    }

    private static int scan(byte[] bytes, int from, Consumer<LedgerCodec.Body> reader) throws LedgerException {
        int offset = from;
        while (offset < bytes.length) {
            int length = LedgerCodec.soundBodyBytes(bytes, offset);
            if (length < 0) {
                requireTornTail(bytes, offset);
                return offset;
            }
            int place = offset;
            reader.accept(LedgerCodec.body(bytes, offset, length)
                    .orElseThrow(() -> new LedgerException(LedgerException.Kind.CORRUPT, place)));
            offset += LedgerCodec.FRAME_BYTES + length;
        }
        return offset;
    }

    /** Only one record is ever being written, so a torn tail is short and nothing sound follows it. */
    private static void requireTornTail(byte[] bytes, int offset) throws LedgerException {
        boolean torn = bytes.length - offset < LedgerCodec.FRAME_BYTES + LedgerCodec.MAX_BODY_BYTES;
        for (int i = offset + 1; torn && i < bytes.length; i++) {
            torn = LedgerCodec.soundBodyBytes(bytes, i) < 0;
        }
        if (!torn) {
            throw new LedgerException(LedgerException.Kind.CORRUPT, offset);
        }
    }

    /** On return the record is on the disk. */
    synchronized void append(byte[] record) throws LedgerException {
        if (end == Long.MAX_VALUE) {
            // A torn record that could not be removed stands at the end: nothing sound may follow it.
            throw new LedgerException(LedgerException.Kind.STORAGE, end);
        }
        try {
            file.write(record);
            file.getFD().sync();
            end += record.length;
        } catch (IOException e) {
            undo();
            throw new LedgerException(LedgerException.Kind.STORAGE, end);
        }
    }

    synchronized long sizeBytes() {
        return end;
    }

    /** Replaces the file by one that holds only these records. */
    synchronized void compact(byte[] header, List<byte[]> records) throws LedgerException {
        try {
            file.close();
            replace(directory, header, records);
            file = new RandomAccessFile(directory.resolve(NAME).toFile(), "rw");
            end = file.length();
            file.seek(end);
        } catch (IOException e) {
            throw new LedgerException(LedgerException.Kind.STORAGE, 0);
        }
    }

    @Override
    public synchronized void close() throws LedgerException {
        try {
            file.close();
        } catch (IOException e) {
            throw new LedgerException(LedgerException.Kind.STORAGE, end);
        }
    }

    private void undo() {
        try {
            file.setLength(end);
            file.seek(end);
        } catch (IOException e) {
            // The torn record stays; it is removed when the ledger is next opened.
            end = Long.MAX_VALUE;
        }
    }

    private static void replace(Path directory, byte[] header, List<byte[]> records) throws IOException {
        Path fresh = directory.resolve(NEW_NAME);
        try (RandomAccessFile out = new RandomAccessFile(fresh.toFile(), "rw")) {
            out.setLength(0);
            out.write(header);
            for (byte[] record : records) {
                out.write(record);
            }
            out.getFD().sync();
        }
        Files.move(fresh, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel dir = FileChannel.open(directory, StandardOpenOption.READ)) {
            dir.force(true);
        } catch (IOException e) {
            // Windows cannot force a directory; the move itself is atomic.
        }
    }
}
