package com.patientory.chain.device;

import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.ExchangeCalls;
import com.patientory.chain.internal.abi.GuestCalls;
import com.patientory.chain.internal.abi.RegistryCalls;
import com.patientory.chain.internal.abi.RentalCalls;
import com.patientory.chain.internal.abi.TokenCalls;
import com.patientory.chain.internal.abi.UserCalls;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.model.Batch.NewFile;
import com.patientory.chain.model.GranteeId;
import java.util.List;

/** The way back from an intent to calldata, without the code under test. */
final class IntentEncoder {
    private IntentEncoder() {}

    /** Encodes an intent from what it shows, without the code under test. */
    static byte[] encode(Intent intent) {
        if (intent instanceof TokenIntent t) {
            return token(t).data();
        }
        if (intent instanceof IdentityIntent i) {
            return identity(i).data();
        }
        return intent instanceof CareIntent c ? care(c).data() : own(intent).data();
    }

    private static AbiCall own(Intent intent) {
        if (intent instanceof Intent.Allow a) {
            return VaultCalls.grant(a.scope(), a.grantee(), a.capabilities(), a.notBefore(), a.expiry());
        } else if (intent instanceof Intent.Withdraw w) {
            return VaultCalls.revoke(w.scope(), w.grantee());
        } else if (intent instanceof Intent.ReplaceEnvelope r) {
            return VaultCalls.setEnvelope(r.file(), r.envelope());
        } else if (intent instanceof Intent.ReplaceEnvelopes r) {
            return VaultCalls.setEnvelopes(r.envelopes());
        } else if (intent instanceof Intent.Store s) {
            return VaultCalls.store(s.file(), s.body(), s.envelope());
        } else if (intent instanceof Intent.StoreVersion s) {
            return GuestCalls.storeVersion(new NewFile(s.file(), s.body(), s.envelope()), s.supersedes());
        } else if (intent instanceof Intent.Erase e) {
            return VaultCalls.erase(e.file());
        } else if (intent instanceof Intent.EmergencyPolicy p) {
            return VaultCalls.setBreakGlass(p.allowed());
        } else if (intent instanceof Intent.EndEmergency e) {
            return VaultCalls.endEmergency(e.clinician());
        } else if (intent instanceof Intent.Migrate m) {
            return VaultCalls.migrate(m.successor());
        }
        return VaultCalls.revokeAll();
    }

    private static AbiCall care(CareIntent intent) {
        if (intent instanceof CareIntent.BreakGlass b) {
            return GuestCalls.breakGlass(b.reason(), b.duration());
        } else if (intent instanceof CareIntent.Forward f) {
            return GuestCalls.forward(f.scope(), f.grantee(), f.capabilities(), f.expiry());
        } else if (intent instanceof CareIntent.TakeBack t) {
            return VaultCalls.revoke(t.scope(), t.grantee());
        } else if (intent instanceof CareIntent.LogAccess l) {
            return VaultCalls.logAccess(l.file(), GranteeId.ofAccount(l.reader()), l.purpose());
        }
        CareIntent.Announce a = (CareIntent.Announce) intent;
        return GuestCalls.announce(a.scope(), a.message());
    }

    private static AbiCall identity(IdentityIntent intent) {
        if (intent instanceof IdentityIntent.ReplaceKeys r) {
            return UserCalls.rotateKeys(r.version(), r.keyBundle(), r.rsaThumbprint(), r.locator());
        } else if (intent instanceof IdentityIntent.LinkPatientId l) {
            return UserCalls.linkPatientId(l.hospital(), l.patientId());
        } else if (intent instanceof IdentityIntent.UnlinkPatientId u) {
            return UserCalls.unlinkPatientId(u.hospital());
        } else if (intent instanceof IdentityIntent.ChooseGuardians c) {
            return UserCalls.setGuardians(List.copyOf(c.guardians().keySet()), c.threshold());
        } else if (intent instanceof IdentityIntent.CancelRecovery) {
            return UserCalls.cancelRecovery();
        } else if (intent instanceof IdentityIntent.CancelRegistration) {
            return RegistryCalls.cancelRegistration();
        } else if (intent instanceof IdentityIntent.SupportRecovery s) {
            return UserCalls.supportRecovery(s.newOwner());
        }
        return intent instanceof IdentityIntent.TakeOver ? UserCalls.executeRecovery() : UserCalls.withdrawSupport();
    }

    private static AbiCall token(TokenIntent intent) {
        if (intent instanceof TokenIntent.Pay p) {
            return TokenCalls.transfer(p.to(), p.amount());
        } else if (intent instanceof TokenIntent.LetSpend l) {
            return TokenCalls.approve(l.spender(), l.amount());
        } else if (intent instanceof TokenIntent.Rent r) {
            return RentalCalls.rent(r.provider(), r.sizeBytes(), r.duration(), r.maxCost());
        } else if (intent instanceof TokenIntent.EndLease e) {
            return RentalCalls.endLease(e.leaseId());
        } else if (intent instanceof TokenIntent.ShareRecords s) {
            return ExchangeCalls.accept(s.request().id(), DeviceParties.OWNER, s.hospital(), s.node());
        } else if (intent instanceof TokenIntent.WithdrawConsent w) {
            return ExchangeCalls.withdraw(w.deal());
        }
        TokenIntent.Deliver d = (TokenIntent.Deliver) intent;
        return ExchangeCalls.deliver(d.deal(), d.delivery());
    }
}
