import { MalformedError } from './errors.js';

const encoder = new TextEncoder();

/** @returns {Uint8Array} the text in UTF-8 */
export const utf8 = (text) => encoder.encode(text);

/** UTF-8 that is valid, has no byte order mark swallowed, and nothing replaced. */
export function text(bytes, place) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MalformedError(place, 'not UTF-8');
  }
}

export function concat(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Compares without stopping at the first difference. */
export function equal(a, b) {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) {
    difference |= a[i] ^ b[i % (b.length || 1)];
  }
  return difference === 0;
}

export const random = (length) => crypto.getRandomValues(new Uint8Array(length));

export const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

export const unhex = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** Unsigned, big-endian, in 4 or 8 bytes. */
export function uint(value, length) {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  length === 8 ? view.setBigUint64(0, BigInt(value)) : view.setUint32(0, value);
  return bytes;
}

export const bigint = (bytes) => (bytes.length === 0 ? 0n : BigInt(`0x${hex(bytes)}`));

/** Big-endian in `length` bytes, or in as many as it needs. */
export function unbigint(value, length) {
  const digits = value.toString(16);
  return unhex(digits.padStart(length === undefined ? digits.length + (digits.length & 1) : 2 * length, '0'));
}

export function base64url(bytes) {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** base64url without padding or other characters, and with zero surplus bits: the only spelling of these bytes. */
export function unbase64url(value, place) {
  if (typeof value !== 'string' || !/^[A-Za-z0-9_-]*$/.test(value) || value.length % 4 === 1) {
    throw new MalformedError(place, 'not base64url');
  }
  const bytes = Uint8Array.from(atob(value.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  if (base64url(bytes) !== value) {
    throw new MalformedError(place, 'base64url with surplus bits');
  }
  return bytes;
}
