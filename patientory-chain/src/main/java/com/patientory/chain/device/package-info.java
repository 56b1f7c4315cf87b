/**
 * What happens on the patient's device: a prepared transaction is reviewed, shown in words, and signed.
 *
 * <p>The device trusts nobody: {@link com.patientory.chain.device.DeviceReview} accepts only a transaction that it can
 * explain completely as one {@link com.patientory.chain.device.Intent}, to the owner's own vault at the address that it
 * computed itself. Nothing here touches the network.
 */
@NullMarked
package com.patientory.chain.device;

import org.jspecify.annotations.NullMarked;
