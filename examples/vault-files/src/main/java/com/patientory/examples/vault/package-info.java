/**
 * What a phone and a hospital's desk both do with a vault: list its files, those that stand in batches only included, and
 * fetch from the stores what its digests name. Start with {@link com.patientory.examples.vault.VaultFiles}.
 */
@NullMarked
package com.patientory.examples.vault;

import org.jspecify.annotations.NullMarked;
