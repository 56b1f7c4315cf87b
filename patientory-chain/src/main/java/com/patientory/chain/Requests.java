package com.patientory.chain;

import com.patientory.chain.device.SignatureRequest;
import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.GuestCalls;
import com.patientory.chain.internal.abi.GuestCalls.VaultRequestFields;
import com.patientory.chain.internal.abi.TokenCalls;

/** The calls that carry a signed request. */
final class Requests {
    private Requests() {}

    static AbiCall vaultCall(SignatureRequest.Signed signed) {
        SignatureRequest request = signed.request();
        if (request instanceof SignatureRequest.Allow a) {
            return GuestCalls.grantBySig(
                    new VaultRequestFields(a.scope(), a.grantee(), a.nonce(), a.deadline()),
                    a.capabilities(),
                    a.notBefore(),
                    a.expiry(),
                    signed.signature());
        }
        if (request instanceof SignatureRequest.Withdraw w) {
            return GuestCalls.revokeBySig(
                    new VaultRequestFields(w.scope(), w.grantee(), w.nonce(), w.deadline()), signed.signature());
        }
        if (request instanceof SignatureRequest.WithdrawAll all) {
            return GuestCalls.revokeAllBySig(all.nonce(), all.deadline(), signed.signature());
        }
        if (request instanceof SignatureRequest.Erase e) {
            return GuestCalls.eraseBySig(e.file(), e.nonce(), e.deadline(), signed.signature());
        }
        if (request instanceof SignatureRequest.Migrate m) {
            return GuestCalls.migrateBySig(m.successor(), m.nonce(), m.deadline(), signed.signature());
        }
        throw new IllegalArgumentException("a permit goes to the token, not to a vault");
    }

    static AbiCall permit(SignatureRequest.Signed signed) {
        if (signed.request() instanceof SignatureRequest.Permit p) {
            return TokenCalls.permit(signed.owner(), p.spender(), p.amount(), p.deadline(), signed.signature());
        }
        throw new IllegalArgumentException("not a permit: " + signed.request());
    }
}
