import { hex, utf8 } from './bytes.js';
import { MalformedError } from './errors.js';
import { keccak256 } from './keccak.js';

/** An address with the checksum of EIP-55, which is part of its spelling here. */
export function checkAddress(text, place) {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    throw new MalformedError(place, 'no wallet address');
  }
  const digits = text.slice(2).toLowerCase();
  const marks = hex(keccak256(utf8(digits)));
  const spelled = Array.from(digits, (digit, i) => (marks[i] >= '8' ? digit.toUpperCase() : digit)).join('');
  if (text !== `0x${spelled}`) {
    throw new MalformedError(place, 'the checksum of the address is wrong');
  }
  return text;
}
