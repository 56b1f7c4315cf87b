package com.patientory.chain.model;

/**
 * What became of a transaction that the chain accepted. A reverted transaction has no receipt here: it is a {@link
 * ContractRevertException}.
 *
 * @param transaction the transaction's hash
 * @param block the block that includes it
 * @param gasUsed the gas that it used
 */
public record TransactionReceipt(TransactionHash transaction, BlockRef block, long gasUsed) {}
