package com.patientory.ehr;

import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrUnavailableException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * A document's content on its way into the sink: measured, and remembering what the site did wrong, so that the sink's
 * failures and the site's can be told apart.
 */
final class MeasuredStream extends FilterInputStream {
    private static final long PROGRESS_BYTES = 8L << 20;

    private final DocumentRef.Content declared;
    private final Mac mac;
    private final Tally tally;
    private long count;
    private long nextProgress = PROGRESS_BYTES;
    private boolean ended;
    private @Nullable EhrException failure;

    MeasuredStream(InputStream in, DocumentRef.Content declared, Mac mac, Tally tally) {
        super(in);
        this.declared = declared;
        this.mac = mac;
        this.tally = tally;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        EhrException earlier = failure;
        if (earlier != null) {
            throw earlier;
        }
        try {
            int read = ended ? -1 : in.read(into, offset, length);
            if (read < 0) {
                end();
                return -1;
            }
            mac.update(into, offset, read);
            advance(read);
            return read;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (EhrException e) {
            failure = e;
            throw e;
        } catch (IOException e) {
            // A connector's stream should not do this; its text may quote anything.
            EhrException broken = new EhrUnavailableException(EhrUnavailableException.Kind.CONNECTION, 0, 1);
            failure = broken;
            throw broken;
        }
    }

    @Override
    public long skip(long wanted) throws IOException {
        return wanted <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(wanted, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** What the site did wrong, or null. */
    @Nullable
    EhrException failure() {
        return failure;
    }

    /** Whether the sink has seen the end, and with it all the checks. */
    boolean ended() {
        return ended;
    }

    long count() {
        return count;
    }

    Pseudonym content() {
        return Pseudonym.of(mac.doFinal());
    }

    private void advance(int read) {
        count += read;
        if (count >= nextProgress) {
            nextProgress += PROGRESS_BYTES;
            tally.tell(new SyncEvent.Transferred(count, declared.sizeBytes()));
        }
    }

    private void end() throws EhrProtocolException {
        if (declared.sizeBytes() >= 0 && count != declared.sizeBytes()) {
            throw new EhrProtocolException(Violation.SIZE_MISMATCH);
        }
        ended = true;
    }
}
