import { base64url, concat, random, text, unbase64url, utf8 } from './bytes.js';
import { isKeyOf } from './derivation.js';
import { IntegrityError, MalformedError, UnsupportedError, WrongWordsError } from './errors.js';
import { canonical, members, parseObject } from './json.js';
import { pick, thumbprint } from './jwk.js';
import { RsaPrivateKey } from './rsa.js';

const FIXED = { typ: 'keystore-v1', alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', cty: 'jwk+json' };
const HEADER = { alg: 'string', cty: 'string', enc: 'string', kid: 'string', p2c: 'number', p2s: 'string', typ: 'string' };
const RSA = Object.fromEntries(['d', 'dp', 'dq', 'e', 'kty', 'n', 'p', 'q', 'qi'].map((name) => [name, 'string']));
const RSA_BYTES = 384;
const MAX_ROTATION = 999;
const ITERATIONS = 210_000;

/** keystore-v1: the header of a blob, checked before an iteration is spent; no words are needed. */
export function parseBlob(compact) {
  if (compact.length > 16_384) {
    throw new MalformedError('blob', `${compact.length} characters`);
  }
  const parts = compact.split('.');
  if (parts.length !== 5) {
    throw new MalformedError('blob', `${parts.length} parts instead of 5`);
  }
  const [header, wrapped, iv, ciphertext, tag] = parts.map((part, i) => unbase64url(part, `blob, part ${i + 1}`));
  for (const [name, part, length] of [['encrypted key', wrapped, 40], ['iv', iv, 12], ['tag', tag, 16]]) {
    if (part.length !== length) {
      throw new MalformedError(`blob, ${name}`, `${part.length} bytes instead of ${length}`);
    }
  }
  return { ...parseHeader(header), aad: parts[0], wrapped, iv, sealed: concat(ciphertext, tag) };
}

function parseHeader(bytes) {
  if (bytes.length > 1_024) {
    throw new MalformedError('blob, header', `${bytes.length} bytes`);
  }
  const header = parseObject(text(bytes, 'blob, header'), 'blob, header');
  for (const [name, value] of Object.entries(FIXED)) {
    if (name in header && header[name] !== value) {
      throw new UnsupportedError(name, header[name]);
    }
  }
  members(header, HEADER, 'blob, header');
  if (!/^[\x21-\x7e]+$/.test(header.kid)) {
    throw new MalformedError('kid', 'not visible ASCII');
  }
  if (!(Number.isInteger(header.p2c) && header.p2c >= 1_000 && header.p2c <= 1_000_000)) {
    throw new UnsupportedError('p2c', header.p2c);
  }
  const p2s = unbase64url(header.p2s, 'p2s');
  if (p2s.length < 16 || p2s.length > 64) {
    throw new MalformedError('p2s', `${p2s.length} bytes`);
  }
  return { kid: header.kid, p2c: header.p2c, p2s };
}

/**
 * Opens the blob of an RSA key. The wallet's blob is refused: whether its parts belong together, and to its name, takes
 * secp256k1, which WebCrypto does not have.
 * @param {string} sentence from parseWords
 * @returns {Promise<object>} private JWK
 */
export async function openBlob(compact, sentence) {
  const blob = parseBlob(compact);
  if (/^0x/.test(blob.kid)) {
    throw new UnsupportedError('kid of the blob', 'a wallet key');
  }
  const wrapping = await wrappingKey(sentence, blob.p2s, blob.p2c);
  const unwrapping = ['raw', blob.wrapped, wrapping, 'AES-KW', 'AES-GCM', false, ['decrypt']];
  const key = await crypto.subtle.unwrapKey(...unwrapping).catch(() => {
    throw new WrongWordsError();
  });
  const plain = await crypto.subtle.decrypt(gcm(blob.iv, blob.aad), key, blob.sealed).catch(() => {
    throw new IntegrityError('the blob was altered');
  });
  const { rotation = 0, ...jwk } = parsePayload(new Uint8Array(plain));
  await RsaPrivateKey.of(jwk);
  if ((await thumbprint(jwk)) !== blob.kid) {
    throw new IntegrityError('the blob holds another key than its name says');
  }
  if (!(await isKeyOf(jwk, sentence, rotation))) {
    throw new IntegrityError('the blob holds a key that its words do not give');
  }
  return jwk;
}

function parsePayload(bytes) {
  const json = parseObject(text(bytes, 'blob, payload'), 'blob, payload');
  members(json, 'rotation' in json ? { ...RSA, rotation: 'number' } : RSA, 'blob, payload');
  if ('rotation' in json && !(Number.isInteger(json.rotation) && json.rotation >= 1 && json.rotation <= MAX_ROTATION)) {
    throw new MalformedError('blob, rotation', `${json.rotation}`);
  }
  if (unbase64url(json.n, 'blob, n').length !== RSA_BYTES) {
    throw new UnsupportedError('bytes of the RSA key', unbase64url(json.n).length);
  }
  return json;
}

/** Seals the private JWK of the words' own RSA key of this rotation under them. */
export async function sealBlob(jwk, sentence, rotation = 0) {
  if (!(await isKeyOf(jwk, sentence, rotation))) {
    throw new RangeError('the words do not give this key, so they could not restore it');
  }
  const { kid } = await RsaPrivateKey.of(jwk);
  const p2s = random(16);
  const aad = base64url(utf8(canonical({ ...FIXED, kid, p2c: ITERATIONS, p2s: base64url(p2s) })));
  const algorithm = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.generateKey(algorithm, true, ['encrypt']);
  const wrapping = await wrappingKey(sentence, p2s, ITERATIONS);
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey('raw', key, wrapping, 'AES-KW'));
  const iv = random(12);
  const own = pick(jwk, Object.keys(RSA));
  const payload = canonical(rotation === 0 ? own : { ...own, rotation });
  const sealed = new Uint8Array(await crypto.subtle.encrypt(gcm(iv, aad), key, utf8(payload)));
  const parts = [wrapped, iv, sealed.subarray(0, -16), sealed.subarray(-16)];
  return [aad, ...parts.map(base64url)].join('.');
}

async function wrappingKey(sentence, p2s, iterations) {
  const password = await crypto.subtle.importKey('raw', utf8(sentence), 'PBKDF2', false, ['deriveKey']);
  const salt = concat(utf8(FIXED.alg), Uint8Array.of(0), p2s);
  const parameters = { name: 'PBKDF2', hash: 'SHA-512', salt, iterations };
  return crypto.subtle.deriveKey(parameters, password, { name: 'AES-KW', length: 256 }, false, ['wrapKey', 'unwrapKey']);
}

const gcm = (iv, aad) => ({ name: 'AES-GCM', iv, additionalData: utf8(aad) });
