package com.patientory.crypto;

import com.patientory.crypto.internal.eth.Eip55;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.typed.TypedHash;
import java.util.Optional;

/**
 * Structured data as wallets show and sign it (EIP-712), from the JSON that {@code eth_signTypedData_v4} takes.
 *
 * <p>Read strictly: each struct has exactly the members that its type declares, each value is of its declared type, and
 * nothing is left out, cut or filled up. What a lenient wallet hashes otherwise is refused here, so one text has one
 * digest. Not promised: that signing it is wise. Look at the domain and the message first; a signature over a permit or
 * an order can move money.
 */
public final class TypedData {
    private final String primaryType;
    private final JsonObject domain;
    private final byte[] domainSeparator;
    private final byte[] digest;

    private TypedData(TypedHash hash) {
        this.primaryType = hash.primaryType();
        this.domain = hash.domain();
        this.domainSeparator = hash.domainSeparator();
        this.digest = hash.digest();
    }

    /**
     * Reads typed data.
     *
     * <p>Numbers are JSON numbers from -(2<sup>53</sup> - 1) to 2<sup>53</sup> - 1, because wallets round beyond, or text
     * in decimal or {@code 0x} form; bytes are text in {@code 0x} form. The types {@code int} and {@code uint} without a size, {@code null}, and a domain without a message are
     * refused.
     *
     * @param json at most 64 KiB, with the members {@code types}, {@code primaryType}, {@code domain}, {@code message}
     * @return the data
     * @throws com.patientory.crypto.error.MalformedException if it does not have this form, or a value is not of its
     *     type
     */
    public static TypedData parse(String json) {
        return new TypedData(TypedHash.parse(json));
    }

    /**
     * The type of the message.
     *
     * @return the name of a struct
     */
    public String primaryType() {
        return primaryType;
    }

    /**
     * The application that the data is for, as it calls itself.
     *
     * @return the domain's name, or empty if it has none
     */
    public Optional<String> applicationName() {
        return domain.has("name") ? Optional.of(domain.string("name")) : Optional.empty();
    }

    /**
     * The contract that checks the signature.
     *
     * @return the domain's contract, or empty if it names none
     */
    public Optional<WalletAddress> verifyingContract() {
        return domain.has("verifyingContract")
                ? Optional.of(WalletAddress.of(Eip55.decode(domain.string("verifyingContract"))))
                : Optional.empty();
    }

    /**
     * The hash of the domain. Compare it with the one that the contract reports, to know the signature is for it.
     *
     * @return 32 bytes
     */
    public byte[] domainSeparator() {
        return domainSeparator.clone();
    }

    /**
     * What is signed.
     *
     * @return the 32 bytes of the Keccak-256 over {@code 0x1901}, domain separator and message hash
     */
    public byte[] digest() {
        return digest.clone();
    }

    /**
     * The type of the message only.
     *
     * @return a text without the data
     */
    @Override
    public String toString() {
        return "TypedData[" + primaryType + "]";
    }
}
