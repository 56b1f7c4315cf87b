import { outcomeOf } from './vectors.js';

/**
 * The jobs of the exchange with Java, for Node and browser alike: `run` takes jobs and where their files are, and says
 * what came of each. It judges nothing; the Java side does.
 */
export async function run(patientory, jobs, io) {
  const results = [];
  for (const job of jobs) {
    const task = new Task(patientory, job, io);
    results.push({ name: job.name, ...(await outcome(() => task[job.kind]())) });
  }
  return results;
}

/** Either what was found, or the error's name and words. */
async function outcome(action) {
  try {
    return { found: await action() };
  } catch (error) {
    return { error: error.name, message: error.message };
  }
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const sha256 = async (bytes) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

class Task {
  constructor(patientory, job, io) {
    this.p = patientory;
    this.job = job;
    this.io = io;
  }

  async bytes(file) {
    return new Uint8Array(await (await this.io.read(file)).arrayBuffer());
  }

  async text(file) {
    return new TextDecoder().decode(await this.bytes(file));
  }

  /** A private JWK, or twelve words with a blob, or the words alone. */
  async key({ key, words, blob } = this.job) {
    if (key) {
      return this.p.privateKeyOf(JSON.parse(await this.text(key)));
    }
    const sentence = await this.p.parseWords(words);
    const jwk = blob ? await this.p.openBlob(await this.text(blob), sentence) : await this.p.rsaKeyOf(sentence);
    return this.p.privateKeyOf(jwk);
  }

  recipients(files) {
    return Promise.all(files.map(async (file) => this.p.recipientOf(JSON.parse(await this.text(file)))));
  }

  /** Envelope and body, apart or in one file: as a stream, and once more by random access from the end. */
  async open() {
    const { payload, body } = await this.#opened();
    const { stream, matches } = this.p.openRecord(body, payload);
    const plain = await (await this.p.collect(stream)).arrayBuffer();
    const { name, type, time, writer, size, cid, signed } = payload;
    const about = { name, type, time, writer, size, cid, signed };
    const same = cid === undefined || cid === (await this.p.cidOf(body.stream()));
    return { ...about, sha256: await sha256(plain), matches: matches(), cidMatches: same, bytes: plain.byteLength };
  }

  async random() {
    const { payload, body } = await this.#opened();
    const reader = await this.p.BodyReader.open(body, payload.key);
    const plain = new Uint8Array(reader.size);
    for (let end = reader.size; end > 0; ) {
      const start = Math.max(0, end - 50_001);
      plain.set(await reader.read(start, end - start), start);
      end = start;
    }
    const beyond = await reader.read(reader.size, 10);
    return { sha256: await sha256(plain), bytes: plain.length, beyond: beyond.length };
  }

  async #opened() {
    const file = this.job.ptoy && (await this.p.Ptoy.parse(await this.io.read(this.job.ptoy)));
    const envelope = this.p.Envelope.parse(file ? file.envelope : await this.bytes(this.job.envelope));
    const body = file ? file.body : await this.io.read(this.job.body);
    const own = await this.key();
    const vault = this.job.vault && this.p.VaultEnvelope.parse(await this.bytes(this.job.vault));
    const key = vault ? await vault.open(own) : own;
    return { payload: await envelope.open(key), body };
  }

  async seal() {
    const { name, about, digest } = this.job;
    const file = await this.io.read(this.job.plain);
    const people = await this.recipients(this.job.recipients);
    const vault = this.job.vault ? await this.p.VaultKey.generate() : undefined;
    const recipients = vault ? [vault, ...people] : people;
    const { body, cid, envelope } = await this.p.sealRecord(file, about, recipients, this.p.collect, { digest });
    await this.io.write(`${name}.body`, body);
    await this.io.write(`${name}.json`, new Blob([envelope.toBytes()]));
    await this.io.write(`${name}.ptoy`, await this.p.Ptoy.create(envelope.toBytes(), body));
    if (vault) {
      const shared = await this.p.VaultEnvelope.seal(vault, people);
      await this.io.write(`${name}.vault`, new Blob([shared.toBytes()]));
    }
    return { cid };
  }

  /** grant, copyFor or remove, as `how` says, `remaining` for those who stay; of an envelope, or of that in a single file. */
  async change() {
    const { name, how, recipient, kid, ptoy } = this.job;
    const file = ptoy && (await this.p.Ptoy.parse(await this.io.read(ptoy)));
    const envelope = this.p.Envelope.parse(file ? file.envelope : await this.bytes(this.job.envelope));
    const other = recipient ? (await this.recipients([recipient]))[0] : kid;
    const remaining = this.job.remaining && (await this.recipients(this.job.remaining));
    const changed = await envelope[how](await this.key(), other, ...(remaining ? [remaining] : []));
    await this.io.write(`${name}.json`, new Blob([changed.toBytes()]));
    if (file) {
      await this.io.write(`${name}.ptoy`, await (await file.withEnvelope(changed.toBytes())).toBlob());
    }
    return { kids: changed.kids, same: changed === envelope };
  }

  async openVault() {
    const vault = this.p.VaultEnvelope.parse(await this.bytes(this.job.vault));
    return { kid: (await vault.open(await this.key(), this.job.kid)).kid };
  }

  async sealBlob() {
    const sentence = await this.p.parseWords(this.job.words);
    const blob = await this.p.sealBlob(JSON.parse(await this.text(this.job.key)), sentence);
    await this.io.write(`${this.job.name}.jwe`, new Blob([blob]));
    return {};
  }

  async openKey() {
    return { kid: (await this.key()).kid };
  }

  async vector() {
    const { input } = JSON.parse(await this.text(this.job.file));
    return outcomeOf(this.p, this.job.format, input, () => this.key());
  }
}
