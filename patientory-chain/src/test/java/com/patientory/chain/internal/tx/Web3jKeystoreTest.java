package com.patientory.chain.internal.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import com.patientory.crypto.Web3Keystore;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;

/** What crypto exports opens in web3j, and the other way round. */
class Web3jKeystoreTest {
    private static final String PASSWORD = "p\u00e4ssword of 8";

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void export_bothKinds_openInWeb3j() throws JsonProcessingException, CipherException {
        SecureRandom random = new SecureRandom();
        try (WalletKey key = WalletKey.generate(random)) {
            for (Web3Keystore file : List.of(
                    Web3Keystore.exportScrypt(key, PASSWORD.toCharArray(), random),
                    Web3Keystore.exportPbkdf2(key, PASSWORD.toCharArray(), random))) {
                ECKeyPair opened = Wallet.decrypt(PASSWORD, mapper.readValue(file.toJson(), WalletFile.class));
                String address = Credentials.create(opened).getAddress();
                assertEquals(key.address(), WalletAddress.parse(address));
            }
        }
    }

    @Test
    void parse_lightFileOfWeb3j_opens() throws Exception {
        ECKeyPair pair = Keys.createEcKeyPair();
        String json = mapper.writeValueAsString(Wallet.createLight(PASSWORD, pair));
        try (WalletKey key = Web3Keystore.parse(json).open(PASSWORD.toCharArray())) {
            assertEquals(WalletAddress.parse("0x" + Keys.getAddress(pair)), key.address());
        }
    }
}
