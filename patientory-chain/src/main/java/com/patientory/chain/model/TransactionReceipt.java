package com.patientory.chain.model;

/**
 * What became of a transaction that the chain accepted. A reverted transaction has no receipt here: it is a {@link
 * ContractRevertException}.
 *
 * @param transaction the transaction's hash
 * @param block the block that includes it
 * @param gasUsed the gas that it used, or {@link #GAS_UNKNOWN}
 */
public record TransactionReceipt(TransactionHash transaction, BlockRef block, long gasUsed) {
    /** Stands for gas that was not asked for: of a large block the logs are read, which do not tell it. */
    public static final long GAS_UNKNOWN = 0;
}
