import { text, utf8 } from './bytes.js';
import { IntegrityError } from './errors.js';
import { Jwe } from './jwe.js';
import { canonical, parseObject } from './json.js';
import { formatPayload, parsePayload } from './payload.js';
import { VaultKey } from './vault.js';

const RECORD = 'patientory-envelope-v1+json';
const VAULT = 'patientory-vault-key-v1+json';

/** What both kinds of envelopes have in common: recipients that come and go. */
class Shared {
  constructor(jwe) {
    this.jwe = jwe;
  }

  /** Who can open it, in the envelope's order. */
  get kids() {
    return this.jwe.kids;
  }

  toBytes() {
    return this.jwe.toBytes();
  }

  /** For one more recipient; nothing but this envelope changes. The same one again if he is there already. */
  async grant(privateKey, recipient) {
    return this.changed(await this.jwe.grant(privateKey, recipient));
  }

  /**
   * Without one recipient, under a fresh key for exactly those who stay: ends the delivery of the key, takes nothing
   * back. The same one again if nobody has this `kid`.
   * @param {Array} remaining all the others, each of them and nobody else
   */
  async remove(privateKey, kid, remaining) {
    return this.changed(await this.jwe.removeFor(privateKey, kid, remaining));
  }

  changed(jwe) {
    return jwe === this.jwe ? this : new this.constructor(jwe);
  }
}

/** envelope-v1: content key and metadata of one body for each recipient. */
export class Envelope extends Shared {
  /** @param {Uint8Array} bytes */
  static parse(bytes) {
    return new Envelope(Jwe.parse(bytes, RECORD));
  }

  /** @param {object} payload cid, key (32 bytes), name, sha256 (32 bytes, if wanted), size, time, type, writer */
  static async seal(payload, recipients) {
    return new Envelope(await Jwe.seal(RECORD, utf8(formatPayload(payload)), recipients));
  }

  /**
   * @returns {Promise<object>} the payload. `key` is the content key of the body; all else is the writer's word, and
   * `signed` says whether his wallet gave it
   */
  async open(privateKey) {
    const { payload } = await this.jwe.unseal(privateKey);
    return parsePayload(payload);
  }

  /** For these alone, with a key of its own: nothing but key ids in common with this one. */
  async copyFor(privateKey, ...recipients) {
    return this.changed(await this.jwe.copyFor(privateKey, recipients));
  }

  /** As above; without `remaining` the others keep their entries, and whoever goes can still forge an envelope for them. */
  async remove(privateKey, kid, remaining) {
    return remaining ? super.remove(privateKey, kid, remaining) : this.changed(await this.jwe.remove(privateKey, kid));
  }
}

/** The key of a vault for each of its readers: the same layout, another payload. */
export class VaultEnvelope extends Shared {
  static parse(bytes) {
    return new VaultEnvelope(Jwe.parse(bytes, VAULT));
  }

  static async seal(vaultKey, recipients) {
    return new VaultEnvelope(await Jwe.seal(VAULT, utf8(canonical(vaultKey.toJwk())), recipients));
  }

  /**
   * @param {string} [kid] of the vault key that is expected: anyone can seal another one. Whoever seals with it gives it.
   * @returns {Promise<VaultKey>} which opens the records of the vault
   */
  async open(privateKey, kid) {
    const { payload } = await this.jwe.unseal(privateKey);
    const key = await VaultKey.of(parseObject(text(payload, 'vault key'), 'vault key'));
    if (kid !== undefined && key.kid !== kid) {
      throw new IntegrityError('the envelope holds another vault key than the expected');
    }
    return key;
  }
}
