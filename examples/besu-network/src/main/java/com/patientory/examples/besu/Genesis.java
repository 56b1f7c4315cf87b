package com.patientory.examples.besu;

import com.patientory.crypto.WalletAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The first block of a fee-free QBFT network.
 *
 * @param chainId the network's number
 * @param blockSeconds the time between two blocks
 * @param writesPerSecond the vault writes for which a block has room
 * @param validators who makes blocks
 */
record Genesis(long chainId, int blockSeconds, int writesPerSecond, List<WalletAddress> validators) {
    /** What {@code store} costs, with the contract's own checks. */
    static final long GAS_PER_WRITE = 61_002;

    /** The gas limit of one write's transaction: a block must have so much left when it takes the last one. */
    static final long GAS_LIMIT_PER_WRITE = 200_000;

    private static final int ADDRESS_ITEM_BYTES = 21;
    private static final int LONG_LIST = 55;
    /** How Besu marks blocks of its Byzantine consensus. */
    private static final String MIX_HASH = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

    Genesis {
        if (validators.size() < 4) {
            throw new IllegalArgumentException("to lose one validator needs at least 4, got " + validators.size());
        }
        validators = validators.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(a.bytes(), b.bytes()))
                .toList();
    }

    /** The block's gas: writes a second, times what each costs, times the seconds. */
    long gasLimit() {
        return writesPerSecond * GAS_PER_WRITE * blockSeconds + GAS_LIMIT_PER_WRITE;
    }

    /** RLP of [32 bytes, validators, no vote, round zero, no seals]. */
    String extraData() {
        StringBuilder addresses = new StringBuilder();
        for (WalletAddress validator : validators) {
            addresses.append("94").append(HexFormat.of().formatHex(validator.bytes()));
        }
        String list = header(validators.size() * ADDRESS_ITEM_BYTES) + addresses;
        String body = "a0" + "00".repeat(32) + list + "c0" + "80" + "c0";
        return "0x" + header(body.length() / 2) + body;
    }

    private static String header(int bytes) {
        if (bytes <= LONG_LIST) {
            return String.format("%02x", 0xc0 + bytes);
        }
        return bytes < 256 ? String.format("f8%02x", bytes) : String.format("f9%04x", bytes);
    }

    String json() {
        return """
                {
                  "config": {
                    "chainId": %d,
                    "berlinBlock": 0,
                    "londonBlock": 0,
                    "zeroBaseFee": true,
                    "qbft": {
                      "blockperiodseconds": %d,
                      "epochlength": 30000,
                      "requesttimeoutseconds": %d
                    }
                  },
                  "nonce": "0x0",
                  "timestamp": "0x0",
                  "gasLimit": "0x%x",
                  "difficulty": "0x1",
                  "mixHash": "%s",
                  "coinbase": "0x0000000000000000000000000000000000000000",
                  "extraData": "%s",
                  "alloc": {}
                }
                """.formatted(chainId, blockSeconds, 2 * blockSeconds, gasLimit(), MIX_HASH, extraData());
    }
}
