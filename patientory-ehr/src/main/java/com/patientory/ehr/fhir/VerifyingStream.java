package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrUnavailableException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Reaches its end only if the content has the declared size and hash. */
final class VerifyingStream extends FilterInputStream {
    private final DocumentRef.Content declared;
    private final long maxBytes;
    private final @Nullable MessageDigest digest;
    private long count;
    private boolean verified;

    VerifyingStream(InputStream in, DocumentRef.Content declared, long maxBytes) throws EhrProtocolException {
        super(in);
        this.declared = declared;
        this.maxBytes = maxBytes;
        this.digest = digest(declared);
    }

    private static @Nullable MessageDigest digest(DocumentRef.Content declared) throws EhrProtocolException {
        if (declared.hash().isEmpty()) {
            return null;
        }
        try {
            return MessageDigest.getInstance(declared.hash().get().algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new EhrProtocolException(Violation.UNSUPPORTED);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        if (read < 0) {
            verify();
            return -1;
        }
        count += read;
        if (count > maxBytes) {
            throw new EhrProtocolException(Violation.TOO_LARGE);
        }
        if (declared.sizeBytes() >= 0 && count > declared.sizeBytes()) {
            throw new EhrProtocolException(Violation.SIZE_MISMATCH);
        }
        if (digest != null) {
            digest.update(into, offset, read);
        }
        return read;
    }

    /** Every byte must pass the digest. */
    @Override
    public long skip(long wanted) throws IOException {
        return wanted <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(wanted, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void verify() throws EhrProtocolException, EhrUnavailableException {
        if (declared.sizeBytes() >= 0 && count < declared.sizeBytes()) {
            // Fewer bytes than declared look like a broken transfer; more, or other ones, do not.
            throw new EhrUnavailableException(EhrUnavailableException.Kind.TRUNCATED, 200, 1);
        }
        if (!verified && digest != null && !declared.hash().orElseThrow().matches(digest.digest())) {
            throw new EhrProtocolException(Violation.HASH_MISMATCH);
        }
        verified = true;
    }
}
