package com.patientory.crypto.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.crypto.Registration;
import com.patientory.crypto.RegistrationDomain;
import com.patientory.crypto.WalletAddress;
import java.util.List;

/** What parses is written and read again alike; what verifies is what the patient signed. */
final class RegistrationFuzz implements FuzzTarget {
    private static final String SIGNUP = "signup-4711";
    private static final RegistrationDomain DOMAIN =
            new RegistrationDomain(1337, WalletAddress.parse("0x5FbDB2315678afecb367f032d93F642f64180aa3"));

    private final Registration signed = Registration.builder()
            .signupReferenceId(SIGNUP)
            .identity(Samples.patient())
            .sealedKeys(Samples.sealedKeys())
            .domain(DOMAIN)
            .sign();

    @Override
    public List<byte[]> seeds() {
        return List.of(signed.toJson().getBytes(UTF_8));
    }

    @Override
    public void accept(byte[] input) {
        Registration read = Registration.parse(new String(input, UTF_8));
        String written = read.toJson();
        assertEquals(written, Registration.parse(written).toJson());
        read.verify(SIGNUP, DOMAIN);
        // All but the RSA signature, which has a salt.
        assertEquals(signed.address(), read.address());
        assertEquals(signed.recipient(), read.recipient());
        assertEquals(signed.sealedKeys(), read.sealedKeys());
        assertEquals(signed.signupReferenceId(), read.signupReferenceId());
    }
}
