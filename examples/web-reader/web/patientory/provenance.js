import { addressOf } from './address.js';
import { base64url, concat, text, unbase64url, utf8 } from './bytes.js';
import { checkSize } from './entries.js';
import { IntegrityError, MalformedError, UnsupportedError } from './errors.js';
import { canonical, members, parseObject } from './json.js';
import { pointOf, verify } from './secp256k1.js';

const FIXED = { alg: 'ES256K', typ: 'patientory-provenance-v1' };
const JWK_FIXED = { crv: 'secp256k1', kty: 'EC' };

/**
 * envelope-v1, "Signature": refuses a payload whose signature is not by its writer's wallet.
 * @param {object} payload as it stood in the envelope, with `signature`
 */
export async function checkSignature({ signature, ...signed }) {
  const parts = signature.split('.');
  if (parts.length !== 3 || parts[1] !== '') {
    throw new MalformedError('payload.signature', 'no detached JWS');
  }
  if (signed.cid === undefined && signed.sha256 === undefined) {
    throw new MalformedError('payload', 'signed, but neither cid nor sha256');
  }
  const jwk = parseHeader(parts[0]);
  checkSize(parts[2], 64, 64, 'payload.signature');
  const [x, y] = [unbase64url(jwk.x), unbase64url(jwk.y)];
  const point = pointOf(x, y);
  if (point === undefined || addressOf(concat(x, y)) !== signed.writer) {
    throw new IntegrityError('the signature is not by the writer');
  }
  const input = utf8(`${parts[0]}.${base64url(utf8(canonical(signed)))}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', input));
  if (!verify(point, digest, unbase64url(parts[2]))) {
    throw new IntegrityError('the signature of the writer does not hold');
  }
}

function parseHeader(encoded) {
  const place = 'payload.signature, header';
  const source = text(unbase64url(encoded, place), place);
  const header = parseObject(source, place);
  checkFixed(header, FIXED);
  members(header, { alg: 'string', jwk: 'object', typ: 'string' }, place);
  checkFixed(header.jwk, JWK_FIXED);
  members(header.jwk, { crv: 'string', kty: 'string', x: 'string', y: 'string' }, place);
  checkSize(header.jwk.x, 32, 32, place);
  checkSize(header.jwk.y, 32, 32, place);
  if (canonical(header) !== source) {
    throw new MalformedError(place, 'not in its canonical spelling');
  }
  return header.jwk;
}

function checkFixed(json, values) {
  for (const [name, value] of Object.entries(values)) {
    if (typeof json[name] === 'string' && json[name] !== value) {
      throw new UnsupportedError(name, json[name]);
    }
  }
}
