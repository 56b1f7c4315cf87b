package com.patientory.crypto.internal.eth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Eip712Test {
    private static final String PERSON = "Person(string name,address wallet)";

    private static byte[] person(String name, String wallet) {
        return Eip712.struct(PERSON, Eip712.string(name), Eip712.address(Eip55.decode(wallet)));
    }

    @Test
    void digest_mailExampleOfTheStandard_isThePublishedOne() {
        byte[] domain = Eip712.domain("Ether Mail", "1", 1, Eip55.decode("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"));
        byte[] mail = Eip712.struct(
                "Mail(Person from,Person to,string contents)" + PERSON,
                person("Cow", "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"),
                person("Bob", "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"),
                Eip712.string("Hello, Bob!"));
        assertEquals("f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f", Hex.encode(domain));
        assertEquals(
                "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2",
                Hex.encode(Eip712.digest(domain, mail)));
    }

    @Test
    void number_beyondOneByte_isBigEndian() {
        assertEquals("0".repeat(60) + "0539", Hex.encode(Eip712.number(1337)));
    }
}
