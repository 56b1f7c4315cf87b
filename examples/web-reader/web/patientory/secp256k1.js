import { bigint } from './bytes.js';
import { inverse } from './detkeygen.js';

/**
 * ECDSA verification on the curve y^2 = x^3 + 7 that WebCrypto lacks. It works on public values alone, so it need not
 * take the same time for each; signing would have to, and is not here.
 */
const P = 2n ** 256n - 2n ** 32n - 977n;
const N = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;
const G = {
  x: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  y: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
};

const mod = (value) => ((value % P) + P) % P;

/** Points are {x, y}; the neutral element is undefined. */
function add(a, b) {
  if (!a || !b) {
    return a ?? b;
  }
  if (a.x === b.x && a.y !== b.y) {
    return undefined;
  }
  const slope = a.x === b.x ? 3n * a.x * a.x * inverse(2n * a.y, P) : (b.y - a.y) * inverse(b.x - a.x, P);
  const x = mod(slope * slope - a.x - b.x);
  return { x, y: mod(slope * (a.x - x) - a.y) };
}

/** u * G + v * point, bit by bit for both at once. */
function combine(u, v, point) {
  const both = add(G, point);
  let sum;
  for (let bit = 255n; bit >= 0n; bit--) {
    sum = add(sum, sum);
    const pick = [undefined, G, point, both][Number((u >> bit) & 1n) + 2 * Number((v >> bit) & 1n)];
    sum = add(sum, pick);
  }
  return sum;
}

/** @returns {{x: bigint, y: bigint} | undefined} nothing if it is not on the curve */
export function pointOf(xBytes, yBytes) {
  const [x, y] = [bigint(xBytes), bigint(yBytes)];
  return x < P && y < P && mod(y * y - x * x * x - 7n) === 0n ? { x, y } : undefined;
}

/** Whether r and s (32 bytes each) are in their ranges, s in the lower half of its own. */
export function isSignatureRange(signature) {
  const [r, s] = numbers(signature);
  return r >= 1n && r < N && s >= 1n && s <= N / 2n;
}

/** Whether r and s (32 bytes each, s in the lower half) sign the digest with the key of the point. */
export function verify(point, digest, signature) {
  const sum = isSignatureRange(signature) ? commitment(point, digest, signature) : undefined;
  return sum !== undefined && sum.x % N === numbers(signature)[0];
}

/** The same with a recovery id, as Ethereum has it: the parity of y, while x is below the order. */
export function isSignatureOf(point, digest, signature, recoveryId) {
  const sum = isSignatureRange(signature) ? commitment(point, digest, signature) : undefined;
  return sum !== undefined && sum.x === numbers(signature)[0] && Number(sum.y & 1n) === recoveryId;
}

/** The point R that a signature by this key was made with. */
function commitment(point, digest, signature) {
  const [r, s] = numbers(signature);
  const inverted = inverse(s, N);
  return combine((bigint(digest) * inverted) % N, (r * inverted) % N, point);
}

const numbers = (signature) => [bigint(signature.subarray(0, 32)), bigint(signature.subarray(32, 64))];
