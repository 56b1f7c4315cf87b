import { concat, equal, random, uint, utf8 } from './bytes.js';
import { IntegrityError, UnsupportedError } from './errors.js';

/** body-v1, "Layout": what is fixed of it. */
export const HEADER_BYTES = 74;
export const SEGMENT_OVERHEAD = 32;
export const SEGMENT_BYTES = 65_536;
const MIN_SEGMENT = 4_096;
const MAX_SEGMENT = 16_777_216;
const MAX_SEGMENTS = 2 ** 40;
const PREFIX_BYTES = 10;
const IV_BYTES = 32;
const ROTATION = 2 ** 20;
const INNER = 0xffff_ffff;
const AAD = utf8('patientory/v1');

const hmac = (key) => crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-384' }, false, ['sign']);

/** One open body: the keys of body-v1's derivation table, and its segments one by one. */
export class Floe {
  #context;
  #messageKey;
  #segmentKeys = new Map();

  constructor(header, context, messageKey) {
    this.header = header;
    this.segmentBytes = new DataView(header.buffer, header.byteOffset).getUint32(2);
    this.#context = context;
    this.#messageKey = messageKey;
  }

  get plainBytes() {
    return this.segmentBytes - SEGMENT_OVERHEAD;
  }

  /** Begins a new body. @param {Uint8Array} contentKey 32 bytes, fresh */
  static async create(contentKey, segmentBytes = SEGMENT_BYTES) {
    const prefix = concat(Uint8Array.of(0, 0), uint(segmentBytes, 4), uint(IV_BYTES, 4));
    return Floe.#derive(contentKey, prefix, random(IV_BYTES));
  }

  /** Reads a header and verifies that the body was begun with this key. */
  static async open(contentKey, header) {
    if (header.length >= PREFIX_BYTES) {
      checkPrefix(header);
    }
    if (header.length < HEADER_BYTES) {
      throw new IntegrityError(`the body ends after ${header.length} bytes, within its header`);
    }
    const iv = header.slice(PREFIX_BYTES, PREFIX_BYTES + IV_BYTES);
    const floe = await Floe.#derive(contentKey, header.slice(0, PREFIX_BYTES), iv);
    if (!equal(floe.header, header)) {
      throw new IntegrityError('the header of the body was altered, or belongs to another key');
    }
    return floe;
  }

  static async #derive(contentKey, prefix, iv) {
    const key = await hmac(contentKey);
    const context = (purpose) => concat(prefix, iv, purpose, AAD, Uint8Array.of(1));
    const tag = await kdf(key, context(utf8('HEADER_TAG:')), 32);
    const messageKey = await kdf(key, context(utf8('MESSAGE_KEY:')), 48);
    return new Floe(concat(prefix, iv, tag), context, await hmac(messageKey));
  }

  async #segmentKey(index) {
    const masked = index - (index % ROTATION);
    if (!this.#segmentKeys.has(masked)) {
      const purpose = concat(utf8('DEK:'), uint(masked, 8));
      const raw = kdf(this.#messageKey, this.#context(purpose), 32);
      const key = raw.then((bytes) => crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']));
      this.#segmentKeys = new Map([[masked, key]]); // readers go forward: one is enough to keep
    }
    return this.#segmentKeys.get(masked);
  }

  /** @returns {Promise<Uint8Array>} the encrypted segment, in its place */
  async seal(index, last, plain) {
    const nonce = random(12);
    const key = await this.#segmentKey(checked(index));
    const sealed = await crypto.subtle.encrypt(parameters(nonce, index, last), key, plain);
    return concat(uint(last ? plain.length + SEGMENT_OVERHEAD : INNER, 4), nonce, new Uint8Array(sealed));
  }

  /** Verifies a segment as the one at this place, inner or last, and only then returns its plaintext. */
  async unseal(index, last, segment) {
    checked(index);
    const marks = last ? segment.length : INNER;
    const fits = last ? segment.length <= this.segmentBytes : segment.length === this.segmentBytes;
    if (segment.length < SEGMENT_OVERHEAD || !fits || lengthField(segment) !== marks) {
      throw new IntegrityError(`is not a whole ${last ? 'final' : 'inner'} segment`, index);
    }
    const key = await this.#segmentKey(index);
    try {
      const nonce = segment.subarray(4, 16);
      return new Uint8Array(await crypto.subtle.decrypt(parameters(nonce, index, last), key, segment.subarray(16)));
    } catch {
      throw new IntegrityError('altered, or not at its place', index);
    }
  }

  /** How long the segment beginning with these bytes is, and whether it says that it is the final one. */
  extent(index, start) {
    const length = lengthField(start);
    if (length === INNER) {
      return { last: false, length: this.segmentBytes };
    }
    if (length < SEGMENT_OVERHEAD || length > this.segmentBytes) {
      throw new IntegrityError(`has an impossible length of ${length}`, index);
    }
    return { last: true, length };
  }
}

function checkPrefix(header) {
  const view = new DataView(header.buffer, header.byteOffset);
  const segment = view.getUint32(2);
  if (header[0] !== 0 || header[1] !== 0) {
    throw new UnsupportedError('AEAD and KDF of the body', `${header[0]}, ${header[1]}`);
  }
  if (segment < MIN_SEGMENT || segment > MAX_SEGMENT) {
    throw new UnsupportedError('segment size of the body', segment);
  }
  if (view.getUint32(6) !== IV_BYTES) {
    throw new UnsupportedError('IV length of the body', view.getUint32(6));
  }
}

function checked(index) {
  if (index >= MAX_SEGMENTS) {
    throw new IntegrityError('one more than a body can have', index);
  }
  return index;
}

const lengthField = (segment) => new DataView(segment.buffer, segment.byteOffset).getUint32(0);

const kdf = async (key, info, length) => new Uint8Array(await crypto.subtle.sign('HMAC', key, info)).slice(0, length);

const parameters = (iv, index, last) => ({
  name: 'AES-GCM',
  iv,
  additionalData: concat(uint(index, 8), Uint8Array.of(last ? 1 : 0)),
});
