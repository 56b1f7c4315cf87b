package com.patientory.crypto.internal.floe;

import com.patientory.crypto.internal.io.Buffers;
import com.patientory.crypto.internal.io.DirectBuffers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** For a provider that is fast on direct buffers only; arrays pass through two of them. */
final class DirectAesGcm extends AesGcm {
    private ByteBuffer input = ByteBuffer.allocateDirect(0);
    private ByteBuffer output = ByteBuffer.allocateDirect(0);

    DirectAesGcm(Cipher cipher) {
        super(cipher);
    }

    @Override
    void run(boolean encrypting, ByteBuffer in, ByteBuffer out) throws GeneralSecurityException {
        if (in.isDirect() && out.isDirect()) {
            cipher.doFinal(in, out);
            return;
        }
        int room = in.remaining() + FloeParameters.SEGMENT_TAG_BYTES;
        if (input.capacity() < room) {
            erase();
            input = ByteBuffer.allocateDirect(room);
            output = ByteBuffer.allocateDirect(room);
        }
        Buffers.clear(input);
        input.put(in);
        Buffers.flip(input);
        Buffers.clear(output);
        cipher.doFinal(input, output);
        Buffers.flip(output);
        out.put(output);
    }

    @Override
    void erase() {
        DirectBuffers.erase(input);
        DirectBuffers.erase(output);
    }
}
