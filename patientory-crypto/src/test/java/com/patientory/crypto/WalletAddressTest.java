package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.MalformedException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalletAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
                "0x52908400098527886E0F7030069857D2E4169EE7",
                "0xde709f2102306220921060314715629080e2fb77"
            })
    void parse_examplesOfEip55_printsTheSame(String text) {
        assertEquals(text, WalletAddress.parse(text).toString());
        assertEquals(
                text, WalletAddress.parse(text.toLowerCase(Locale.ROOT)).toString(), "lower case carries no checksum");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed",
                "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg",
                "0x\uff15aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                ""
            })
    void parse_wrongChecksumOrForm_isMalformed(String text) {
        assertThrows(MalformedException.class, () -> WalletAddress.parse(text));
    }

    @Test
    void of_otherLength_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> WalletAddress.of(new byte[19]));
    }
}
