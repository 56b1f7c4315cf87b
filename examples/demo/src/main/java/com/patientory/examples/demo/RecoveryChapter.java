package com.patientory.examples.demo;

import com.patientory.chain.FileVaultContract;
import com.patientory.chain.UserContract;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.GranteeId;
import com.patientory.crypto.WalletAddress;
import com.patientory.examples.vault.VaultFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Phone and words are both lost. Guardians hand everything to a new wallet, in the open and not at once. */
final class RecoveryChapter {
    private final World world;
    private final Narrator narrator;

    RecoveryChapter(World world, Narrator narrator) {
        this.world = world;
        this.narrator = narrator;
    }

    void recover(Patient patient) throws IOException {
        narrator.chapter("Guardians bring the vault to a new wallet");
        try (Person sister = new Person("Sister Eva", world, narrator);
                Person friend = new Person("Friend Tom", world, narrator);
                Person lawyer = new Person("Lawyer Lin", world, narrator);
                Person wallet = new Person("the new wallet", world, narrator)) {
            for (Person guardian : List.of(sister, friend, lawyer)) {
                patient.meets(guardian.grantee(), guardian.name());
            }
            UserContract user = world.chain().userOf(patient.device().address());
            patient.approves(user.prepareSetGuardians(Set.of(sister.address(), friend.address(), lawyer.address()), 2));
            agree(user, patient, wallet, List.of(sister, friend));
            takeOver(user, patient, wallet);
        }
    }

    private static Map<GranteeId, String> known(Patient patient, Person wallet) {
        return Map.of(GranteeId.ofAccount(patient.device().address()), "the patient", wallet.grantee(), wallet.name());
    }

    private void agree(UserContract user, Patient patient, Person wallet, List<Person> guardians) {
        for (Person guardian : guardians) {
            narrator.expect(user.recovery().isEmpty(), "one voice of three is not enough");
            guardian.approves(
                    user.prepareSupportRecovery(guardian.address(), wallet.address()), known(patient, wallet));
        }
        narrator.claim(
                user.recovery().orElseThrow().newOwner().equals(wallet.address()),
                "two of three guardians agree on the new wallet");
        narrator.refused(
                ContractRevertException.class,
                "taking over before 72 hours are over",
                () -> user.prepareExecuteRecovery(wallet.address()));
    }

    private void takeOver(UserContract user, Patient patient, Person wallet) throws IOException {
        WalletAddress lost = patient.device().address();
        VaultFiles reader = new VaultFiles(world.store());
        int files = reader.list(patient.device().vault()).current().size();
        world.node().advance(Duration.ofDays(3));
        narrator.say("the development chain's clock is put forward by three days");
        wallet.approves(user.prepareExecuteRecovery(wallet.address()), known(patient, wallet));
        FileVaultContract found = world.chain()
                .vaultOf(world.chain().registry().originsOf(wallet.address()).get(0));
        narrator.claim(
                found.owner().equals(wallet.address())
                        && reader.list(found).current().size() == files,
                "the new wallet alone finds and owns the same vault with its %d files",
                files);
        narrator.claim(world.chain().registry().originsOf(lost).isEmpty(), "the lost wallet owns nothing any more");
        narrator.say("what was encrypted to the lost key opens only for those who hold another envelope of it");
    }
}
