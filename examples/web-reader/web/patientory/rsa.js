import { base64url, bigint, unbase64url } from './bytes.js';
import { inverse } from './detkeygen.js';
import { RSA_OAEP_256 } from './entries.js';
import { MalformedError, UnsupportedError } from './errors.js';
import { pick, publicPart, thumbprint } from './jwk.js';

// hash says the hash of OAEP and of its MGF1: both SHA-256, as the JWE algorithm RSA-OAEP-256 wants.
const OAEP = { name: 'RSA-OAEP', hash: 'SHA-256' };
const PSS = { name: 'RSA-PSS', hash: 'SHA-256' };
const PARTS = ['d', 'dp', 'dq', 'e', 'n', 'p', 'q', 'qi'];

function number(jwk, name) {
  const bytes = unbase64url(jwk[name], `key.${name}`);
  if (bytes.length === 0 || bytes[0] === 0) {
    throw new MalformedError(`key.${name}`, 'no number in its shortest form');
  }
  return bigint(bytes);
}

export function checkPublic(jwk) {
  if (typeof jwk.kty !== 'string') {
    throw new MalformedError('key.kty', 'missing');
  }
  if (jwk.kty !== 'RSA') {
    throw new UnsupportedError('kty of the key', jwk.kty);
  }
  const bits = number(jwk, 'n').toString(2).length;
  if (bits < 3072 || bits > 4096) {
    throw new UnsupportedError('bits of the RSA key', bits);
  }
  if (number(jwk, 'e') !== 65_537n) {
    throw new UnsupportedError('exponent of the RSA key', number(jwk, 'e'));
  }
  return Math.ceil(bits / 8);
}

/** The parts of a private key belong together. An import by WebCrypto does not promise to look. */
function checkPrivate(jwk) {
  const { d, dp, dq, e, n, p, q, qi } = Object.fromEntries(PARTS.map((name) => [name, number(jwk, name)]));
  const fits =
    p > 1n && q > 1n && n === p * q && dp === d % (p - 1n) && dq === d % (q - 1n) && qi === inverse(q, p) &&
    (e * dp) % (p - 1n) === 1n && (e * dq) % (q - 1n) === 1n;
  if (!fits) {
    throw new MalformedError('key', 'its parts do not belong together');
  }
}

/** One for whom envelopes are sealed. */
export class RsaRecipient {
  alg = RSA_OAEP_256;
  #key;

  constructor(kid, key) {
    this.kid = kid;
    this.#key = key;
  }

  /** @param {object} jwk public JWK; a private one is taken as its public part */
  static async of(jwk) {
    checkPublic(jwk);
    const key = await crypto.subtle.importKey('jwk', publicPart(jwk), OAEP, false, ['encrypt']);
    return new RsaRecipient(await thumbprint(jwk), key);
  }

  async wrap(contentEncryptionKey) {
    const wrapped = await crypto.subtle.encrypt(OAEP, this.#key, contentEncryptionKey);
    return { encrypted_key: base64url(new Uint8Array(wrapped)), header: { alg: this.alg, kid: this.kid } };
  }
}

/** One who opens envelopes. The key inside cannot be read out again. */
export class RsaPrivateKey {
  alg = RSA_OAEP_256;
  #key;
  #modulusBytes;

  constructor(kid, key, modulusBytes) {
    this.kid = kid;
    this.#key = key;
    this.#modulusBytes = modulusBytes;
  }

  /** @param {object} jwk private JWK with all its parts */
  static async of(jwk) {
    const modulusBytes = checkPublic(jwk);
    checkPrivate(jwk);
    const key = await crypto.subtle.importKey('jwk', pick(jwk, ['kty', ...PARTS]), OAEP, false, ['decrypt']);
    return new RsaPrivateKey(await thumbprint(jwk), key, modulusBytes);
  }

  /** @returns {Promise<Uint8Array|undefined>} nothing, whatever the reason, when it does not unwrap */
  async unwrap(entry) {
    const wrapped = unbase64url(entry.encrypted_key, 'encrypted_key');
    if (wrapped.length !== this.#modulusBytes) {
      return undefined;
    }
    return crypto.subtle.decrypt(OAEP, this.#key, wrapped).then((key) => new Uint8Array(key), () => undefined);
  }
}

/** RSASSA-PSS with SHA-256 and a salt of 32 bytes. @param {object} jwk public JWK */
export async function verifyPss(jwk, message, signature) {
  const key = await crypto.subtle.importKey('jwk', publicPart(jwk), PSS, false, ['verify']);
  return crypto.subtle.verify({ name: 'RSA-PSS', saltLength: 32 }, key, signature, message);
}
