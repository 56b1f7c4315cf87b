import { base64url, bigint, concat, random, uint, unbigint, utf8 } from './bytes.js';

const E = 65_537n;
const ROUNDS = 4; // of Miller-Rabin: enough for 3072 bits by c2sp.org/det-keygen
const MAX_CANDIDATES = 32_768; // keystore-v1, "Reading"
const SMALL = primesBelow(2_000);

function primesBelow(limit) {
  const primes = [];
  for (let n = 3; n < limit; n += 2) {
    if (primes.every((p) => n % p !== 0)) {
      primes.push(n);
    }
  }
  // Multiplied in threes: one division of a big number instead of three.
  const triples = [];
  for (let i = 0; i < primes.length; i += 3) {
    const group = primes.slice(i, i + 3);
    triples.push({ product: BigInt(group.reduce((a, b) => a * b)), group });
  }
  return triples;
}

export function power(base, exponent, modulus) {
  const table = [1n];
  for (let i = 1; i < 16; i++) {
    table.push((table[i - 1] * base) % modulus);
  }
  let result = 1n;
  for (const digit of exponent.toString(16)) {
    for (let i = 0; i < 4; i++) {
      result = (result * result) % modulus;
    }
    result = (result * table[parseInt(digit, 16)]) % modulus;
  }
  return result;
}

export function inverse(value, modulus) {
  let [r0, r1, t0, t1] = [modulus, ((value % modulus) + modulus) % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  return r0 === 1n ? ((t0 % modulus) + modulus) % modulus : undefined;
}

/** Candidates have their two lowest bits set, so one squaring step is all there is. */
function isPrime(candidate) {
  for (const { product, group } of SMALL) {
    const rest = Number(candidate % product);
    if (group.some((prime) => rest % prime === 0)) {
      return false;
    }
  }
  const half = (candidate - 1n) / 2n;
  for (let round = 0; round < ROUNDS; round++) {
    const base = 2n + bigint(random(40));
    const result = power(base, half, candidate);
    if (result !== 1n && result !== candidate - 1n) {
      return false;
    }
  }
  return true;
}

/** HMAC_DRBG with SHA-256, as det-keygen spells it out. */
class Stream {
  #key;
  #v = new Uint8Array(32).fill(1);

  static async of(seed) {
    const stream = new Stream();
    await stream.#rekey(new Uint8Array(32));
    for (const mark of [0, 1]) {
      await stream.#update(concat(Uint8Array.of(mark), seed));
    }
    return stream;
  }

  async #rekey(key) {
    this.#key = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  }

  async #hmac(message) {
    return new Uint8Array(await crypto.subtle.sign('HMAC', this.#key, message));
  }

  async #update(suffix) {
    await this.#rekey(await this.#hmac(concat(this.#v, suffix)));
    this.#v = await this.#hmac(this.#v);
  }

  async candidate(length) {
    const parts = [];
    for (let have = 0; have < length; have += 32) {
      this.#v = await this.#hmac(this.#v);
      parts.push(this.#v);
    }
    const bytes = concat(...parts).slice(0, length);
    bytes[0] |= 0xc0;
    bytes[length - 1] |= 0x07;
    await this.#update(Uint8Array.of(0)); // steps 13, 15, 20 and 23 alike: between any two candidates
    return bigint(bytes);
  }

  async prime(length) {
    for (;;) {
      const candidate = await this.candidate(length);
      if (isPrime(candidate)) {
        return candidate;
      }
    }
  }
}

const begin = (seed, bits) => Stream.of(concat(seed, utf8('det RSA key gen'), uint(bits, 4).slice(2)));

/** Whether p, and q after it, are among the candidates of a seed. */
export async function occur(p, q, seed, bits) {
  const stream = await begin(seed, bits);
  let wanted = p;
  for (let i = 0; i < MAX_CANDIDATES; i++) {
    if ((await stream.candidate(bits / 16)) === wanted) {
      if (wanted === q) {
        return true;
      }
      wanted = q;
    }
  }
  return false;
}

/** c2sp.org/det-keygen for RSA. @returns {Promise<object>} private JWK */
export async function rsaFromSeed(seed, bits) {
  const stream = await begin(seed, bits);
  for (;;) {
    const p = await stream.prime(bits / 16);
    const q = await stream.prime(bits / 16);
    const ratio = gcd(p - 1n, q - 1n);
    const d = ratio < 2n ** 32n ? inverse(E, ((p - 1n) * (q - 1n)) / ratio) : undefined;
    if (d !== undefined) {
      return rsaJwk(p, q, d);
    }
  }
}

function rsaJwk(p, q, d) {
  const values = { d, dp: d % (p - 1n), dq: d % (q - 1n), e: E, n: p * q, p, q, qi: inverse(q, p) };
  const jwk = { kty: 'RSA' };
  for (const [name, value] of Object.entries(values)) {
    jwk[name] = base64url(unbigint(value));
  }
  return jwk;
}

function gcd(a, b) {
  while (b !== 0n) {
    [a, b] = [b, a % b];
  }
  return a;
}
