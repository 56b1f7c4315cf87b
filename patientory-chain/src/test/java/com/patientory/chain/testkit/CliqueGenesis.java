package com.patientory.chain.testkit;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.ChainId;
import com.patientory.crypto.WalletAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The first block of a fee-free Clique network: rules of Berlin, which know no base fee. */
final class CliqueGenesis {
    private static final String VANITY = "00".repeat(32);
    private static final String SEAL = "00".repeat(65);

    private CliqueGenesis() {}

    static String json(ChainId chain, long gasLimit, List<WalletAddress> validators, Instant begin) {
        String signers = validators.stream()
                .map(address -> Hex.data(address).substring(2))
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining());
        return """
                {
                  "config": {
                    "chainId": %s,
                    "homesteadBlock": 0, "eip150Block": 0, "eip155Block": 0, "eip158Block": 0, "byzantiumBlock": 0,
                    "constantinopleBlock": 0, "petersburgBlock": 0, "istanbulBlock": 0, "berlinBlock": 0,
                    "clique": { "period": 1, "epoch": 30000 }
                  },
                  "difficulty": "1",
                  "timestamp": "%d",
                  "gasLimit": "%d",
                  "extraData": "0x%s%s%s",
                  "alloc": {}
                }
                """.formatted(chain, begin.getEpochSecond(), gasLimit, VANITY, signers, SEAL);
    }
}
