package com.patientory.chain.internal.write;

import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import com.patientory.crypto.WalletAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** An append-only journal file, held by one writer at a time. A torn last record is cut off on opening. */
public final class FileJournal implements Journal {
    private static final byte[] MAGIC = "PTWJ1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 5 + Long.BYTES + 32 + WalletAddress.LENGTH_BYTES;

    private final Path file;
    private final JournalLock lock;
    private final byte[] header;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile FileChannel channel;
    private List<JournalRecord> loaded = List.of();
    private long appendedBytes;

    private FileJournal(Path file, JournalLock lock, byte[] header) throws IOException {
        this.file = file;
        this.lock = lock;
        this.header = header.clone();
        Files.deleteIfExists(fresh());
        this.channel = FileChannel.open(lock.journal(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            read();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Opens or begins the journal of one key on one network. */
    public static FileJournal open(Path file, ChainId chain, byte[] genesis, WalletAddress writer) {
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .putLong(chain.value())
                .put(genesis)
                .put(writer.bytes())
                .array();
        try {
            JournalLock lock = JournalLock.acquire(file);
            try {
                return new FileJournal(file, lock, header);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new WriteJournalException(Reason.IO, file, e.getClass().getSimpleName());
        }
    }

    private void read() throws IOException {
        byte[] bytes = new byte[Math.toIntExact(channel.size())];
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
            // A read may be short.
        }
        all.rewind();
        byte[] found = new byte[Math.min(header.length, all.remaining())];
        all.get(found);
        if (found.length < header.length && Arrays.equals(found, Arrays.copyOf(header, found.length))) {
            channel.truncate(0).write(ByteBuffer.wrap(header), 0);
            channel.force(true);
            forceFolder();
        } else if (!Arrays.equals(found, header)) {
            throw new WriteJournalException(Reason.FOREIGN, file, "begun by another writer or on another network");
        } else {
            RecordReader reader = new RecordReader(file, bytes, header.length);
            loaded = reader.read();
            channel.truncate(reader.end());
        }
        channel.position(channel.size());
    }

    @Override
    public List<JournalRecord> load() {
        List<JournalRecord> once = loaded;
        loaded = List.of();
        return once;
    }

    @Override
    public void append(List<JournalRecord> records, boolean durable) {
        long start = -1;
        try {
            start = channel.position();
            appendedBytes += write(channel, records);
            if (durable) {
                channel.force(false);
            }
        } catch (IOException e) {
            takeBack(start);
            throw failure(e);
        }
    }

    private static long write(FileChannel to, List<JournalRecord> records) throws IOException {
        List<ByteBuffer> encoded = records.stream().map(JournalCodec::encode).toList();
        ByteBuffer all = ByteBuffer.allocate(
                encoded.stream().mapToInt(ByteBuffer::remaining).sum());
        encoded.forEach(all::put);
        all.flip();
        long bytes = all.remaining();
        while (all.hasRemaining()) {
            to.write(all);
        }
        return bytes;
    }

    private WriteJournalException failure(IOException e) {
        return new WriteJournalException(Reason.IO, file, e.getClass().getSimpleName());
    }

    /** Removes what a failed append has left, or a later one would stand behind a torn record. */
    private void takeBack(long start) {
        try {
            if (start >= 0) {
                channel.truncate(start);
            }
        } catch (IOException e) {
            close(channel);
        }
    }

    @Override
    public void replace(List<JournalRecord> records) {
        if (closed.get()) {
            throw new WriteJournalException(Reason.IO, file, "closed");
        }
        try {
            FileChannel next = FileChannel.open(
                    fresh(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                fill(next, records);
                Files.move(fresh(), lock.journal(), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException | RuntimeException e) {
                close(next);
                Files.deleteIfExists(fresh());
                throw e;
            }
            close(channel);
            channel = next;
            appendedBytes = 0;
            forceFolder();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Path fresh() {
        return lock.journal().resolveSibling(lock.journal().getFileName() + ".new");
    }

    private void fill(FileChannel next, List<JournalRecord> records) throws IOException {
        if (Files.getFileStore(lock.journal()).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh(), Files.getPosixFilePermissions(lock.journal()));
        }
        next.write(ByteBuffer.wrap(header));
        write(next, records);
        next.force(true);
    }

    /** Makes the file's name durable, where a folder can be opened. */
    private void forceFolder() {
        try (FileChannel folder = FileChannel.open(lock.journal().resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Windows opens no folder; its file system writes moves in their order.
        }
    }

    @Override
    public long appendedBytes() {
        return appendedBytes;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            close(channel);
            lock.close();
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The records are on disk already; an unforced one is found again on the chain.
        }
    }
}
