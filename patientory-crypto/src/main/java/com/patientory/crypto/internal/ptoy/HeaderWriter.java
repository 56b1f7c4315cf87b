package com.patientory.crypto.internal.ptoy;

import com.patientory.crypto.error.HeaderFullException;
import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.io.Bytes;
import com.patientory.crypto.internal.io.FileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Writes envelopes into their slots, in the order of ptoy-v1: one slot is on the device before the other is touched.
 */
public final class HeaderWriter {
    private HeaderWriter() {}

    /**
     * Writes preamble and slots of a new file, and nothing behind them.
     *
     * @throws HeaderFullException if the envelope is longer than the layout's room
     */
    public static void create(FileChannel file, PtoyLayout layout, byte[] envelope) throws IOException {
        requireRoom(layout, envelope);
        byte[] preamble = layout.preamble();
        byte[] slot = new HeaderSlot(1, envelope).encode(layout);
        Bytes.write(file, preamble, preamble.length, 0);
        Bytes.write(file, slot, slot.length, layout.slotOffset(0));
        Bytes.write(file, slot, slot.length, layout.slotOffset(1));
    }

    /**
     * Changes the envelope of a file, as the only writer. If there is nothing to change, finishes a change that was cut
     * short.
     *
     * @param change from the envelope as it is now to the one that shall be
     * @return the envelope as it is afterwards
     * @throws HeaderFullException if the new envelope is longer than the file's room; the file is as it was
     */
    public static byte[] change(Path file, UnaryOperator<byte[]> change) throws IOException {
        return FileLocks.exclusive(file, channel -> change(channel, change));
    }

    /**
     * Writes an envelope whatever the state of the slots.
     *
     * @param check of the file's body, which is not to be closed; throws if the envelope is not for it
     */
    public static void restore(Path file, byte[] envelope, Check check) throws IOException {
        FileLocks.exclusive(file, channel -> {
            check.of(FileRegion.from(channel, PtoyLayout.read(channel).bodyOffset()));
            if (PtoyHeader.find(channel).isPresent()) {
                return change(channel, now -> envelope);
            }
            PtoyLayout layout = PtoyLayout.read(channel);
            requireRoom(layout, envelope);
            HeaderSlot slot = new HeaderSlot(1, envelope);
            write(channel, layout, 0, slot);
            write(channel, layout, 1, slot);
            return envelope;
        });
    }

    /**
     * Does something with a file if its envelope is still the one that was seen, and keeps other writers away meanwhile.
     *
     * @throws IOException if the envelope has changed
     */
    public static void ifUnchanged(Path file, PtoyHeader seen, Action action) throws IOException {
        FileLocks.exclusive(file, channel -> {
            if (!PtoyHeader.read(channel).current().sameAs(seen.current())) {
                throw new IOException("The envelope was changed by somebody else meanwhile");
            }
            action.run();
            return file;
        });
    }

    static byte[] change(FileChannel file, UnaryOperator<byte[]> change) throws IOException {
        PtoyHeader header = PtoyHeader.read(file);
        HeaderSlot current = header.current();
        byte[] envelope = change.apply(header.envelope());
        int other = 1 - header.currentSlot();
        if (Arrays.equals(envelope, current.envelope())) {
            if (header.isSettled()) {
                // An earlier writer may have been killed before this.
                file.force(false);
            } else {
                write(file, header.layout(), other, current);
            }
            return envelope;
        }
        requireRoom(header.layout(), envelope);
        if (current.sequence() == HeaderSlot.MAX_SEQUENCE) {
            throw new IntegrityException(PtoyLayout.FORMAT, "there is no sequence number left; a copy starts anew");
        }
        if (!PtoyHeader.read(file).current().sameAs(current)) {
            throw new IOException("The envelope was changed by somebody else in spite of the lock");
        }
        HeaderSlot next = new HeaderSlot(current.sequence() + 1, envelope);
        write(file, header.layout(), other, next);
        write(file, header.layout(), header.currentSlot(), next);
        return envelope;
    }

    private static void requireRoom(PtoyLayout layout, byte[] envelope) {
        if (envelope.length > layout.roomBytes()) {
            throw new HeaderFullException(envelope.length, layout.roomBytes());
        }
    }

    private static void write(FileChannel file, PtoyLayout layout, int slot, HeaderSlot content) throws IOException {
        byte[] bytes = content.encode(layout);
        byte[] readBack = new byte[bytes.length];
        Bytes.write(file, bytes, bytes.length, layout.slotOffset(slot));
        file.force(false);
        Bytes.read(file, readBack, readBack.length, layout.slotOffset(slot));
        // Where locks do not work, two writers in one slot end here, while the other slot is still valid.
        if (!Arrays.equals(bytes, readBack)) {
            throw new IOException("A header slot does not hold what was written to it");
        }
    }

    /** Looks at a body. */
    public interface Check {
        /** Does it. */
        void of(FileRegion body) throws IOException;
    }

    /** Something that may fail by its files. */
    public interface Action {
        /** Does it. */
        void run() throws IOException;
    }
}
