import { bigint, concat, uint, unbase64url, unbigint, utf8 } from './bytes.js';
import { occur, rsaFromSeed } from './detkeygen.js';
import { MalformedError } from './errors.js';
import { seedOf } from './words.js';

// The order of secp256k1's group. Hardened steps need nothing else of that curve, which WebCrypto does not have; the
// wallet key's two last steps are not hardened, so it stays out of this reader's reach.
const ORDER = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;
const HARDENED = 0x8000_0000;
const RSA = 828_365;
const RSA_BITS = 3072;

async function hmacSha512(key, message) {
  const hmac = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-512' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', hmac, message));
}

function node(bytes, parent = 0n) {
  const left = bigint(bytes.subarray(0, 32));
  const key = (left + parent) % ORDER;
  if (left >= ORDER || key === 0n) {
    throw new MalformedError('words', 'no key at this path; new words are needed');
  }
  return { key, chain: bytes.slice(32) };
}

/** BIP-32 along hardened steps only, then BIP-85's application HEX with 64 bytes. */
export async function rsaSeed(seed, rotation = 0) {
  let at = node(await hmacSha512(utf8('Bitcoin seed'), seed));
  for (const step of [83_696_968, 128_169, 64, RSA + rotation]) {
    const message = concat(Uint8Array.of(0), unbigint(at.key, 32), uint(HARDENED + step, 4));
    at = node(await hmacSha512(at.chain, message), at.key);
  }
  return hmacSha512(utf8('bip-entropy-from-k'), unbigint(at.key, 32));
}

/**
 * The RSA key of derivation-v1 from the words alone; takes a few seconds.
 * @param {string} sentence from parseWords
 * @returns {Promise<object>} private JWK
 */
export async function rsaKeyOf(sentence, rotation = 0) {
  return rsaFromSeed(await rsaSeed(await seedOf(sentence), rotation), RSA_BITS);
}

/** Whether a key at hand is that of the words: found among the candidates, without a test for primality. */
export async function isKeyOf(jwk, sentence, rotation = 0) {
  const [p, q] = [jwk.p, jwk.q].map((part) => bigint(unbase64url(part, 'key')));
  return occur(p, q, await rsaSeed(await seedOf(sentence), rotation), RSA_BITS);
}
