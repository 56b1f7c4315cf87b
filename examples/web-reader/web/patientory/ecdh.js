import { base64url, bigint, concat, uint, unbase64url, utf8 } from './bytes.js';
import { checkCurveKey, ECDH_ES_A256KW } from './entries.js';
import { MalformedError } from './errors.js';
import { pick, publicPart, thumbprint } from './jwk.js';

const P25519 = 2n ** 255n - 19n;

/** X25519 itself ignores the highest bit: the same point in another spelling could pass unnoticed. */
function isReduced({ crv, x }) {
  return crv !== 'X25519' || bigint(unbase64url(x).reverse()) < P25519;
}

const algorithm = (crv) => (crv === 'X25519' ? { name: 'X25519' } : { name: 'ECDH', namedCurve: crv });

/** One round of the Concat KDF, then AES key wrap: RFC 7518 section 4.6 without apu and apv. */
async function wrappingKey(privateKey, publicKey) {
  const secret = new Uint8Array(await crypto.subtle.deriveBits({ ...publicKey.algorithm, public: publicKey }, privateKey, 256));
  if (secret.every((byte) => byte === 0)) {
    throw new RangeError('a point of small order');
  }
  const name = utf8(ECDH_ES_A256KW);
  const info = [uint(1, 4), secret, uint(name.length, 4), name, uint(0, 4), uint(0, 4), uint(256, 4)];
  const key = await crypto.subtle.digest('SHA-256', concat(...info));
  return crypto.subtle.importKey('raw', key, 'AES-KW', false, ['wrapKey', 'unwrapKey']);
}

/** For whom envelopes are sealed, on P-256 or X25519. */
export class EcdhRecipient {
  alg = ECDH_ES_A256KW;
  #key;

  constructor(kid, key) {
    this.kid = kid;
    this.#key = key;
  }

  /** @param {object} jwk public JWK; a private one is taken as its public part */
  static async of(jwk) {
    checkCurveKey(publicPart(jwk), 'key');
    if (!isReduced(jwk)) {
      throw new MalformedError('key.x', 'not below 2^255 - 19');
    }
    const key = await crypto.subtle.importKey('jwk', publicPart(jwk), algorithm(jwk.crv), true, []).catch(() => {
      throw new MalformedError('key', 'not a point of its curve');
    });
    const recipient = new EcdhRecipient(await thumbprint(jwk), key);
    await recipient.wrap(new Uint8Array(32)).catch(() => {
      throw new MalformedError('key', 'a point of small order');
    });
    return recipient;
  }

  async wrap(contentEncryptionKey) {
    const own = await crypto.subtle.generateKey(this.#key.algorithm, false, ['deriveBits']);
    const wrapping = await wrappingKey(own.privateKey, this.#key);
    const key = await crypto.subtle.importKey('raw', contentEncryptionKey, 'AES-GCM', true, ['encrypt']);
    const wrapped = new Uint8Array(await crypto.subtle.wrapKey('raw', key, wrapping, 'AES-KW'));
    const epk = publicPart(await crypto.subtle.exportKey('jwk', own.publicKey));
    return { encrypted_key: base64url(wrapped), header: { alg: this.alg, epk, kid: this.kid } };
  }
}

/** Who opens envelopes, on P-256 or X25519. */
export class EcdhPrivateKey {
  alg = ECDH_ES_A256KW;
  #key;
  #crv;

  constructor(kid, key, crv) {
    this.kid = kid;
    this.#key = key;
    this.#crv = crv;
  }

  /** @param {object} jwk private JWK */
  static async of(jwk) {
    checkCurveKey(publicPart(jwk), 'key');
    const parts = pick(jwk, [...Object.keys(publicPart(jwk)), 'd']);
    const key = await crypto.subtle.importKey('jwk', parts, algorithm(jwk.crv), false, ['deriveBits']).catch(() => {
      throw new MalformedError('key', 'its parts do not belong together');
    });
    return new EcdhPrivateKey(await thumbprint(jwk), key, jwk.crv);
  }

  /** @returns {Promise<Uint8Array|undefined>} nothing, whatever the reason, when it does not unwrap */
  async unwrap({ encrypted_key, header: { epk } }) {
    try {
      if (epk.crv !== this.#crv || !isReduced(epk)) {
        return undefined;
      }
      const other = await crypto.subtle.importKey('jwk', epk, algorithm(epk.crv), false, []);
      const wrapping = await wrappingKey(this.#key, other);
      const wrapped = unbase64url(encrypted_key, 'encrypted_key');
      const parameters = ['raw', wrapped, wrapping, 'AES-KW', 'AES-GCM', true, ['decrypt']];
      return new Uint8Array(await crypto.subtle.exportKey('raw', await crypto.subtle.unwrapKey(...parameters)));
    } catch {
      return undefined;
    }
  }
}
