import { base64url, concat, random, unbase64url } from './bytes.js';
import { A256GCMKW, checkSize } from './entries.js';
import { UnsupportedError } from './errors.js';
import { members } from './json.js';
import { thumbprint } from './jwk.js';

/** 32 bytes that stand as one recipient in the envelopes of many records: they seal and they open. */
export class VaultKey {
  alg = A256GCMKW;
  #key;
  #jwk;

  constructor(kid, key, jwk) {
    this.kid = kid;
    this.#key = key;
    this.#jwk = jwk;
  }

  static async generate() {
    return VaultKey.of({ k: base64url(random(32)), kty: 'oct' });
  }

  static async of(jwk) {
    members(jwk, { k: 'string', kty: 'string' }, 'vault key');
    if (jwk.kty !== 'oct') {
      throw new UnsupportedError('kty', jwk.kty);
    }
    checkSize(jwk.k, 32, 32, 'vault key');
    const key = await crypto.subtle.importKey('raw', unbase64url(jwk.k), 'AES-GCM', false, ['encrypt', 'decrypt']);
    return new VaultKey(await thumbprint(jwk), key, { k: jwk.k, kty: 'oct' });
  }

  /** The secret itself, for the payload of a vault's envelope. */
  toJwk() {
    return this.#jwk;
  }

  async wrap(contentEncryptionKey) {
    const iv = random(12);
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.#key, contentEncryptionKey));
    const header = { alg: this.alg, iv: base64url(iv), kid: this.kid, tag: base64url(sealed.subarray(32)) };
    return { encrypted_key: base64url(sealed.subarray(0, 32)), header };
  }

  /** @returns {Promise<Uint8Array|undefined>} nothing when it does not unwrap */
  async unwrap({ encrypted_key, header }) {
    const sealed = concat(unbase64url(encrypted_key), unbase64url(header.tag));
    const parameters = { name: 'AES-GCM', iv: unbase64url(header.iv) };
    return crypto.subtle.decrypt(parameters, this.#key, sealed).then((key) => new Uint8Array(key), () => undefined);
  }
}
