package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.error.WrongPasswordException;
import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.json.JsonObject;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Web3KeystoreTest {
    private static final String SECRET = "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";
    private static final char[] PASSWORD = "testpassword".toCharArray();
    /** The first test vector of the Web3 Secret Storage Definition. */
    private static final String PBKDF2 = json("{'crypto':{'cipher':'aes-128-ctr','cipherparams':"
            + "{'iv':'6087dab2f9fdbbfaddc31a909735c1e6'},'ciphertext':"
            + "'5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46','kdf':'pbkdf2','kdfparams':"
            + "{'c':262144,'dklen':32,'prf':'hmac-sha256','salt':"
            + "'ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd'},'mac':"
            + "'517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2'},"
            + "'id':'3198bc9c-6672-5ab3-d995-4942343ae5b6','version':3}");
    /**
     * A file of MyCrypto that other implementations carry as a test vector. The definition's own scrypt vector is of no
     * use: one edition's has r = 1 with n = 262144, which RFC 7914 forbids, the other's does not open at all.
     */
    private static final String SCRYPT = json("{'version':3,'address':'460121576cc7df020759730751f92bd62fd78dd6',"
            + "'crypto':{'cipher':'aes-128-ctr','cipherparams':{'iv':'681679cdb125bba9495d068b002816a4'},'ciphertext':"
            + "'54ae683c6287fa3d58321f09d56e26d94e58a00d4f90bdd95782ae0e4aab618b','kdf':'scrypt','kdfparams':"
            + "{'dklen':32,'n':8192,'r':8,'p':1,'salt':"
            + "'c3407f363fce02a66e3c4bf4a8f6b7da1c1f54266cef66381f0625c251c32785'},'mac':"
            + "'dea6bdf22a2f522166ed82808c22a6311e84c355f4bbe100d4260483ff675a46'},"
            + "'id':'0eb785e0-340a-4290-9c42-90a11973ee47'}");

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String changed(String file, String from, String to) {
        String changed = file.replace(json(from), json(to));
        assertNotEquals(file, changed, "nothing to replace");
        return changed;
    }

    private static void assertSecret(String secret, String file, char[] password) {
        try (WalletKey key = Web3Keystore.parse(file).open(password)) {
            assertEquals(secret, Hex.encode(key.secret().copy()));
        }
    }

    @Test
    void open_publishedVectors_giveThePublishedSecret() {
        assertSecret(SECRET, PBKDF2, PASSWORD);
        assertSecret(
                "05a4d3eb46c742cb8850440145ce70cbc80b59f891cf5f50fd3e9c280b50c4e4",
                SCRYPT,
                "foobartest121".toCharArray());
        assertEquals(Optional.empty(), Web3Keystore.parse(PBKDF2).address());
    }

    /** As ethers 5 and 6 write it, with the words of the wallet beside the key. */
    @Test
    void open_memberNameOfEthers_isTheSame() {
        String ethers = changed(PBKDF2, "{'crypto'", "{'x-ethers':{'version':'0.1','locale':'en'},'Crypto'");
        assertSecret(SECRET, ethers, PASSWORD);
        JsonObject kept = JsonObject.parse("test", Web3Keystore.parse(ethers).toJson(), 4096);
        assertEquals("en", kept.object("x-ethers").string("locale"));
    }

    @Test
    void open_otherPasswordOrAlteredFile_isOneError() {
        Web3Keystore file = Web3Keystore.parse(PBKDF2);
        WrongPasswordException error =
                assertThrows(WrongPasswordException.class, () -> file.open("testpassworD".toCharArray()));
        assertEquals("web3 keystore", error.format());
        Web3Keystore altered = Web3Keystore.parse(changed(PBKDF2, "'5318b4", "'5318b5"));
        assertThrows(WrongPasswordException.class, () -> altered.open(PASSWORD));
    }

    @Test
    void open_alteredIvWithAddress_isAnIntegrityError() {
        String address = "008aeeda4d805471df9b2a5b0f38a0c3bcba786b";
        assertSecret(SECRET, changed(PBKDF2, "{'crypto'", "{'address':'" + address + "','crypto'"), PASSWORD);
        assertSecret(
                SECRET,
                changed(PBKDF2, "{'crypto'", "{'address':'0x" + address.toUpperCase(Locale.ROOT) + "','crypto'"),
                PASSWORD);
        String other = changed(PBKDF2, "{'crypto'", "{'address':'" + address + "','crypto'");
        Web3Keystore altered = Web3Keystore.parse(changed(other, "'6087da", "'6087db"));
        assertThrows(IntegrityException.class, () -> altered.open(PASSWORD));
    }

    @Test
    void export_bothKinds_openAgainAndNameTheAccount() {
        char[] password = "p\u00e4ssword \uD83D\uDD11".toCharArray();
        try (WalletKey key = WalletKey.generate(new SecureRandom())) {
            for (Web3Keystore file : new Web3Keystore[] {
                Web3Keystore.exportScrypt(key, password, new SecureRandom()),
                Web3Keystore.exportPbkdf2(key, password, new SecureRandom())
            }) {
                Web3Keystore read = Web3Keystore.parse(file.toJson());
                assertEquals(file.toJson(), read.toJson());
                assertEquals(Optional.of(key.address()), read.address());
                assertEquals("Web3Keystore[" + key.address() + "]", read.toString());
                try (WalletKey again = read.open(password)) {
                    assertArrayEquals(key.secret().copy(), again.secret().copy());
                }
                UUID id = UUID.fromString(
                        JsonObject.parse("test", file.toJson(), 4096).string("id"));
                assertEquals(4, id.version());
                assertEquals(2, id.variant());
            }
        }
        assertEquals("p\u00e4ssword \uD83D\uDD11", String.valueOf(password), "the caller's array is the caller's");
    }

    @Test
    void export_twice_sharesNothing() {
        try (WalletKey key = WalletKey.generate(new SecureRandom())) {
            String one =
                    Web3Keystore.exportPbkdf2(key, PASSWORD, new SecureRandom()).toJson();
            String two =
                    Web3Keystore.exportPbkdf2(key, PASSWORD, new SecureRandom()).toJson();
            JsonObject first = JsonObject.parse("test", one, 4096);
            JsonObject second = JsonObject.parse("test", two, 4096);
            assertNotEquals(first.string("id"), second.string("id"));
            assertNotEquals(
                    first.object("crypto").object("cipherparams").string("iv"),
                    second.object("crypto").object("cipherparams").string("iv"));
            assertNotEquals(
                    first.object("crypto").object("kdfparams").string("salt"),
                    second.object("crypto").object("kdfparams").string("salt"));
            assertFalse(one.contains(Hex.encode(key.secret().copy())));
        }
    }

    @Test
    void export_passwordTooShortOrNoText_isRefused() {
        try (WalletKey key = WalletKey.generate(new SecureRandom())) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Web3Keystore.exportScrypt(key, "seven77".toCharArray(), new SecureRandom()));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Web3Keystore.exportScrypt(key, "half \uD83D a pair".toCharArray(), new SecureRandom()));
        }
    }

    /** Each of these would keep a reader busy, or out of memory, for as long as its author likes. */
    @ParameterizedTest
    @CsvSource({
        "8192, 2097152",
        "8192, 524288",
        "8192, 8193",
        "8192, 0",
        "8192, -8192",
        "8192, 1",
        "8192, 9223372036854775807",
        "'r\":8', 'r\":257'",
        "'n\":8192,\"r\":8', 'n\":65536,\"r\":1'",
        "'r\":8', 'r\":0'",
        "'p\":1', 'p\":65'",
        "'p\":1', 'p\":2147483647'",
        "'dklen\":32', 'dklen\":31'",
        "'dklen\":32', 'dklen\":2147483647'",
        "scrypt, argon2id",
        "aes-128-ctr, aes-128-cbc",
        "'version\":3', 'version\":1'"
    })
    void parse_costOrAlgorithmBeyondTheBounds_isUnsupportedAtOnce(String from, String to) {
        assertThrows(UnsupportedException.class, () -> Web3Keystore.parse(changed(SCRYPT, from, to)));
    }

    @Test
    void parse_pbkdf2BeyondTheBounds_isUnsupportedAtOnce() {
        for (String to : new String[] {"2000001", "0", "-1"}) {
            assertThrows(UnsupportedException.class, () -> Web3Keystore.parse(changed(PBKDF2, "262144", to)));
        }
        assertThrows(UnsupportedException.class, () -> Web3Keystore.parse(changed(PBKDF2, "hmac-sha256", "hmac-sha1")));
    }

    @ParameterizedTest
    @CsvSource({
        "6087dab2f9fdbbfaddc31a909735c1e6, 6087",
        "5318b4d5, 5318b4",
        "517ead92, xx7ead92",
        "ae3cd4e7, ae3cd4e",
        "'\"kdf\"', '\"kdg\"'",
        "'{\"crypto\"', '{\"address\":\"00\",\"crypto\"'",
        "'{\"crypto\"', '{\"version\":3,\"crypto\"'",
        "'{\"crypto\"', '{\"Crypto\":{},\"crypto\"'",
        "'{\"crypto\"', '{\"CRYPTO\"'"
    })
    void parse_otherShape_isMalformed(String from, String to) {
        assertThrows(MalformedException.class, () -> Web3Keystore.parse(changed(PBKDF2, from, to)));
    }
}
