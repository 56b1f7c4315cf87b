package com.patientory.ehr.spi;

import java.io.InputStream;

/**
 * A blocking, pull-based door to one site's record system.
 *
 * <p>An instance may be used by several threads at once. Each call ends within the connector's own time-outs, and a
 * thread that is interrupted leaves with {@link InterruptedException} (a stream with
 * {@link java.io.InterruptedIOException}). After {@link #close()} each call throws {@link IllegalStateException}.
 *
 * <p>Not promised: that two calls see the same state of the site, or that a page keeps its order.
 */
public interface EhrConnector extends AutoCloseable {
    /**
     * Names the site: stable over restarts, free of personal data, 1 to 64 characters of {@code a-z 0-9 . -}.
     *
     * @return the site's name
     */
    String id();

    /**
     * Says what the site accepts; asked once, then remembered.
     *
     * @return the site's capabilities
     * @throws EhrException if the site cannot be asked
     * @throws InterruptedException if the thread was interrupted
     */
    Capabilities capabilities() throws EhrException, InterruptedException;

    /**
     * Looks for the one patient that a query describes.
     *
     * <p>Every candidate is compared with the query again on this side, whatever the site says about it. A phone number
     * alone never gives {@link PatientMatch.Grade#CERTAIN}, and two candidates that lie close together are never
     * resolved to one of them. The same query on the same data gives the same answer.
     *
     * @param query what is known about the patient
     * @return one patient, none, or the fact that several fit
     * @throws UnsupportedQueryException before any search, if the site cannot search with what the query holds
     * @throws EhrException if the site cannot answer
     * @throws InterruptedException if the thread was interrupted
     */
    PatientLookup findPatients(PatientQuery query) throws EhrException, InterruptedException;

    /**
     * Lists one page of what has changed in a patient's documents since a cursor.
     *
     * <p>Changes may be listed again after a cursor (an overlap guards against late writes); none is left out.
     *
     * @param patient whose documents
     * @param cursor {@link Cursor#START}, or the {@link ChangePage#next()} of an earlier page of this site and patient
     * @return the page
     * @throws PatientMixupException if the page holds anything of another patient; nothing of the page is returned
     * @throws EhrException if the page cannot be had whole
     * @throws InterruptedException if the thread was interrupted
     */
    ChangePage listChanges(PatientRef patient, Cursor cursor) throws EhrException, InterruptedException;

    /**
     * Opens a document's content.
     *
     * <p>The stream's end (a read that returns -1) is reached only if the content is complete: a declared size and a
     * declared hash have then been compared. Otherwise the last read throws an {@link EhrException}. Memory use does
     * not depend on the document's size.
     *
     * @param document a document that {@link #listChanges} has listed
     * @return the content, to be closed by the caller
     * @throws EhrException if the content cannot be had
     * @throws InterruptedException if the thread was interrupted
     */
    InputStream open(DocumentRef document) throws EhrException, InterruptedException;

    /** Releases connections; calls in flight may fail. Closing twice does nothing. */
    @Override
    void close();
}
