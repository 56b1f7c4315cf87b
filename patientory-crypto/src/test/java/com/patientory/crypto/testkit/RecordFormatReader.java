package com.patientory.crypto.testkit;

/**
 * A reader of our formats, as {@link RecordFormatContract} sees it: each method reads or throws.
 *
 * <p>For a format that a reader does not have it throws {@link MissingFormat}: its cases are then skipped.
 */
public interface RecordFormatReader {
    /** body-v1: the plaintext. */
    byte[] body(byte[] contentKey, byte[] body) throws Exception;

    /**
     * envelope-v1, read with a private key given as JWK (RSA, P-256, X25519, or {@code oct} for a vault key): the payload
     * as canonical JSON; in the place of {@code signature} stands {@code signed_by}, the address that it was verified for.
     */
    String envelope(String privateJwk, byte[] envelope) throws Exception;

    /**
     * ptoy-v1, read with a private key given as JWK: canonical JSON with {@code payload} as {@link #envelope} gives it and
     * {@code plaintext} in base64url.
     */
    String ptoy(String privateJwk, byte[] file) throws Exception;

    /** envelope-v1 of a vault key: the kid of the vault key. */
    String vaultKey(String privateJwk, byte[] envelope) throws Exception;

    /** keystore-v1: the private key as canonical JWK. */
    String keystore(String words, String blob) throws Exception;

    /** registration-v1 for a signup, chain and contract: the thumbprint of the RSA key that is proved to be the patient's. */
    String registration(String json, Signup signup) throws Exception;

    /** derivation-v1: canonical JSON with {@code address}, {@code rsa_thumbprint} and {@code wallet_key} (hexadecimal). */
    String derivation(String words, int rotation) throws Exception;

    /** The name that {@code vectors/README.md} gives to what went wrong; any text for what is none of these. */
    String errorName(Exception failure);

    /** This reader does not have the format at all. */
    final class MissingFormat extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What a server knows about a registration before it comes. */
    record Signup(String referenceId, long chainId, String registry) {}
}
