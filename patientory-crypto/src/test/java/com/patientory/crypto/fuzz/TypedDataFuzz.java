package com.patientory.crypto.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.TypedData;
import com.patientory.crypto.internal.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What parses answers all its questions, and has one digest however the JSON is laid out. */
final class TypedDataFuzz implements FuzzTarget {
    private static final String DOMAIN_TYPE = "'EIP712Domain':[{'name':'name','type':'string'},"
            + "{'name':'version','type':'string'},{'name':'chainId','type':'uint256'},"
            + "{'name':'verifyingContract','type':'address'}]";
    private static final String DOMAIN =
            "{'name':'A','version':'1','chainId':1,'verifyingContract':'0x00000000000000000000000000000000000000aa'}";

    /** Each kind of type once: atoms, arrays of fixed and of any length, structs, arrays of structs. */
    private static final String ALL = "{'types':{" + DOMAIN_TYPE + ",'P':[{'name':'a','type':'bytes4[2][]'},"
            + "{'name':'n','type':'int64'},{'name':'o','type':'bool'}],'M':[{'name':'p','type':'P[]'},"
            + "{'name':'q','type':'P'},{'name':'b','type':'bytes'},{'name':'u','type':'uint8'}]},'primaryType':'M',"
            + "'domain':" + DOMAIN + ",'message':{'p':[{'a':[['0x01020304','0x05060708']],'n':-1,'o':true}],"
            + "'q':{'a':[],'n':'-5','o':false},'b':'0x','u':'0xff'}}";

    /** A type that needs itself. */
    private static final String TREE = "{'types':{'EIP712Domain':[],'N':[{'name':'c','type':'N[]'}]},"
            + "'primaryType':'N','domain':{},'message':{'c':[{'c':[]}]}}";

    @Override
    public List<byte[]> seeds() {
        return List.of(json(ALL), json(TREE));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    @Override
    public void accept(byte[] input) {
        TypedData data = TypedData.parse(new String(input, UTF_8));
        assertEquals(32, data.digest().length);
        assertEquals(32, data.domainSeparator().length);
        assertTrue(data.toString().contains(data.primaryType()));
        data.verifyingContract()
                .ifPresent(contract -> assertEquals(42, contract.toString().length()));
        assertTrue(data.applicationName().orElse("").length() <= input.length);
        canonical(input)
                .ifPresent(text ->
                        assertArrayEquals(data.digest(), TypedData.parse(text).digest()));
    }

    /** The same data in another layout; there is none for numbers beyond 2^53, which typed data may have. */
    private static Optional<String> canonical(byte[] input) {
        JsonObject json = JsonObject.parse("typed data", input, input.length);
        try {
            return Optional.of(json.toCanonicalString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
