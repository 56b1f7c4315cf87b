const MASK = (1n << 64n) - 1n;
const RATE = 136;

/** The 24 round constants and the rotation of each lane, computed as FIPS 202 defines them. */
const CONSTANTS = roundConstants();
const OFFSETS = offsets();

function roundConstants() {
  const constants = [];
  let register = 1;
  for (let round = 0; round < 24; round++) {
    let constant = 0n;
    for (let j = 0; j <= 6; j++) {
      constant |= BigInt(register & 1) << BigInt((1 << j) - 1);
      register = register & 0x80 ? (register << 1) ^ 0x171 : register << 1;
    }
    constants.push(constant);
  }
  return constants;
}

function offsets() {
  const result = new Array(25).fill(0n);
  for (let t = 0, x = 1, y = 0; t < 24; t++) {
    result[x + 5 * y] = BigInt((((t + 1) * (t + 2)) / 2) % 64);
    [x, y] = [y, (2 * x + 3 * y) % 5];
  }
  return result;
}

const rotate = (lane, by) => ((lane << by) | (lane >> (64n - by))) & MASK;

function permute(state) {
  for (const constant of CONSTANTS) {
    const column = [0, 1, 2, 3, 4].map((x) => state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20]);
    const mixed = state.map((lane, i) => lane ^ column[(i + 4) % 5] ^ rotate(column[(i + 1) % 5], 1n));
    const moved = new Array(25);
    for (let x = 0; x < 5; x++) {
      for (let y = 0; y < 5; y++) {
        moved[y + 5 * ((2 * x + 3 * y) % 5)] = rotate(mixed[x + 5 * y], OFFSETS[x + 5 * y]);
      }
    }
    for (let i = 0; i < 25; i++) {
      const row = i - (i % 5);
      state[i] = moved[i] ^ (~moved[row + ((i + 1) % 5)] & MASK & moved[row + ((i + 2) % 5)]);
    }
    state[0] ^= constant;
  }
}

/** Keccak-256 as Ethereum uses it (the padding of before FIPS 202). For short inputs: it is slow. */
export function keccak256(message) {
  const padded = new Uint8Array((Math.floor(message.length / RATE) + 1) * RATE);
  padded.set(message);
  padded[message.length] = 1;
  padded[padded.length - 1] |= 0x80;
  const view = new DataView(padded.buffer);
  const state = new Array(25).fill(0n);
  for (let block = 0; block < padded.length; block += RATE) {
    for (let lane = 0; lane < RATE / 8; lane++) {
      state[lane] ^= view.getBigUint64(block + 8 * lane, true);
    }
    permute(state);
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (let lane = 0; lane < 4; lane++) {
    digest.setBigUint64(8 * lane, state[lane], true);
  }
  return new Uint8Array(digest.buffer);
}
