package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a FHIR Binary that came wrapped in JSON: {@code data} is decoded while it arrives, whatever its size.
 * The end is reached only after the whole resource has been read and was a Binary.
 */
final class WrappedBinary extends InputStream {
    private final JsonBytes json;
    private final Base64Decoding decoding;
    private boolean begun;
    private boolean inData;
    private boolean ended;
    private boolean dataSeen;
    private boolean isBinary;

    WrappedBinary(InputStream body) {
        json = new JsonBytes(body);
        decoding = new Base64Decoding(json);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (inData) {
                int read = decoding.read(into, offset, length);
                if (read > 0) {
                    return read;
                }
                inData = false;
            } else {
                nextMember();
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void nextMember() throws IOException {
        int c = json.nextToken();
        if (!begun) {
            begun = true;
            json.require(c == '{');
            c = json.nextToken();
        } else if (c == ',') {
            c = json.nextToken();
        } else {
            json.require(c == '}');
        }
        if (c == '}') {
            finish();
            return;
        }
        json.require(c == '"');
        String name = json.shortString();
        json.require(json.nextToken() == ':');
        member(name, json.nextToken());
    }

    private void member(String name, int first) throws IOException {
        if (name.equals("data")) {
            json.require(first == '"' && !dataSeen);
            dataSeen = true;
            inData = true;
        } else if (name.equals("resourceType")) {
            json.require(first == '"');
            isBinary = json.shortString().equals("Binary");
        } else {
            json.skipValue(first);
        }
    }

    private void finish() throws IOException {
        json.requireEnd();
        if (!isBinary) {
            throw new EhrProtocolException(Violation.MALFORMED);
        }
        ended = true;
    }
}
