import { unbase64url } from './bytes.js';
import { MalformedError, UnsupportedError } from './errors.js';
import { members } from './json.js';

/** The kinds of entries of envelope-v1: other members of their header, and bytes of the wrapped key. */
export const RSA_OAEP_256 = 'RSA-OAEP-256';
export const ECDH_ES_A256KW = 'ECDH-ES+A256KW';
export const A256GCMKW = 'A256GCMKW';
/** Known by its form only: WebCrypto has no ML-KEM that could be counted on. */
const X_WING = 'EXPERIMENTAL-X-Wing-10+A256KW';

const KINDS = {
  [RSA_OAEP_256]: { header: {}, wrapped: [384, 512] },
  [ECDH_ES_A256KW]: { header: { epk: 'object' }, wrapped: [40, 40] },
  [A256GCMKW]: { header: { iv: 'string', tag: 'string' }, wrapped: [32, 32] },
  [X_WING]: { header: { ek: 'string' }, wrapped: [40, 40] },
};
const SIZES = { iv: 12, tag: 16, ek: 1_120 };
const CURVES = { 'P-256': 'EC', X25519: 'OKP' };

export function checkEntry(entry) {
  members(entry, { encrypted_key: 'string', header: 'object' }, 'recipients');
  const { header } = entry;
  if (typeof header.alg === 'string' && !Object.hasOwn(KINDS, header.alg)) {
    throw new UnsupportedError('alg', header.alg);
  }
  members(header, { alg: 'string', kid: 'string', ...KINDS[header.alg]?.header }, 'recipients.header');
  checkSize(header.kid, 32, 32, 'kid');
  for (const [name, size] of Object.entries(SIZES)) {
    if (name in header) {
      checkSize(header[name], size, size, name);
    }
  }
  if ('epk' in header) {
    checkCurveKey(header.epk, 'epk');
  }
  checkSize(entry.encrypted_key, ...KINDS[header.alg].wrapped, 'encrypted_key');
}

/** A public key on one of the two curves, by its form. */
export function checkCurveKey(jwk, place) {
  const kty = CURVES[jwk.crv];
  if (typeof jwk.crv === 'string' && kty === undefined) {
    throw new UnsupportedError('crv', jwk.crv);
  }
  if (typeof jwk.kty === 'string' && jwk.kty !== (kty ?? jwk.kty)) {
    throw new UnsupportedError('kty', jwk.kty);
  }
  const coordinates = kty === 'OKP' ? ['x'] : ['x', 'y'];
  members(jwk, Object.fromEntries(['crv', 'kty', ...coordinates].map((name) => [name, 'string'])), place);
  coordinates.forEach((name) => checkSize(jwk[name], 32, 32, `${place}.${name}`));
}

export function checkSize(encoded, least, most, place) {
  const { length } = unbase64url(encoded, place);
  if (length < least || length > most) {
    throw new MalformedError(place, `${length} bytes`);
  }
}
