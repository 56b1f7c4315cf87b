package com.patientory.chain.internal.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.ContractError;
import org.junit.jupiter.api.Test;

class RevertsTest {
    @Test
    void decode_ofANumberThatDoesNotFit_isAnErrorWithDamagedArguments() {
        String words = "0".repeat(3 * 64) + "0".repeat(48) + "4000000000000000";
        assertEquals(
                new ContractError.Other("MissingCapability with damaged arguments"),
                Reverts.decode(Hex.bytes("8fe8772b" + words)));
    }
}
