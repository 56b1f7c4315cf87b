package com.patientory.chain.internal.write;

import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import com.patientory.crypto.WalletAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An append-only journal file, held by one writer at a time. A torn last record is cut off on opening. The file is read
 * and written through one descriptor only: POSIX drops a process's lock when any of its descriptors of the file closes.
 */
public final class FileJournal implements Journal {
    private static final byte[] MAGIC = "PTWJ1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 5 + Long.BYTES + 32 + WalletAddress.LENGTH_BYTES;

    /** The files that this process holds; looked up before a second descriptor of any of them can come into being. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Path held;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<JournalRecord> loaded = new ArrayList<>();

    private FileJournal(Path file, Path held, FileChannel channel) {
        this.file = file;
        this.held = held;
        this.channel = channel;
    }

    /** Opens or begins the journal of one writer on one network. */
    public static FileJournal open(Path file, ChainId chain, byte[] genesis, WalletAddress writer) {
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .putLong(chain.value())
                .put(genesis)
                .put(writer.bytes())
                .array();
        Path held = hold(file);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(held, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(file, channel);
            FileJournal journal = new FileJournal(file, held, channel);
            journal.read(header);
            return journal;
        } catch (IOException e) {
            release(held, channel);
            throw new WriteJournalException(Reason.IO, file, e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            release(held, channel);
            throw e;
        }
    }

    /** Claims the file for this process, under its real name; a missing one is created empty. */
    private static Path hold(Path file) {
        Path held;
        try {
            create(file);
            held = file.toRealPath();
        } catch (IOException e) {
            throw new WriteJournalException(Reason.IO, file, e.getClass().getSimpleName());
        }
        if (!OPEN.add(held)) {
            throw new WriteJournalException(Reason.IN_USE, file, "another writer of this process holds it");
        }
        return held;
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Begun by an earlier run.
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new WriteJournalException(Reason.IN_USE, file, "another writer holds it");
        }
    }

    private void read(byte[] header) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
            // A read may be short.
        }
        all.flip();
        byte[] found = new byte[Math.min(header.length, all.remaining())];
        all.get(found);
        if (found.length < header.length && Arrays.equals(found, Arrays.copyOf(header, found.length))) {
            channel.truncate(0).write(ByteBuffer.wrap(header), 0);
            channel.force(true);
        } else if (!Arrays.equals(found, header)) {
            throw new WriteJournalException(Reason.FOREIGN, file, "begun by another writer or on another network");
        } else {
            readRecords(all.array(), all);
            channel.truncate(all.position());
        }
        channel.position(channel.size());
    }

    /** Reads to the end, or to a torn record, and leaves the position behind the last whole one. */
    private void readRecords(byte[] bytes, ByteBuffer all) {
        while (all.hasRemaining()) {
            int start = all.position();
            if (all.remaining() < JournalCodec.LENGTH_BYTES) {
                return;
            }
            int length = all.getInt(start);
            if (length < JournalCodec.MIN_BODY_BYTES || length > JournalCodec.MAX_BODY_BYTES) {
                requireZeros(all, start, start);
                return;
            }
            int body = start + JournalCodec.LENGTH_BYTES;
            int end = body + length + JournalCodec.CRC_BYTES;
            if (end > all.limit()) {
                return;
            }
            if (all.getInt(body + length) != JournalCodec.crc(bytes, body, length)) {
                requireZeros(all, end, start);
                return;
            }
            loaded.add(decode(all.slice(body, length), start));
            all.position(end);
        }
    }

    /** A torn append leaves a prefix, or zeros where its end should stand; anything else is not its work. */
    private void requireZeros(ByteBuffer all, int from, int start) {
        for (int i = from; i < all.limit(); i++) {
            if (all.get(i) != 0) {
                throw damaged(start);
            }
        }
    }

    private JournalRecord decode(ByteBuffer body, int start) {
        try {
            return JournalCodec.decode(body);
        } catch (RuntimeException e) {
            throw damaged(start);
        }
    }

    private WriteJournalException damaged(int offset) {
        return new WriteJournalException(Reason.DAMAGED, file, "record at offset " + offset);
    }

    @Override
    public List<JournalRecord> load() {
        return List.copyOf(loaded);
    }

    @Override
    public void append(List<JournalRecord> records, boolean durable) {
        long start = -1;
        try {
            start = channel.position();
            for (JournalRecord record : records) {
                ByteBuffer bytes = JournalCodec.encode(record);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            if (durable) {
                channel.force(false);
            }
        } catch (IOException e) {
            takeBack(start);
            throw new WriteJournalException(Reason.IO, file, e.getClass().getSimpleName());
        }
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
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release(held, channel);
        }
    }

    /** Closes first: a new owner in this process must not open its descriptor before ours is gone. */
    private static void release(Path held, @Nullable FileChannel channel) {
        close(channel);
        OPEN.remove(held);
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The records are on disk already; an unforced one is found again on the chain.
        }
    }
}
