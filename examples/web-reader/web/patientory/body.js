import { concat } from './bytes.js';
import { IntegrityError } from './errors.js';
import { Floe, HEADER_BYTES, SEGMENT_OVERHEAD } from './floe.js';
import { ByteQueue, inOrder, readable } from './streams.js';

/**
 * Decrypts a body of any length in constant memory. Each chunk of the result is verified; the whole is complete only
 * when the stream ends without an error, so keep what comes out apart until then.
 * @param {ReadableStream<Uint8Array>} body
 * @param {Uint8Array} contentKey
 * @returns {ReadableStream<Uint8Array>}
 */
export function decryptBody(body, contentKey) {
  return readable(decrypting(new ByteQueue(body), contentKey));
}

async function* decrypting(queue, contentKey) {
  try {
    await queue.fill(HEADER_BYTES);
    const floe = await Floe.open(contentKey, queue.take(HEADER_BYTES));
    for await (const plain of inOrder(unsealing(queue, floe))) {
      if (plain.length > 0) {
        yield plain;
      }
    }
  } finally {
    await queue.cancel().catch(() => {});
  }
}

async function* unsealing(queue, floe) {
  for (let index = 0; ; index++) {
    if (!(await queue.fill(4))) {
      throw new IntegrityError('missing: the body was cut', index);
    }
    const { last, length } = floe.extent(index, queue.peek(4));
    await queue.fill(length);
    const segment = queue.take(length);
    yield () => floe.unseal(index, last, segment);
    if (last) {
      if (await queue.fill(1)) {
        throw new IntegrityError('is final, and more follows', index);
      }
      return;
    }
  }
}

/** Encrypts a stream in constant memory. @param {Uint8Array} contentKey 32 random bytes, for this body alone */
export function encryptBody(plain, contentKey) {
  return readable(encrypting(new ByteQueue(plain), contentKey));
}

async function* encrypting(queue, contentKey) {
  try {
    const floe = await Floe.create(contentKey);
    yield floe.header;
    yield* inOrder(sealing(queue, floe));
  } finally {
    await queue.cancel().catch(() => {});
  }
}

async function* sealing(queue, floe) {
  for (let index = 0; ; index++) {
    // One byte more tells whether this segment is the last one.
    const last = !(await queue.fill(floe.plainBytes + 1));
    const plain = queue.take(floe.plainBytes);
    yield () => floe.seal(index, last, plain);
    if (last) {
      return;
    }
  }
}

/** Any part of a body at the cost of the segments it touches. */
export class BodyReader {
  #blob;
  #floe;
  #inner;

  constructor(blob, floe, inner) {
    this.#blob = blob;
    this.#floe = floe;
    this.#inner = inner;
    /** Length of the plaintext; true because the final segment was verified at its place. */
    this.size = blob.size - HEADER_BYTES - SEGMENT_OVERHEAD * (inner + 1);
  }

  /** Verifies header and final segment. @param {Blob} blob the body: a File, or anything with `size` and `slice` */
  static async open(blob, contentKey) {
    const floe = await Floe.open(contentKey, await bytes(blob, 0, HEADER_BYTES));
    const segments = Math.max(1, Math.ceil((blob.size - HEADER_BYTES) / floe.segmentBytes));
    const reader = new BodyReader(blob, floe, segments - 1);
    await reader.#segment(segments - 1);
    return reader;
  }

  /** Up to `length` bytes from `position`, fewer only at the end. */
  async read(position, length) {
    const end = Math.min(this.size, position + length);
    const parts = [];
    for (let at = position; at < end; ) {
      const index = Math.floor(at / this.#floe.plainBytes);
      const start = index * this.#floe.plainBytes;
      const plain = await this.#segment(index);
      parts.push(plain.subarray(at - start, end - start));
      at = start + plain.length;
    }
    return concat(...parts);
  }

  async #segment(index) {
    const start = HEADER_BYTES + index * this.#floe.segmentBytes;
    return this.#floe.unseal(index, index === this.#inner, await bytes(this.#blob, start, this.#floe.segmentBytes));
  }
}

const bytes = async (blob, start, length) => new Uint8Array(await blob.slice(start, start + length).arrayBuffer());
