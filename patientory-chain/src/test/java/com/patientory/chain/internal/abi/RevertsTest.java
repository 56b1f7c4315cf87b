package com.patientory.chain.internal.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.ContractError;
import com.patientory.crypto.Keccak256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RevertsTest {
    private static final List<String> CONTRACTS = List.of(
            "DataExchange",
            "Faucet",
            "FileVault",
            "HospitalRegistry",
            "PatientRegistry",
            "Ptoy",
            "StorageRental",
            "User");

    /** Errors of OpenZeppelin's that no use of our contracts raises (contracts-v1, Errors). */
    private static final Set<String> UNUSED = Set.of(
            "ECDSAInvalidSignatureLength",
            "ERC20InvalidApprover",
            "ERC20InvalidSender",
            "FailedDeployment",
            "InsufficientBalance",
            "InvalidAccountNonce",
            "InvalidShortString",
            "SafeERC20FailedOperation",
            "StringTooLong");

    @Test
    void decode_ofANumberThatDoesNotFit_isAnErrorWithDamagedArguments() {
        String words = "0".repeat(3 * 64) + "0".repeat(48) + "4000000000000000";
        assertEquals(
                new ContractError.Other("MissingCapability with damaged arguments"),
                Reverts.decode(Hex.bytes("8fe8772b" + words)));
    }

    @Test
    void decode_ofATextWithLineBreaks_isOneLineOfBoundedLength() {
        String text = "no\nERROR forged\r\u0085line\u2028\u202e" + "x".repeat(2_000);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer data = ByteBuffer.allocate(68 + bytes.length);
        data.put(Hex.bytes("08c379a0")).putInt(32, 32).putInt(64, bytes.length).position(68);
        data.put(bytes);
        ContractError.Other error = assertInstanceOf(ContractError.Other.class, Reverts.decode(data.array()));
        assertTrue(error.what().startsWith("no ERROR forged line x"), error.what());
        assertTrue(error.what().length() < 600);
    }

    @TestFactory
    List<DynamicTest> decode_ofEachErrorInTheArtifacts_isTyped() throws IOException {
        Map<String, JsonNode> errors = new TreeMap<>();
        for (String contract : CONTRACTS) {
            String resource = "/com/patientory/chain/contracts/" + contract + ".json";
            try (InputStream in = RevertsTest.class.getResourceAsStream(resource)) {
                assertNotNull(in, resource);
                for (JsonNode entry : new ObjectMapper().readTree(in).path("abi")) {
                    if (entry.path("type").asText().equals("error")) {
                        errors.put(signature(entry), entry);
                    }
                }
            }
        }
        assertTrue(errors.size() > 80, "found " + errors.size());
        List<DynamicTest> tests = new ArrayList<>();
        errors.forEach((signature, error) -> tests.add(DynamicTest.dynamicTest(signature, () -> decode(error))));
        return tests;
    }

    private static void decode(JsonNode error) {
        StringBuilder data =
                new StringBuilder(Hex.data(Keccak256.digest(signature(error).getBytes(StandardCharsets.US_ASCII)))
                        .substring(0, 10));
        for (int value = 1; value <= error.path("inputs").size(); value++) {
            data.append(String.format("%064x", value));
        }
        ContractError decoded = Reverts.decode(Hex.bytes(data.toString()));
        String name = error.path("name").asText();
        if (UNUSED.contains(name)) {
            assertEquals(new ContractError.Named(name), decoded);
        } else if (decoded instanceof ContractError.Named || decoded instanceof ContractError.Other) {
            throw new AssertionError(name + " is not typed: " + decoded);
        } else {
            assertInstanceOf(Record.class, decoded);
        }
    }

    private static String signature(JsonNode error) {
        return error.path("name").asText()
                + StreamSupport.stream(error.path("inputs").spliterator(), false)
                        .map(input -> input.path("type").asText())
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
