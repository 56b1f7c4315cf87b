package com.patientory.chain.internal.rpc;

import com.patientory.chain.model.TransactionRejectedException.Reason;
import java.util.List;
import java.util.Locale;

/** One table for the words in which geth, GoQuorum, Besu and anvil refuse a transaction. */
public final class Rejections {
    private record Row(String words, Reason reason) {}

    private static final List<Row> TABLE = List.of(
            new Row("nonce too low", Reason.NONCE_TOO_LOW),
            new Row("nonce_too_low", Reason.NONCE_TOO_LOW),
            new Row("nonce below", Reason.NONCE_TOO_LOW),
            new Row("underpriced", Reason.UNDERPRICED),
            new Row("gas price below", Reason.UNDERPRICED),
            new Row("fee cap less than", Reason.UNDERPRICED),
            new Row("max fee per gas less", Reason.UNDERPRICED),
            new Row("insufficient funds", Reason.INSUFFICIENT_FUNDS),
            new Row("upfront cost", Reason.INSUFFICIENT_FUNDS),
            new Row("intrinsic gas", Reason.GAS_LIMIT),
            new Row("gas limit", Reason.GAS_LIMIT),
            new Row("chain id", Reason.INVALID),
            new Row("chainid", Reason.INVALID),
            new Row("invalid sender", Reason.INVALID),
            new Row("signature", Reason.INVALID),
            new Row("rlp", Reason.INVALID),
            new Row("decode", Reason.INVALID));

    private Rejections() {}

    /** Tells whether the node only says that it has this very transaction already. */
    public static boolean alreadyKnown(String words) {
        String text = words.toLowerCase(Locale.ROOT);
        return text.contains("already known")
                || text.contains("already imported")
                || text.contains("known transaction");
    }

    /** Finds the reason in a node's words. */
    public static Reason reason(String words) {
        String text = words.toLowerCase(Locale.ROOT);
        return TABLE.stream()
                .filter(row -> text.contains(row.words))
                .map(Row::reason)
                .findFirst()
                .orElse(Reason.OTHER);
    }
}
