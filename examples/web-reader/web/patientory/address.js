import { hex, utf8 } from './bytes.js';
import { MalformedError } from './errors.js';
import { keccak256 } from './keccak.js';

/** EIP-55: upper-case letters are the checksum. */
function spelled(digits) {
  const marks = hex(keccak256(utf8(digits)));
  return `0x${Array.from(digits, (digit, i) => (marks[i] >= '8' ? digit.toUpperCase() : digit)).join('')}`;
}

/** An address with its checksum, which is part of the spelling here. */
export function checkAddress(text, place) {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    throw new MalformedError(place, 'no wallet address');
  }
  if (text !== spelled(text.slice(2).toLowerCase())) {
    throw new MalformedError(place, 'the checksum of the address is wrong');
  }
}

/** The address of a public key: x and y, 64 bytes. */
export const addressOf = (point) => spelled(hex(keccak256(point).subarray(12)));
