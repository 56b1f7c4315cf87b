package com.patientory.storage.testkit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret that makes a libp2p network private: nodes with another one, or none, cannot connect. */
final class SwarmKey {
    private final String file;

    private SwarmKey(String file) {
        this.file = file;
    }

    static SwarmKey generate() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SwarmKey("/key/swarm/psk/1.0.0/\n/base16/\n" + HexFormat.of().formatHex(key) + "\n");
    }

    byte[] fileContent() {
        return file.getBytes(StandardCharsets.US_ASCII);
    }
}
