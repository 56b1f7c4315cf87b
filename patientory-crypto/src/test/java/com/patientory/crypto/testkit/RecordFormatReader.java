package com.patientory.crypto.testkit;

/**
 * A reader of our formats, as {@link RecordFormatContract} sees it: each method reads or throws.
 *
 * <p>A format that a reader does not have throws {@link UnsupportedOperationException}: its cases are then skipped.
 */
public interface RecordFormatReader {
    /** body-v1: the plaintext. */
    byte[] body(byte[] contentKey, byte[] body) throws Exception;

    /** envelope-v1, read with a private key given as JWK: the payload as canonical JSON. */
    String envelope(String privateJwk, byte[] envelope) throws Exception;

    /** keystore-v1: the private key as canonical JWK. */
    String keystore(String words, String blob) throws Exception;

    /** registration-v1 for a signup, chain and contract: the thumbprint of the RSA key that is proved to be the patient's. */
    String registration(String json, Signup signup) throws Exception;

    /** derivation-v1: canonical JSON with {@code address}, {@code rsa_thumbprint} and {@code wallet_key} (hexadecimal). */
    String derivation(String words, int rotation) throws Exception;

    /** The name that {@code vectors/README.md} gives to what went wrong; any text for what is none of these. */
    String errorName(Exception failure);

    /** What a server knows about a registration before it comes. */
    record Signup(String referenceId, long chainId, String registry) {}
}
