import { concat, equal, uint } from './bytes.js';
import { IntegrityError, MalformedError, UnsupportedError } from './errors.js';

const MAGIC = Uint8Array.of(0x89, 0x50, 0x54, 0x4f, 0x59, 0x0d, 0x0a, 0x1a);
const PAGE = 4_096;
const MAX_SLOT = 131_072;
const SLOT_HEADER = 44;
const HASHED = 12;

/** ptoy-v1: envelope and body in one file. */
export class Ptoy {
  constructor(preamble, envelope, sequence, body) {
    this.#preamble = preamble;
    /** The envelope of the current slot, as bytes. */
    this.envelope = envelope;
    /** The body: a part of the file that is not read before it is needed. */
    this.body = body;
    this.#sequence = sequence;
  }

  #preamble;
  #sequence;

  /** @param {Blob} file */
  static async parse(file) {
    const preamble = await read(file, 0, PAGE);
    const slotBytes = checkPreamble(preamble);
    const slots = [];
    for (const start of [PAGE, PAGE + slotBytes]) {
      slots.push(await parseSlot(preamble, await read(file, start, slotBytes), slotBytes));
    }
    const [first, second] = slots;
    if (!first && !second) {
      throw new IntegrityError('both copies of the envelope in the file are damaged');
    }
    const current = !first || (second && second.sequence > first.sequence) ? second : first;
    return new Ptoy(preamble, current.envelope, current.sequence, file.slice(PAGE + 2 * slotBytes));
  }

  /** A new file. @param {Uint8Array} envelope @param {Blob} body @param {number} room for more envelope, in bytes */
  static async create(envelope, body, room = 8_192) {
    const slotBytes = Math.ceil((SLOT_HEADER + envelope.length + room) / PAGE) * PAGE;
    const start = concat(MAGIC, uint(1, 4), uint(slotBytes, 4));
    const ptoy = new Ptoy(concat(start, new Uint8Array(PAGE - start.length)), envelope, 1, body);
    return ptoy.toBlob();
  }

  /** The same body under another envelope. A page cannot write into a file: this is a new one, made of references. */
  async withEnvelope(envelope) {
    return new Ptoy(this.#preamble, envelope, this.#sequence + 1, this.body);
  }

  async toBlob() {
    const slot = await formatSlot(this.#preamble, this.#sequence, this.envelope);
    return new Blob([this.#preamble, slot, slot, this.body], { type: 'application/vnd.patientory.ptoy' });
  }
}

/** Whether a file begins as a .ptoy does. */
export async function isPtoy(file) {
  return equal(await read(file, 0, MAGIC.length), MAGIC);
}

function checkPreamble(preamble) {
  const view = new DataView(preamble.buffer);
  if (preamble.length < PAGE) {
    throw new MalformedError('file', `it ends at ${preamble.length}, within its preamble`);
  }
  if (!equal(preamble.subarray(0, MAGIC.length), MAGIC)) {
    throw new MalformedError('file, offset 0', 'no .ptoy file');
  }
  if (view.getUint32(8) !== 1) {
    throw new UnsupportedError('version of the file', view.getUint32(8));
  }
  const slotBytes = view.getUint32(12);
  if (slotBytes < PAGE || slotBytes > MAX_SLOT || slotBytes % PAGE !== 0) {
    throw new UnsupportedError('slot size of the file', slotBytes);
  }
  const stray = preamble.findIndex((byte, i) => i >= 16 && byte !== 0);
  if (stray >= 0) {
    throw new MalformedError(`file, offset ${stray}`, 'not zero');
  }
  return slotBytes;
}

/** @returns nothing for a slot that is not valid */
async function parseSlot(preamble, slot, slotBytes) {
  if (slot.length < slotBytes) {
    return undefined;
  }
  const view = new DataView(slot.buffer);
  const sequence = view.getBigUint64(0);
  const length = view.getUint32(8);
  if (sequence < 1n || sequence > BigInt(Number.MAX_SAFE_INTEGER) || length < 1 || length > slotBytes - SLOT_HEADER) {
    return undefined;
  }
  const padded = slot.subarray(SLOT_HEADER + length).every((byte) => byte === 0);
  if (!padded || !equal(await slotHash(preamble, slot), slot.subarray(HASHED, SLOT_HEADER))) {
    return undefined;
  }
  return { sequence: Number(sequence), envelope: slot.slice(SLOT_HEADER, SLOT_HEADER + length) };
}

async function formatSlot(preamble, sequence, envelope) {
  const slotBytes = new DataView(preamble.buffer).getUint32(12);
  if (slotBytes > MAX_SLOT || envelope.length > slotBytes - SLOT_HEADER) {
    throw new RangeError(`an envelope of ${envelope.length} bytes does not fit into slots of ${slotBytes}`);
  }
  const slot = new Uint8Array(slotBytes);
  slot.set(concat(uint(sequence, 8), uint(envelope.length, 4)));
  slot.set(envelope, SLOT_HEADER);
  slot.set(await slotHash(preamble, slot), HASHED);
  return slot;
}

async function slotHash(preamble, slot) {
  const hashed = concat(preamble.subarray(0, 16), slot.subarray(0, HASHED), slot.subarray(SLOT_HEADER));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', hashed));
}

const read = async (file, start, length) => new Uint8Array(await file.slice(start, start + length).arrayBuffer());
