import { concat } from './bytes.js';
import { ByteQueue } from './streams.js';

const LEAF_BYTES = 1_048_576;
const LINKS = 1_024;
const RAW = 0x55;
const DAG_PB = 0x70;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** cid-v1 of patientory-storage: the name of a body, computed from its bytes. @param {ReadableStream<Uint8Array>} stream */
export async function cidOf(stream) {
  const queue = new ByteQueue(stream);
  const levels = [];
  do {
    await queue.fill(LEAF_BYTES);
    const leaf = queue.take(LEAF_BYTES);
    const block = { cid: await named(RAW, leaf), content: leaf.length, encoded: leaf.length };
    await add(levels, 0, block);
  } while (await queue.fill(1));
  return text(await root(levels));
}

/** Full groups are folded at once, so that only a path of the tree stands in memory. */
async function add(levels, height, block) {
  const level = (levels[height] ??= []);
  if (level.length === LINKS) {
    await add(levels, height + 1, await node(level));
    level.length = 0;
  }
  level.push(block);
}

async function root(levels) {
  for (let height = 0; ; height++) {
    if (height === levels.length - 1 && levels[height].length === 1) {
      return levels[height][0].cid;
    }
    await add(levels, height + 1, await node(levels[height]));
  }
}

async function node(children) {
  const links = children.map(link);
  const content = children.reduce((sum, child) => sum + child.content, 0);
  const sizes = children.map((child) => concat(Uint8Array.of(0x20), varint(child.content)));
  const data = concat(Uint8Array.of(8, 2, 0x18), varint(content), ...sizes);
  const block = concat(...links, field(0x0a, data));
  const encoded = block.length + children.reduce((sum, child) => sum + child.encoded, 0);
  return { cid: await named(DAG_PB, block), content, encoded };
}

function link({ cid, encoded }) {
  return field(0x12, concat(field(0x0a, cid), Uint8Array.of(0x12, 0, 0x18), varint(encoded)));
}

async function named(codec, block) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', block));
  return concat(Uint8Array.of(1, codec, 0x12, 0x20), digest);
}

const field = (tag, bytes) => concat(Uint8Array.of(tag), varint(bytes.length), bytes);

function varint(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) {
    bytes.push((value % 128) | 128);
  }
  return Uint8Array.of(...bytes, value);
}

function text(cid) {
  let bits = 0;
  let held = 0;
  let result = 'b';
  for (const byte of cid) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) {
      result += ALPHABET[(held >> (bits - 5)) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? result : result + ALPHABET[(held << (5 - bits)) & 31];
}
