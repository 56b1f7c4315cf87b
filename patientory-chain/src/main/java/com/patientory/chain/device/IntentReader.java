package com.patientory.chain.device;

import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.abi.Words;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.chain.model.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Reads calldata as an intent: selector from a short list, arguments decoded, encoded again and compared. */
final class IntentReader {
    private static final int SELECTOR_BYTES = 4;
    private static final FileId NO_FILE = FileId.of(new byte[32]);
    private static final ContentDigest NO_DIGEST = ContentDigest.of(new byte[32]);
    private static final GranteeId SAMPLE = GranteeId.ofHospital("sample");

    private static final String GRANT =
            hex(VaultCalls.grant(Scope.wholeVault(), SAMPLE, Set.of(Capability.READ), Instant.EPOCH, Instant.EPOCH)
                    .selector());
    private static final String REVOKE =
            hex(VaultCalls.revoke(Scope.wholeVault(), SAMPLE).selector());
    private static final String REVOKE_ALL = hex(VaultCalls.revokeAll().selector());
    private static final String SET_ENVELOPE =
            hex(VaultCalls.setEnvelope(NO_FILE, NO_DIGEST).selector());

    private final Map<GranteeId, String> directory;

    IntentReader(Map<GranteeId, String> directory) {
        this.directory = directory;
    }

    Intent read(byte[] calldata) {
        String selector = hex(Arrays.copyOf(calldata, Math.min(calldata.length, SELECTOR_BYTES)));
        Words words =
                new Words(Arrays.copyOfRange(calldata, Math.min(calldata.length, SELECTOR_BYTES), calldata.length));
        Intent intent;
        try {
            intent = decode(selector, words);
        } catch (IllegalArgumentException e) {
            throw new ReviewRefusedException(Reason.MALFORMED_ARGUMENTS, "an argument is missing or out of range");
        }
        if (!Arrays.equals(encode(intent).data(), calldata)) {
            throw new ReviewRefusedException(Reason.MALFORMED_ARGUMENTS, "not the canonical encoding");
        }
        return intent;
    }

    private Intent decode(String selector, Words w) {
        if (selector.equals(GRANT)) {
            GranteeId grantee = GranteeId.of(w.word(1));
            Set<Capability> may = Capability.fromBits(Math.toIntExact(Math.min(w.small(2), Integer.MAX_VALUE)));
            if (may.isEmpty()) {
                throw new IllegalArgumentException("no capability");
            }
            return new Intent.Allow(Scope.of(w.word(0)), grantee, name(grantee), may, w.time(3), w.time(4));
        }
        if (selector.equals(REVOKE)) {
            GranteeId grantee = GranteeId.of(w.word(1));
            return new Intent.Withdraw(Scope.of(w.word(0)), grantee, name(grantee));
        }
        if (selector.equals(SET_ENVELOPE)) {
            return new Intent.ReplaceEnvelope(FileId.of(w.word(0)), ContentDigest.of(w.word(1)));
        }
        if (selector.equals(REVOKE_ALL)) {
            return new Intent.WithdrawAll();
        }
        throw new ReviewRefusedException(Reason.UNKNOWN_CALL, "selector " + selector);
    }

    private static AbiCall encode(Intent intent) {
        if (intent instanceof Intent.Allow a) {
            return VaultCalls.grant(a.scope(), a.grantee(), a.capabilities(), a.notBefore(), a.expiry());
        }
        if (intent instanceof Intent.Withdraw w) {
            return VaultCalls.revoke(w.scope(), w.grantee());
        }
        if (intent instanceof Intent.ReplaceEnvelope r) {
            return VaultCalls.setEnvelope(r.file(), r.envelope());
        }
        return VaultCalls.revokeAll();
    }

    private String name(GranteeId grantee) {
        String name = directory.get(grantee);
        if (name == null) {
            throw new ReviewRefusedException(Reason.UNKNOWN_GRANTEE, grantee + " is not in the directory");
        }
        return name;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
