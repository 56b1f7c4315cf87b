package com.patientory.chain.internal.tx;

import com.patientory.chain.model.ChainId;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * EIP-155 in RLP (Yellow Paper, appendix B). Decoding is strict: what does not encode back to the same bytes is refused
 * with {@link IllegalArgumentException}.
 */
public final class Rlp155 {
    private static final int FIELDS = 9;
    private static final int MAX_BYTES = 128 * 1024;
    private static final int V_OFFSET = 35;

    /** A decoded transaction with its last three fields: chain id and zeros, or v, r, s. */
    record Decoded(RawTransaction transaction, BigInteger seventh, BigInteger eighth, BigInteger ninth) {}

    private Rlp155() {}

    /** Encodes for signing. */
    public static byte[] unsigned(RawTransaction transaction, ChainId chain) {
        return encode(transaction, BigInteger.valueOf(chain.value()), BigInteger.ZERO, BigInteger.ZERO);
    }

    /** Encodes with a signature. */
    public static byte[] signed(RawTransaction transaction, ChainId chain, EcdsaSignature signature) {
        BigInteger v = BigInteger.valueOf(chain.value())
                .shiftLeft(1)
                .add(BigInteger.valueOf((long) V_OFFSET + signature.recoveryId()));
        return encode(transaction, v, number(signature.r()), number(signature.s()));
    }

    /** Decodes what is to be signed; returns the transaction and its chain id. */
    public static Unsigned parseUnsigned(byte[] bytes) {
        Decoded d = decode(bytes);
        require(d.eighth.signum() == 0 && d.ninth.signum() == 0, "the last two fields must be empty");
        return new Unsigned(d.transaction, chain(d.seventh));
    }

    /** Decodes a signed transaction. */
    public static Signed parseSigned(byte[] bytes) {
        Decoded d = decode(bytes);
        BigInteger v = d.seventh.subtract(BigInteger.valueOf(V_OFFSET));
        require(v.signum() > 0, "v is not of EIP-155");
        EcdsaSignature signature = EcdsaSignature.of(pad(d.eighth), pad(d.ninth), v.testBit(0) ? 1 : 0);
        return new Signed(d.transaction, chain(v.shiftRight(1)), signature);
    }

    /** A transaction to be signed, and for which network. */
    public record Unsigned(RawTransaction transaction, ChainId chain) {}

    /** A signed transaction. */
    public record Signed(RawTransaction transaction, ChainId chain, EcdsaSignature signature) {}

    private static ChainId chain(BigInteger value) {
        require(value.signum() > 0 && value.bitLength() <= 63, "the chain id is out of range");
        return ChainId.of(value.longValueExact());
    }

    private static byte[] encode(RawTransaction t, BigInteger seventh, BigInteger eighth, BigInteger ninth) {
        List<RlpType> fields = new ArrayList<>(FIELDS);
        fields.add(RlpString.create(t.nonce()));
        fields.add(RlpString.create(t.gasPrice()));
        fields.add(RlpString.create(t.gasLimit()));
        fields.add(RlpString.create(t.to().map(WalletAddress::bytes).orElse(new byte[0])));
        fields.add(RlpString.create(t.value()));
        fields.add(RlpString.create(t.data()));
        fields.add(RlpString.create(seventh));
        fields.add(RlpString.create(eighth));
        fields.add(RlpString.create(ninth));
        return RlpEncoder.encode(new RlpList(fields));
    }

    private static Decoded decode(byte[] bytes) {
        require(bytes.length > 0 && bytes.length <= MAX_BYTES, "a transaction has 1 to " + MAX_BYTES + " bytes");
        Decoded decoded = fields(list(bytes));
        byte[] again = encode(decoded.transaction, decoded.seventh, decoded.eighth, decoded.ninth);
        require(Arrays.equals(again, bytes), "not the canonical form");
        return decoded;
    }

    private static List<RlpType> list(byte[] bytes) {
        try {
            List<RlpType> outer = RlpDecoder.decode(bytes).getValues();
            require(outer.size() == 1 && outer.get(0) instanceof RlpList, "not one list");
            return ((RlpList) outer.get(0)).getValues();
        } catch (RuntimeException | StackOverflowError e) {
            // web3j's decoder reports malformed input by whatever it stumbles over, and recurses into nested lists.
            throw new IllegalArgumentException("not RLP of a transaction");
        }
    }

    private static Decoded fields(List<RlpType> list) {
        require(list.size() == FIELDS, "expected " + FIELDS + " fields, got " + list.size());
        List<byte[]> f = new ArrayList<>(FIELDS);
        for (RlpType field : list) {
            require(field instanceof RlpString, "a field is a list");
            f.add(((RlpString) field).getBytes());
        }
        int to = f.get(3).length;
        require(to == 0 || to == WalletAddress.LENGTH_BYTES, "the recipient has " + to + " bytes");
        RawTransaction transaction = new RawTransaction(
                small(f.get(0)),
                number(f.get(1)),
                small(f.get(2)),
                to == 0 ? null : WalletAddress.of(f.get(3)),
                number(f.get(4)),
                f.get(5));
        return new Decoded(transaction, number(f.get(6)), number(f.get(7)), number(f.get(8)));
    }

    private static BigInteger number(byte[] bytes) {
        require(bytes.length <= 32, "a number has " + bytes.length + " bytes");
        return new BigInteger(1, bytes);
    }

    private static long small(byte[] bytes) {
        BigInteger number = number(bytes);
        require(number.bitLength() <= 63, "a number has " + number.bitLength() + " bits, at most 63 fit");
        return number.longValueExact();
    }

    private static byte[] pad(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 32 ? 1 : 0;
        byte[] padded = new byte[32];
        System.arraycopy(bytes, from, padded, padded.length - bytes.length + from, bytes.length - from);
        return padded;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
