package com.patientory.chain.internal.rpc;

import com.patientory.chain.model.TransactionRejectedException.Reason;
import java.util.List;
import java.util.Locale;

/**
 * One table for the words in which geth, Besu and anvil refuse a transaction. The words decide and not the codes: geth
 * answers everything with -32000. The first row that fits counts; the full texts and their versions stand in DESIGN.md.
 */
public final class Rejections {
    private record Row(String words, Reason reason) {}

    private static final List<String> KNOWN = List.of("already known", "already imported", "known transaction");

    private static final List<Row> TABLE = List.of(
            new Row("nonce too low", Reason.NONCE_TOO_LOW),
            new Row("underpriced", Reason.UNDERPRICED),
            new Row("gas price below", Reason.UNDERPRICED),
            new Row("fee cap less than base fee", Reason.UNDERPRICED),
            new Row("max fee per gas less than block base fee", Reason.UNDERPRICED),
            new Row("insufficient funds", Reason.INSUFFICIENT_FUNDS),
            new Row("upfront cost exceeds", Reason.INSUFFICIENT_FUNDS),
            new Row("intrinsic gas", Reason.GAS_LIMIT),
            new Row("gas limit", Reason.GAS_LIMIT),
            new Row("txpool is full", Reason.NOT_NOW),
            new Row("account limit exceeded", Reason.NOT_NOW),
            new Row("future transaction tries to replace", Reason.NOT_NOW),
            new Row("address already reserved", Reason.NOT_NOW),
            new Row("nonce too high", Reason.NOT_NOW),
            new Row("nonce is too distant", Reason.NOT_NOW),
            new Row("transaction with a lower nonce", Reason.NOT_NOW),
            new Row("initial sync is still", Reason.NOT_NOW),
            new Row("transaction pool not enabled", Reason.NOT_NOW),
            new Row("chain id", Reason.INVALID),
            new Row("chainid", Reason.INVALID),
            new Row("eip-155", Reason.INVALID),
            new Row("invalid sender", Reason.INVALID),
            new Row("signature", Reason.INVALID),
            new Row("v, r, s values", Reason.INVALID),
            new Row("rlp", Reason.INVALID),
            new Row("failed to decode", Reason.INVALID),
            new Row("transaction params", Reason.INVALID),
            new Row("transaction type", Reason.INVALID),
            new Row("oversized data", Reason.INVALID),
            new Row("initcode size", Reason.INVALID));

    private Rejections() {}

    /** Tells whether the node only says that it has this very transaction already. */
    public static boolean alreadyKnown(String words) {
        String text = words.toLowerCase(Locale.ROOT);
        return KNOWN.stream().anyMatch(text::contains);
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
