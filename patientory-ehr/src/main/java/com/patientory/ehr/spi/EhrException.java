package com.patientory.ehr.spi;

import java.io.IOException;

/**
 * A site did not do what was asked. The message is made of codes and numbers; there is no cause, because the messages
 * of lower layers quote addresses and bodies.
 */
public abstract sealed class EhrException extends IOException
        permits EhrUnavailableException,
                EhrRefusedException,
                EhrProtocolException,
                PatientMixupException,
                UnsupportedQueryException {
    private static final long serialVersionUID = 1L;

    EhrException(String message) {
        super(message);
    }
}
