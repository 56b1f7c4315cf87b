import { checkAddress } from './address.js';
import { base64url, text, unbase64url } from './bytes.js';
import { MalformedError, UnsupportedError } from './errors.js';
import { canonical, members, parseObject } from './json.js';
import { checkSignature } from './provenance.js';

const MEMBERS = {
  cid: 'string',
  key: 'object',
  name: 'string',
  sha256: 'string',
  signature: 'string',
  size: 'number',
  time: 'string',
  type: 'string',
  writer: 'string',
};
const OPTIONAL = ['cid', 'sha256', 'signature'];
const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

function check(holds, place, reason) {
  if (!holds) {
    throw new MalformedError(`payload.${place}`, reason);
  }
}

function bytes32(encoded, place) {
  const bytes = unbase64url(encoded, `payload.${place}`);
  check(bytes.length === 32, place, `${bytes.length} bytes instead of 32`);
  return bytes;
}

function isTime(value) {
  const instant = new Date(value);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().replace('.000Z', 'Z') === value;
}

function checkValues({ cid, name, size, time, type, writer }) {
  check(cid === undefined || PRINTABLE.test(cid), 'cid', 'not 1 to 255 printable ASCII characters');
  check(PRINTABLE.test(type), 'type', 'not 1 to 255 printable ASCII characters');
  check(name.length >= 1 && name.length <= 255 && !/\p{Cc}/u.test(name), 'name', 'too short, too long, or controls');
  check(Number.isSafeInteger(size) && size >= 0, 'size', 'no length');
  check(isTime(time), 'time', 'not UTC as the specification writes it');
  checkAddress(writer, 'payload.writer');
}

/**
 * The payload of an envelope, its key and hash as bytes; `signed` if it is signed by its writer. Whether `cid` may be
 * absent, the caller knows.
 */
export async function parsePayload(bytes) {
  const json = parseObject(text(bytes, 'payload'), 'payload');
  const present = Object.entries(MEMBERS).filter(([name]) => name in json || !OPTIONAL.includes(name));
  members(json, Object.fromEntries(present), 'payload');
  members(json.key, { k: 'string', kty: 'string' }, 'payload.key');
  if (json.key.kty !== 'oct') {
    throw new UnsupportedError('kty of the payload', json.key.kty);
  }
  checkValues(json);
  const sha256 = json.sha256 === undefined ? undefined : bytes32(json.sha256, 'sha256');
  const key = bytes32(json.key.k, 'key.k');
  const { signature, ...values } = json;
  if (signature !== undefined) {
    await checkSignature(json);
  }
  return { ...values, key, sha256, signed: signature !== undefined };
}

export function formatPayload({ cid, key, name, sha256, size, time, type, writer }) {
  checkValues({ cid, name, size, time, type, writer });
  const json = { key: { k: base64url(key), kty: 'oct' }, name, size, time, type, writer };
  if (cid !== undefined) {
    json.cid = cid;
  }
  if (sha256 !== undefined) {
    json.sha256 = base64url(sha256);
  }
  return canonical(json);
}
