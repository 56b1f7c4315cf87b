import { utf8 } from './bytes.js';
import LIST from './english.js';
import { MnemonicError } from './errors.js';

const WORDS = 12;

/**
 * Twelve words as someone typed them, checked as derivation-v1 says.
 * @returns {Promise<string>} the sentence: lower case, one space between; a secret
 */
export async function parseWords(typed) {
  const words = typed.normalize('NFKD').toLowerCase().trim().split(/\s+/).filter(Boolean);
  if (words.length !== WORDS) {
    throw new MnemonicError('count', `${words.length} words instead of ${WORDS}`);
  }
  const numbers = words.map((word) => LIST.indexOf(word));
  const stranger = numbers.indexOf(-1);
  if (stranger >= 0) {
    throw new MnemonicError('word', `word ${stranger + 1} is not in the list`, stranger + 1);
  }
  // 132 bits: 128 of entropy, then the first 4 of its SHA-256.
  const bits = numbers.map((number) => number.toString(2).padStart(11, '0')).join('');
  const entropy = Uint8Array.from(bits.slice(0, 128).match(/.{8}/g), (eight) => parseInt(eight, 2));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', entropy));
  if (digest[0] >> 4 !== parseInt(bits.slice(128), 2)) {
    throw new MnemonicError('checksum', 'the words do not belong together: one is wrong, or two are exchanged');
  }
  return words.join(' ');
}

/** BIP-39's seed of a parsed sentence, without a passphrase: 64 bytes. */
export async function seedOf(sentence) {
  const password = await crypto.subtle.importKey('raw', utf8(sentence), 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-512', salt: utf8('mnemonic'), iterations: 2048 };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, password, 512));
}
