package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.DataExchange;
import com.patientory.chain.internal.contract.Faucet;
import com.patientory.chain.internal.contract.HospitalRegistry;
import com.patientory.chain.internal.contract.PatientRegistry;
import com.patientory.chain.internal.contract.Ptoy;
import com.patientory.chain.internal.contract.StorageRental;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;

/** The committed bytecode of the shared contracts with their constructors' arguments. */
public final class CreationCode {
    private CreationCode() {}

    /** Creates HospitalRegistry. */
    public static byte[] hospitals(WalletAddress registrar) {
        return code(HospitalRegistry.BINARY, List.of(address(registrar)));
    }

    /** Creates PatientRegistry, which creates the code behind User and FileVault. */
    public static byte[] registry(WalletAddress hospitals) {
        return code(PatientRegistry.BINARY, List.of(address(hospitals)));
    }

    /** Creates the token. */
    public static byte[] ptoy(WalletAddress holder, TokenAmount supply) {
        return code(Ptoy.BINARY, List.of(address(holder), new Uint256(supply.units())));
    }

    /** Creates StorageRental. */
    public static byte[] rental(WalletAddress ptoy) {
        return code(StorageRental.BINARY, List.of(address(ptoy)));
    }

    /** Creates DataExchange. */
    public static byte[] exchange(WalletAddress ptoy, WalletAddress registry) {
        return code(DataExchange.BINARY, List.of(address(ptoy), address(registry)));
    }

    /** Creates a Faucet. */
    public static byte[] faucet(WalletAddress operator, BigInteger amount, Duration interval, BigInteger limit) {
        return code(
                Faucet.BINARY,
                List.of(
                        address(operator),
                        new Uint256(Uint.of(256, amount)),
                        new Uint256(Uint.seconds(interval)),
                        new Uint256(Uint.of(256, limit))));
    }

    private static Type<?> address(WalletAddress address) {
        return new Address(Hex.data(address));
    }

    @SuppressWarnings("rawtypes")
    private static byte[] code(String binary, List<? extends Type> arguments) {
        return Hex.bytes(binary + FunctionEncoder.encodeConstructor(List.copyOf(arguments)));
    }
}
