package com.patientory.ehr;

import com.patientory.ehr.spi.DocumentRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;

/**
 * Takes records over in three stages, each of which may be repeated after a crash with the same token.
 *
 * <p>Called from several threads, never for the same record at the same time. What makes "exactly once" hold is the
 * sink's part of the bargain: {@link #store} and {@link #anchor} called again with a token do nothing that the first
 * call has done, and give the same answer. {@link #seal} called again for a record whose token never came back may make
 * new bytes; the earlier ones are known to nobody and may be removed ({@link #recovered}).
 */
public interface RecordSink {
    /**
     * Reads the content to its end and keeps it sealed on stable storage.
     *
     * @param document what is being read
     * @param content the content; if a read throws, nothing may be kept and the exception must pass
     * @return names the sealed bytes
     * @throws RecordRejectedException if this record will never be taken
     * @throws IOException if it cannot be done now
     * @throws InterruptedException if the thread was interrupted
     */
    SinkToken seal(DocumentRef document, InputStream content) throws IOException, InterruptedException;

    /**
     * Stores the sealed bytes where they belong.
     *
     * @param sealed what {@link #seal} gave
     * @return names the stored bytes
     * @throws RecordRejectedException if this record will never be taken
     * @throws IOException if it cannot be done now
     * @throws InterruptedException if the thread was interrupted
     */
    SinkToken store(SinkToken sealed) throws IOException, InterruptedException;

    /**
     * Makes the stored bytes known to the patient.
     *
     * @param stored what {@link #store} gave
     * @return names the record from now on
     * @throws RecordRejectedException if this record will never be taken
     * @throws IOException if it cannot be done now
     * @throws InterruptedException if the thread was interrupted
     */
    SinkToken anchor(SinkToken stored) throws IOException, InterruptedException;

    /**
     * Forgets sealed bytes that are not needed: the record was there already with the same content, or was withdrawn.
     * May be called again with the same token. Does nothing by default.
     *
     * @param sealed what {@link #seal} gave
     * @throws IOException if it cannot be done now
     */
    default void discard(SinkToken sealed) throws IOException {}

    /**
     * Says that the site has withdrawn a record that was anchored; the patient's copy is his, so what to do is the sink's
     * decision. May be called again with the same token. Does nothing by default.
     *
     * @param anchored what {@link #anchor} gave
     * @throws IOException if it cannot be done now
     */
    default void withdrawn(SinkToken anchored) throws IOException {}

    /**
     * Called once before a run's first record: sealed bytes that none of these tokens names belong to nobody and may be
     * removed. Does nothing by default.
     *
     * @param pending the tokens of all records that are sealed or stored and not yet anchored
     * @throws IOException if it cannot be done now
     */
    default void recovered(Collection<SinkToken> pending) throws IOException {}
}
