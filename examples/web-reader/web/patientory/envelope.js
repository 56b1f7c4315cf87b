import { concat, random, base64url, text, unbase64url, utf8 } from './bytes.js';
import { IntegrityError, MalformedError, NotARecipientError, UnsupportedError } from './errors.js';
import { canonical, members, parseObject } from './json.js';
import { checkPayload, formatPayload } from './payload.js';
import { RSA_OAEP_256 } from './rsa.js';

const TYP = 'patientory-envelope-v1+json';
const ENC = 'A256GCM';
const MAX_BYTES = 65_536;
const MAX_RECIPIENTS = 256;
const MEMBERS = { ciphertext: 'string', iv: 'string', protected: 'string', recipients: 'array', tag: 'string' };

/** envelope-v1: content key and metadata of one body for each recipient. */
export class Envelope {
  #json;

  constructor(json, kids) {
    this.#json = json;
    /** Who can open it, in the envelope's order. */
    this.kids = kids;
  }

  /** Checks the form; what only a key can show is checked by open. @param {Uint8Array} bytes */
  static parse(bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedError('envelope', `${bytes.length} bytes are more than ${MAX_BYTES}`);
    }
    const json = parseObject(text(bytes, 'envelope'), 'envelope');
    members(json, MEMBERS, 'envelope');
    const header = parseHeader(json.protected);
    if (json.recipients.length < 1 || json.recipients.length > MAX_RECIPIENTS) {
      throw new MalformedError('recipients', `${json.recipients.length} of them`);
    }
    json.recipients.forEach(checkEntry);
    size(json.iv, 12, 12, 'iv');
    size(json.tag, 16, 16, 'tag');
    size(json.ciphertext, 0, MAX_BYTES, 'ciphertext');
    const kids = json.recipients.map((entry) => entry.header.kid);
    if (new Set(kids).size !== kids.length) {
      throw new MalformedError('recipients', 'one of them twice');
    }
    if (kids.length !== header.kids.length || kids.some((kid, i) => kid !== header.kids[i])) {
      throw new IntegrityError('the recipients are not those that the protected header lists');
    }
    return new Envelope(json, kids);
  }

  /** @param {object} payload cid, key (32 bytes), name, sha256 (32 bytes), size, time, type, writer */
  static async seal(payload, recipients) {
    return Envelope.#write(payload, await wrapAll(recipients, random(32)));
  }

  static async #write(payload, { contentEncryptionKey, entries }) {
    const kids = entries.map((entry) => entry.header.kid);
    const header = base64url(utf8(canonical({ enc: ENC, kids, typ: TYP })));
    const iv = random(12);
    const key = await importKey(contentEncryptionKey);
    const plain = utf8(formatPayload(payload));
    const sealed = new Uint8Array(await crypto.subtle.encrypt(gcm(iv, header), key, plain));
    const json = {
      ciphertext: base64url(sealed.subarray(0, -16)),
      iv: base64url(iv),
      protected: header,
      recipients: entries,
      tag: base64url(sealed.subarray(-16)),
    };
    return Envelope.parse(utf8(canonical(json)));
  }

  toBytes() {
    return utf8(canonical(this.#json));
  }

  /** @returns {Promise<object>} the payload: `key` is the content key of the body, all else the writer's word */
  async open(privateKey) {
    return (await this.#unseal(privateKey)).payload;
  }

  /** For one more recipient; the body is not touched. */
  async grant(privateKey, recipient) {
    if (this.kids.includes(recipient.kid)) {
      throw new RangeError('already a recipient');
    }
    const { payload, contentEncryptionKey } = await this.#unseal(privateKey);
    const entries = [...this.#json.recipients, await recipient.wrap(contentEncryptionKey)];
    return Envelope.#write(payload, { contentEncryptionKey, entries });
  }

  /** For one recipient alone, with nothing but key ids in common with this one. */
  async copyFor(privateKey, recipient) {
    return Envelope.seal(await this.open(privateKey), [recipient]);
  }

  /** Without one recipient: ends the delivery of the key, takes nothing back. */
  async remove(privateKey, kid) {
    if (!this.kids.includes(kid)) {
      throw new NotARecipientError(kid, this.kids);
    }
    const { payload, contentEncryptionKey } = await this.#unseal(privateKey);
    const entries = this.#json.recipients.filter((entry) => entry.header.kid !== kid);
    return Envelope.#write(payload, { contentEncryptionKey, entries });
  }

  async #unseal(privateKey) {
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
    const plain = await crypto.subtle.decrypt(gcm(unbase64url(iv), header), key, sealed).catch(() => {
      throw new IntegrityError('the envelope was altered, or made for another key of this name');
    });
    const payload = checkPayload(parseObject(text(new Uint8Array(plain), 'payload'), 'payload'));
    return { payload, contentEncryptionKey };
  }
}

function parseHeader(encoded) {
  const json = parseObject(text(unbase64url(encoded, 'protected'), 'protected'), 'protected');
  for (const name of ['zip', 'crit']) {
    if (name in json) {
      throw new UnsupportedError(name, 'present');
    }
  }
  for (const [name, value] of [['typ', TYP], ['enc', ENC]]) {
    if (name in json && json[name] !== value) {
      throw new UnsupportedError(name, json[name]);
    }
  }
  members(json, { enc: 'string', kids: 'array', typ: 'string' }, 'protected');
  if (json.kids.some((kid) => typeof kid !== 'string')) {
    throw new MalformedError('protected.kids', 'something other than a name');
  }
  return json;
}

function checkEntry(entry) {
  members(entry, { encrypted_key: 'string', header: 'object' }, 'recipients');
  members(entry.header, { alg: 'string', kid: 'string' }, 'recipients.header');
  if (entry.header.alg !== RSA_OAEP_256) {
    throw new UnsupportedError('alg', entry.header.alg);
  }
  size(entry.header.kid, 32, 32, 'kid');
  size(entry.encrypted_key, 384, 512, 'encrypted_key');
}

function size(encoded, least, most, place) {
  const { length } = unbase64url(encoded, place);
  if (length < least || length > most) {
    throw new MalformedError(place, `${length} bytes`);
  }
}

async function wrapAll(recipients, contentEncryptionKey) {
  const entries = await Promise.all(recipients.map((recipient) => recipient.wrap(contentEncryptionKey)));
  return { contentEncryptionKey, entries };
}

const importKey = (raw) => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

const gcm = (iv, header) => ({ name: 'AES-GCM', iv, additionalData: utf8(header) });
