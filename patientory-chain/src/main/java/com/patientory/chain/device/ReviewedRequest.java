package com.patientory.chain.device;

import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;

/** A request that the device understood completely. Only {@link DeviceReview} makes one. */
public final class ReviewedRequest {
    private final Intent intent;
    private final SignatureRequest request;
    private final String chain;
    private final WalletAddress owner;
    private final byte[] digest;

    ReviewedRequest(Intent intent, SignatureRequest request, String chain, WalletAddress owner, byte[] digest) {
        this.intent = intent;
        this.request = request;
        this.chain = chain;
        this.owner = owner;
        this.digest = digest.clone();
    }

    /**
     * Returns what it will do.
     *
     * @return the intent
     */
    public Intent intent() {
        return intent;
    }

    /**
     * Says what it will do, until when the signature can be used, and for which network and nonce.
     *
     * @return for instance {@code Allow Mercy Hospital to READ in the whole vault until 1 Jan 2027. To be used by 1 Dec
     *     2026. Chain 1337, request 4.}
     */
    public String sentence() {
        return intent.sentence() + " To be used by " + Wording.time(request.deadline()) + ". Chain " + chain
                + ", request " + request.nonce() + ".";
    }

    /**
     * Signs after the owner agreed.
     *
     * @param key the owner's key
     * @return the signed request
     * @throws IllegalArgumentException when the key is not the owner's
     */
    public SignatureRequest.Signed sign(WalletKey key) {
        if (!key.address().equals(owner)) {
            throw new IllegalArgumentException("the key of " + owner + " is needed, got that of " + key.address());
        }
        return new SignatureRequest.Signed(owner, request, key.sign(digest));
    }
}
