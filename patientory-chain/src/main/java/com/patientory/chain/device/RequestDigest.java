package com.patientory.chain.device;

import com.patientory.chain.internal.typed.Eip712;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What is signed for a request: its EIP-712 digest, for this network and the contract that the device computed or trusts. */
final class RequestDigest {
    private static final String VAULT = "Patientory FileVault";
    private static final byte[] GRANT = Eip712.hash("GrantRequest(bytes32 scope,bytes32 grantee,uint8 capabilities,"
            + "uint64 notBefore,uint64 expiry,uint256 nonce,uint256 deadline)");
    private static final byte[] REVOKE =
            Eip712.hash("RevokeRequest(bytes32 scope,bytes32 grantee,uint256 nonce,uint256 deadline)");
    private static final byte[] REVOKE_ALL = Eip712.hash("RevokeAllRequest(uint256 nonce,uint256 deadline)");
    private static final byte[] ERASE = Eip712.hash("EraseRequest(bytes32 fileId,uint256 nonce,uint256 deadline)");
    private static final byte[] MIGRATE =
            Eip712.hash("MigrateRequest(address successor,uint256 nonce,uint256 deadline)");
    private static final byte[] PERMIT =
            Eip712.hash("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    private final ChainId chain;
    private final WalletAddress owner;
    private final WalletAddress vault;
    private final @Nullable WalletAddress ptoy;

    RequestDigest(ChainId chain, WalletAddress owner, WalletAddress vault, @Nullable WalletAddress ptoy) {
        this.chain = chain;
        this.owner = owner;
        this.vault = vault;
        this.ptoy = ptoy;
    }

    byte[] of(SignatureRequest request) {
        byte[] nonce = Eip712.word(request.nonce());
        byte[] deadline = Eip712.word(request.deadline());
        if (request instanceof SignatureRequest.Allow a) {
            return vault(
                    GRANT,
                    a.scope().bytes(),
                    a.grantee().bytes(),
                    Eip712.word(BigInteger.valueOf(Capability.toBits(a.capabilities()))),
                    Eip712.word(a.notBefore()),
                    Eip712.word(a.expiry()),
                    nonce,
                    deadline);
        }
        if (request instanceof SignatureRequest.Withdraw w) {
            return vault(REVOKE, w.scope().bytes(), w.grantee().bytes(), nonce, deadline);
        }
        if (request instanceof SignatureRequest.Erase e) {
            return vault(ERASE, e.file().bytes(), nonce, deadline);
        }
        if (request instanceof SignatureRequest.Migrate m) {
            return vault(MIGRATE, Eip712.word(m.successor()), nonce, deadline);
        }
        if (request instanceof SignatureRequest.Permit p) {
            if (ptoy == null) {
                throw new ReviewRefusedException(Reason.WRONG_TARGET, "this device signs nothing about tokens");
            }
            return Eip712.digest(
                    "Patientory",
                    chain.value(),
                    ptoy,
                    PERMIT,
                    Eip712.word(owner),
                    Eip712.word(p.spender()),
                    Eip712.word(p.amount().units()),
                    nonce,
                    deadline);
        }
        return vault(REVOKE_ALL, nonce, deadline);
    }

    private byte[] vault(byte[]... struct) {
        return Eip712.digest(VAULT, chain.value(), vault, struct);
    }
}
