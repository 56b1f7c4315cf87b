package com.patientory.chain.internal.abi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.RpcResponse;
import com.patientory.chain.model.ContractError;
import com.patientory.crypto.Keccak256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads revert data by the errors that the committed ABIs declare. */
public final class Reverts {
    private static final List<String> CONTRACTS = List.of(
            "PatientRegistry",
            "User",
            "FileVault",
            "HospitalRegistry",
            "Ptoy",
            "StorageRental",
            "DataExchange",
            "Faucet");
    private static final String MESSAGE = selector("Error(string)");
    private static final String PANIC = selector("Panic(uint256)");
    private static final Map<String, String> NAMES = names();

    private Reverts() {}

    /** Decodes revert data of any origin; never throws. */
    public static ContractError decode(byte[] data) {
        if (data.length < 4) {
            return new ContractError.Other("without data");
        }
        String selector = Hex.data(Arrays.copyOf(data, 4));
        byte[] arguments = Arrays.copyOfRange(data, 4, data.length);
        try {
            return decode(selector, arguments);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new ContractError.Other(NAMES.getOrDefault(selector, selector) + " with damaged arguments");
        }
    }

    private static ContractError decode(String selector, byte[] arguments) {
        Words words = new Words(arguments);
        if (selector.equals(PANIC)) {
            return new ContractError.Panic(words.number(0));
        }
        if (selector.equals(MESSAGE)) {
            int length = Math.toIntExact(Math.min(words.small(1), arguments.length - 64L));
            return new ContractError.Other(RpcResponse.line(new String(arguments, 64, length, StandardCharsets.UTF_8)));
        }
        String name = NAMES.get(selector);
        return name == null ? new ContractError.Other("error " + selector) : ErrorReaders.read(name, words);
    }

    private static String selector(String signature) {
        return Hex.data(Arrays.copyOf(Keccak256.digest(signature.getBytes(StandardCharsets.US_ASCII)), 4));
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        ObjectMapper json = new ObjectMapper();
        for (String contract : CONTRACTS) {
            String resource = "/com/patientory/chain/contracts/" + contract + ".json";
            try (InputStream in = Objects.requireNonNull(Reverts.class.getResourceAsStream(resource), resource)) {
                for (JsonNode entry : json.readTree(in).path("abi")) {
                    if (entry.path("type").asText().equals("error")) {
                        names.put(selector(signature(entry)), entry.path("name").asText());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static String signature(JsonNode error) {
        String types = StreamSupport.stream(error.path("inputs").spliterator(), false)
                .map(input -> input.path("type").asText())
                .collect(Collectors.joining(","));
        return error.path("name").asText() + "(" + types + ")";
    }
}
