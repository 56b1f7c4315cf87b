package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.eth.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedDataTest {
    private static final String DOMAIN_TYPE = "'EIP712Domain':[{'name':'name','type':'string'},"
            + "{'name':'version','type':'string'},{'name':'chainId','type':'uint256'},"
            + "{'name':'verifyingContract','type':'address'}]";
    private static final String DOMAIN = "{'name':'Ether Mail','version':'1','chainId':1,"
            + "'verifyingContract':'0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC'}";
    /** The example of the standard. */
    private static final String MAIL = json("{'types':{" + DOMAIN_TYPE
            + ",'Person':[{'name':'name','type':'string'},{'name':'wallet','type':'address'}],"
            + "'Mail':[{'name':'from','type':'Person'},{'name':'to','type':'Person'},"
            + "{'name':'contents','type':'string'}]},'primaryType':'Mail','domain':" + DOMAIN + ",'message':{"
            + "'from':{'name':'Cow','wallet':'0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826'},"
            + "'to':{'name':'Bob','wallet':'0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB'},"
            + "'contents':'Hello, Bob!'}}");
    /** The example with arrays of MetaMask's eth-sig-util for eth_signTypedData_v4. */
    private static final String GROUP_MAIL = json("{'types':{" + DOMAIN_TYPE
            + ",'Person':[{'name':'name','type':'string'},{'name':'wallets','type':'address[]'}],"
            + "'Mail':[{'name':'from','type':'Person'},{'name':'to','type':'Person[]'},"
            + "{'name':'contents','type':'string'}],"
            + "'Group':[{'name':'name','type':'string'},{'name':'members','type':'Person[]'}]},"
            + "'primaryType':'Mail','domain':" + DOMAIN + ",'message':{'from':{'name':'Cow','wallets':["
            + "'0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826','0xDeaDbeefdEAdbeefdEadbEEFdeadbeEFdEaDbeeF']},"
            + "'to':[{'name':'Bob','wallets':['0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB',"
            + "'0xB0BdaBea57B0BDABeA57b0bdABEA57b0BDabEa57','0xB0B0b0b0b0b0B000000000000000000000000000']}],"
            + "'contents':'Hello, Bob!'}}");

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static WalletKey cow() {
        return WalletKey.of(Keccak256.digest("cow".getBytes(StandardCharsets.US_ASCII)));
    }

    /** A domain without fields and a message with one field. */
    private static String one(String type, String value) {
        return json("{'types':{'EIP712Domain':[],'T':[{'name':'a','type':'" + type + "'}]},'primaryType':'T',"
                + "'domain':{},'message':{'a':" + value + "}}");
    }

    private static String digest(String json) {
        return Hex.encode(TypedData.parse(json).digest());
    }

    private static String mailWith(String from, String to) {
        String changed = MAIL.replace(json(from), json(to));
        assertFalse(changed.equals(MAIL), "nothing to replace");
        return changed;
    }

    @Test
    void signTypedData_exampleOfTheStandard_givesThePublishedDigestAndSignature() {
        TypedData mail = TypedData.parse(MAIL);
        assertEquals("be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2", Hex.encode(mail.digest()));
        assertEquals(
                "f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f", Hex.encode(mail.domainSeparator()));
        EcdsaSignature signature = cow().signTypedData(mail);
        assertEquals(
                "0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
                        + "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c",
                signature.toString());
        assertEquals(
                WalletAddress.parse("0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"), signature.recoverTypedData(mail));
    }

    @Test
    void signTypedData_exampleWithArrays_givesThePublishedDigestAndSignature() {
        TypedData mail = TypedData.parse(GROUP_MAIL);
        assertEquals("a85c2e2b118698e88db68a8105b794a8cc7cec074e89ef991cb4f5f533819cc2", Hex.encode(mail.digest()));
        assertEquals(
                "0x65cbd956f2fae28a601bebc9b906cea0191744bd4c4247bcd27cd08f8eb6b71c"
                        + "78efdf7a31dc9abee78f492292721f362d296cf86b4538e07b51303b67f749061b",
                cow().signTypedData(mail).toString());
    }

    @Test
    void parse_domain_isReadable() {
        TypedData mail = TypedData.parse(MAIL);
        assertEquals("Mail", mail.primaryType());
        assertEquals(Optional.of("Ether Mail"), mail.applicationName());
        assertEquals(
                Optional.of(WalletAddress.parse("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC")),
                mail.verifyingContract());
        assertEquals("TypedData[Mail]", mail.toString());
        TypedData bare = TypedData.parse(one("bool", "true"));
        assertEquals(Optional.empty(), bare.applicationName());
        assertEquals(Optional.empty(), bare.verifyingContract());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uint256 | 5 | '5'",
                "uint256 | 255 | '0xff'",
                "int8 | -128 | '-128'",
                "uint256 | 9007199254740991 | '9007199254740991'",
                "int256 | -9007199254740991 | '-9007199254740991'",
                "uint256 | '115792089237316195423570985008687907853269984665640564039457584007913129639935'"
                        + " | '0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'",
                "address | '0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826' | '0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826'",
                "bytes4 | '0xABCDEF01' | '0xabcdef01'"
            })
    void digest_twoSpellingsOfOneValue_isTheSame(String type, String one, String other) {
        assertEquals(digest(one(type, one)), digest(one(type, other)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uint8 | 256",
                "uint8 | -1",
                "int8 | 128",
                "int8 | -129",
                "uint256 | '-1'",
                "uint256 | '0x10000000000000000000000000000000000000000000000000000000000000000'",
                "uint256 | '01'",
                "uint256 | ''",
                "uint256 | 9007199254740992",
                "int256 | -9007199254740992",
                "int256 | -9223372036854775808",
                "uint256 | 18446744073709551616",
                "uint256 | true",
                "uint256 | null",
                "uint256 | 1.0",
                "uint | 1",
                "uint7 | 1",
                "uint264 | 1",
                "int0 | 1",
                "bytes0 | '0x'",
                "bytes33 | '0x'",
                "bytes4 | '0xabcdef'",
                "bytes4 | '0xabcdef0102'",
                "bytes | '0xabc'",
                "bytes | 'ab'",
                "bytes | ''",
                "bool | 'true'",
                "bool | 1",
                "string | 1",
                "address | '0xcD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826'",
                "address | '0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD8'",
                "string[] | 'a'",
                "string[2] | ['a']",
                "string[0] | []",
                "string[01] | ['a']",
                "string[ | 'a'",
                "[] | []",
                "Unknown | {}",
                "T | 'a'",
                "T | {}"
            })
    void parse_valueOrTypeOutsideTheStandard_isMalformed(String type, String value) {
        assertThrows(MalformedException.class, () -> TypedData.parse(one(type, value)));
    }

    @Test
    void parse_membersOtherThanDeclared_areMalformed() {
        for (String bad : new String[] {
            mailWith("'contents':'Hello, Bob!'", "'contents':'Hello, Bob!','more':1"),
            mailWith(",'contents':'Hello, Bob!'", ""),
            mailWith("'chainId':1,", ""),
            mailWith("{'types'", "{'more':1,'types'"),
            mailWith("'primaryType':'Mail'", "'primaryType':'EIP712Domain'"),
            mailWith("'primaryType':'Mail'", "'primaryType':'Post'"),
            mailWith("'name':'chainId','type':'uint256'", "'name':'chainId','type':'uint64'"),
            mailWith("{'name':'wallet','type':'address'}", "{'name':'name','type':'address'}"),
            mailWith("'Person':[", "'address':[],'Person':["),
            mailWith("'Person':[", "'Per son':[],'Person':["),
            mailWith(
                    "'EIP712Domain':[{'name':'name','type':'string'},{'name':'version','type':'string'}",
                    "'EIP712Domain':[{'name':'version','type':'string'},{'name':'name','type':'string'}"),
            MAIL + "{}",
            ""
        }) {
            assertThrows(MalformedException.class, () -> TypedData.parse(bad), bad);
        }
    }

    @Test
    void parse_selfContainingType_endsWhereTheValuesEnd() {
        String tree = json("{'types':{'EIP712Domain':[],'Node':[{'name':'children','type':'Node[]'}]},"
                + "'primaryType':'Node','domain':{},'message':{'children':[{'children':[]}]}}");
        String typeHash = Hex.encode(Keccak256.digest("Node(Node[] children)".getBytes(StandardCharsets.US_ASCII)));
        byte[] leaf = Keccak256.digest(hex(typeHash), Keccak256.digest());
        byte[] root = Keccak256.digest(hex(typeHash), Keccak256.digest(leaf));
        byte[] domain = Keccak256.digest(Keccak256.digest("EIP712Domain()".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(Hex.encode(Keccak256.digest(new byte[] {0x19, 1}, domain, root)), digest(tree));
    }

    private static byte[] hex(String text) {
        return Hex.decodePrefixed("test", "0x" + text, text.length() / 2);
    }

    @Test
    void digest_nestedFixedArrays_hashesEachLevel() {
        byte[] one = new byte[32];
        one[31] = 1;
        byte[] inner = Keccak256.digest(one, one);
        byte[] type = Keccak256.digest("T(uint8[2][] a)".getBytes(StandardCharsets.US_ASCII));
        byte[] domain = Keccak256.digest(Keccak256.digest("EIP712Domain()".getBytes(StandardCharsets.US_ASCII)));
        byte[] expected =
                Keccak256.digest(new byte[] {0x19, 1}, domain, Keccak256.digest(type, Keccak256.digest(inner, inner)));
        assertEquals(Hex.encode(expected), digest(one("uint8[2][]", "[[1,1],['0x1','1']]")));
    }

    @Test
    void digest_negativeNumber_isTwosComplement() {
        byte[] minusOne = new byte[32];
        Arrays.fill(minusOne, (byte) 0xff);
        byte[] type = Keccak256.digest("T(int16 a)".getBytes(StandardCharsets.US_ASCII));
        byte[] domain = Keccak256.digest(Keccak256.digest("EIP712Domain()".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(
                Hex.encode(Keccak256.digest(new byte[] {0x19, 1}, domain, Keccak256.digest(type, minusOne))),
                digest(one("int16", "-1")));
    }

    @Test
    void parse_manyTypesOrALongType_isMalformedAtOnce() {
        assertThrows(MalformedException.class, () -> TypedData.parse(one("string" + "[]".repeat(20_000), "[]")));
        StringBuilder types = new StringBuilder("{'types':{'EIP712Domain':[]");
        for (int i = 0; i < 64; i++) {
            types.append(",'T").append(i).append("':[]");
        }
        types.append("},'primaryType':'T1','domain':{},'message':{}}");
        assertThrows(MalformedException.class, () -> TypedData.parse(json(types.toString())));
    }
}
