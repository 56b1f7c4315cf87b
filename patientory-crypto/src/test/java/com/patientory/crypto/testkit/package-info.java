/** What tests of this and other modules share. */
package com.patientory.crypto.testkit;
