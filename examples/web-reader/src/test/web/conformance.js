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
    const { name, type, time, writer, size, cid } = payload;
    const about = { name, type, time, writer, size, cid };
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
    return { payload: await envelope.open(await this.key()), body };
  }

  async seal() {
    const file = await this.io.read(this.job.plain);
    const recipients = await this.recipients(this.job.recipients);
    const { body, cid, envelope } = await this.p.sealRecord(file, this.job.about, recipients, this.p.collect, { digest: this.job.digest });
    await this.io.write(`${this.job.name}.body`, body);
    await this.io.write(`${this.job.name}.json`, new Blob([envelope.toBytes()]));
    const ptoy = await this.p.Ptoy.create(envelope.toBytes(), body);
    await this.io.write(`${this.job.name}.ptoy`, ptoy);
    return { cid };
  }

  /** grant, copyFor or remove, as `how` says. */
  async change() {
    const envelope = this.p.Envelope.parse(await this.bytes(this.job.envelope));
    const { how, recipient, kid } = this.job;
    const other = recipient ? (await this.recipients([recipient]))[0] : kid;
    const changed = await envelope[how](await this.key(), other);
    await this.io.write(`${this.job.name}.json`, new Blob([changed.toBytes()]));
    return { kids: changed.kids };
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
}
