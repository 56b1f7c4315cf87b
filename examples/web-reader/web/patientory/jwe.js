import { base64url, concat, random, text, unbase64url, utf8 } from './bytes.js';
import { checkEntry, checkSize } from './entries.js';
import { IntegrityError, MalformedError, NotARecipientError, UnsupportedError } from './errors.js';
import { canonical, members, parseObject } from './json.js';

const ENC = 'A256GCM';
const MAX_BYTES = 65_536;
const MAX_RECIPIENTS = 256;
const MEMBERS = { ciphertext: 'string', iv: 'string', protected: 'string', recipients: 'array', tag: 'string' };

/** The layout of envelope-v1 around a payload that it does not look into. */
export class Jwe {
  #json;
  #typ;

  constructor(json, typ) {
    this.#json = json;
    this.#typ = typ;
    /** Who can open it, in its order. */
    this.kids = json.recipients.map((entry) => entry.header.kid);
  }

  /** Checks the form; what only a key can show is checked by unseal. @param {Uint8Array} bytes */
  static parse(bytes, typ) {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedError('envelope', `${bytes.length} bytes are more than ${MAX_BYTES}`);
    }
    const json = members(parseObject(text(bytes, 'envelope'), 'envelope'), MEMBERS, 'envelope');
    const header = parseHeader(json.protected, typ);
    if (json.recipients.length < 1 || json.recipients.length > MAX_RECIPIENTS) {
      throw new MalformedError('recipients', `${json.recipients.length} of them`);
    }
    json.recipients.forEach(checkEntry);
    checkSize(json.iv, 12, 12, 'iv');
    checkSize(json.tag, 16, 16, 'tag');
    checkSize(json.ciphertext, 1, MAX_BYTES, 'ciphertext');
    const jwe = new Jwe(json, typ);
    if (new Set(jwe.kids).size !== jwe.kids.length) {
      throw new MalformedError('recipients', 'one of them twice');
    }
    if (jwe.kids.length !== header.kids.length || jwe.kids.some((kid, i) => kid !== header.kids[i])) {
      throw new IntegrityError('the recipients are not those that the protected header lists');
    }
    return jwe;
  }

  /** Someone who is given twice counts once. */
  static async seal(typ, payload, recipients) {
    const distinct = [...new Map(recipients.map((recipient) => [recipient.kid, recipient])).values()];
    const key = random(32);
    return Jwe.#write(typ, payload, key, await Promise.all(distinct.map((recipient) => recipient.wrap(key))));
  }

  static async #write(typ, payload, contentEncryptionKey, recipients) {
    if (recipients.length < 1 || recipients.length > MAX_RECIPIENTS) {
      throw new RangeError(`${recipients.length} recipients, must be 1 to ${MAX_RECIPIENTS}`);
    }
    const kids = recipients.map((entry) => entry.header.kid);
    const header = base64url(utf8(canonical({ enc: ENC, kids, typ })));
    const iv = random(12);
    const key = await importKey(contentEncryptionKey);
    const sealed = new Uint8Array(await crypto.subtle.encrypt(gcm(iv, header), key, payload));
    const [ciphertext, tag] = [sealed.subarray(0, -16), sealed.subarray(-16)].map(base64url);
    const json = utf8(canonical({ ciphertext, iv: base64url(iv), protected: header, recipients, tag }));
    if (json.length > MAX_BYTES) {
      throw new RangeError(`an envelope for ${recipients.length} recipients has ${json.length} bytes`);
    }
    return Jwe.parse(json, typ); // its other rules hold for writers too
  }

  toBytes() {
    return utf8(canonical(this.#json));
  }

  async unseal(privateKey) {
    const entry = this.#json.recipients.find(({ header }) => header.kid === privateKey.kid);
    if (entry === undefined) {
      throw new NotARecipientError(privateKey.kid, this.kids);
    }
    const unwrapped = entry.header.alg === privateKey.alg ? await privateKey.unwrap(entry) : undefined;
    // A key that does not unwrap is replaced, so that every failure looks the same.
    const contentEncryptionKey = unwrapped?.length === 32 ? unwrapped : random(32);
    const { iv, ciphertext, tag, protected: header } = this.#json;
    const sealed = concat(unbase64url(ciphertext), unbase64url(tag));
    const key = await importKey(contentEncryptionKey);
    const payload = await crypto.subtle.decrypt(gcm(unbase64url(iv), header), key, sealed).catch(() => {
      throw new IntegrityError('the envelope was altered, or made for another key of this name');
    });
    return { payload: new Uint8Array(payload), contentEncryptionKey };
  }

  async grant(privateKey, recipient) {
    const { payload, contentEncryptionKey } = await this.unseal(privateKey);
    if (this.kids.includes(recipient.kid)) {
      return this;
    }
    const entries = [...this.#json.recipients, await recipient.wrap(contentEncryptionKey)];
    return Jwe.#write(this.#typ, payload, contentEncryptionKey, entries);
  }

  /** With a fresh content encryption key, for exactly these. */
  async copyFor(privateKey, recipients) {
    return Jwe.seal(this.#typ, (await this.unseal(privateKey)).payload, recipients);
  }

  /** Keeps the content encryption key, and the entries of the others byte for byte. */
  async remove(privateKey, kid) {
    const { payload, contentEncryptionKey } = await this.unseal(privateKey);
    if (!this.kids.includes(kid)) {
      return this;
    }
    const entries = this.#json.recipients.filter((entry) => entry.header.kid !== kid);
    return Jwe.#write(this.#typ, payload, contentEncryptionKey, entries);
  }

  /** With a fresh content encryption key, for exactly the others. */
  async removeFor(privateKey, kid, remaining) {
    const { payload } = await this.unseal(privateKey);
    const given = new Map(remaining.map((recipient) => [recipient.kid, recipient]));
    const staying = this.kids.filter((each) => each !== kid);
    if (given.size !== staying.length || !staying.every((each) => given.has(each))) {
      throw new RangeError(`the keys given are not those of the ${staying.length} recipients who stay`);
    }
    if (!this.kids.includes(kid)) {
      return this;
    }
    return Jwe.seal(this.#typ, payload, staying.map((each) => given.get(each)));
  }
}

function parseHeader(encoded, typ) {
  const json = parseObject(text(unbase64url(encoded, 'protected'), 'protected'), 'protected');
  for (const name of ['zip', 'crit']) {
    if (name in json) {
      throw new UnsupportedError(name, 'its presence');
    }
  }
  for (const [name, value] of [['typ', typ], ['enc', ENC]]) {
    if (typeof json[name] === 'string' && json[name] !== value) {
      throw new UnsupportedError(name, json[name]);
    }
  }
  members(json, { enc: 'string', kids: 'array', typ: 'string' }, 'protected');
  if (json.kids.some((kid) => typeof kid !== 'string')) {
    throw new MalformedError('protected.kids', 'something other than a name');
  }
  return json;
}

const importKey = (raw) => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

const gcm = (iv, header) => ({ name: 'AES-GCM', iv, additionalData: utf8(header) });
