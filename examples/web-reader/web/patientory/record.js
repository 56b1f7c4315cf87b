import { equal, random } from './bytes.js';
import { decryptBody, encryptBody } from './body.js';
import { cidOf } from './cid.js';
import { Envelope } from './envelope.js';
import { Sha256 } from './sha256.js';

/** Hands bytes on unchanged, counts them, and computes their SHA-256 if that is wanted: it costs more than AES does. */
class Tap {
  size = 0;
  #hash;

  constructor(hashing) {
    this.#hash = hashing ? new Sha256() : undefined;
  }

  through(stream) {
    const transform = (chunk, controller) => {
      this.size += chunk.length;
      this.#hash?.update(chunk);
      controller.enqueue(chunk);
    };
    return stream.pipeThrough(new TransformStream({ transform }));
  }

  sha256() {
    return this.#hash?.digest();
  }
}

/**
 * Encrypts a file for recipients.
 * @param {Blob} file
 * @param {{name: string, type: string, writer: string, time: string}} about
 * @param {Array} recipients
 * @param {(body: ReadableStream) => Promise<Blob>} keep puts the body where the caller wants it
 * @param {{digest?: boolean}} options `digest` puts the SHA-256 of the plaintext into the envelope
 */
export async function sealRecord(file, about, recipients, keep, { digest = false } = {}) {
  const key = random(32);
  const tap = new Tap(digest);
  const body = await keep(encryptBody(tap.through(file.stream()), key));
  const cid = await cidOf(body.stream());
  const payload = { ...about, cid, key, size: tap.size, sha256: tap.sha256() };
  return { body, cid, envelope: await Envelope.seal(payload, recipients) };
}

/**
 * The plaintext of a body as a stream. When it has ended, `matches()` tells whether size and SHA-256 are what the
 * envelope says: that is the writer's word, which the format does not enforce.
 * @param {Blob} body
 * @param {object} payload from Envelope.open
 */
export function openRecord(body, payload) {
  const tap = new Tap(payload.sha256 !== undefined);
  const stream = tap.through(decryptBody(body.stream(), payload.key));
  const matches = () =>
    tap.size === payload.size && (payload.sha256 === undefined || equal(tap.sha256(), payload.sha256));
  return { stream, matches };
}
