import { bytesText, explain } from './explain.js';
import { recognise, recordOf } from './files.js';
import {
  collect, Envelope, openBlob, openRecord, parseWords, privateKeyOf, recipientOf, rsaKeyOf, VaultEnvelope,
} from './patientory/index.js';
import { preview } from './preview.js';

const $ = (id) => document.getElementById(id);
const ROTATIONS = 3;
/** Above this a file goes to the disk while it is decrypted, where the browser lets a page write there. */
const LARGE = 256 * 1024 * 1024;

let chosen = [];
/** What is open: record, envelope, key, payload, plaintext. Dropped as a whole. */
let open;

async function choose(files) {
  chosen = [...chosen, ...(await Promise.all(Array.from(files, recognise)))];
  const items = chosen.map(({ file, kind, label }) => {
    const item = document.createElement('li');
    item.className = kind === 'unknown' ? 'odd' : '';
    item.append(file.name, element('span', `${label}, ${bytesText(file.size)}`));
    return item;
  });
  $('list').replaceChildren(...items);
  $('list').hidden = items.length === 0;
}

function element(name, text) {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}

/** Shows what is being done, and what went wrong; one thing at a time. */
async function working(doing, action) {
  $('error').hidden = true;
  $('open').disabled = true;
  show(doing);
  try {
    await action();
  } catch (error) {
    if (error.name !== 'AbortError') {
      $('error').textContent = explain(error);
      $('error').hidden = false;
    }
  } finally {
    $('open').disabled = false;
    $('work').hidden = true;
  }
}

function show(doing, part) {
  $('work').hidden = false;
  $('doing').textContent = doing;
  part === undefined ? $('progress').removeAttribute('value') : ($('progress').value = part);
}

/** The reader's key: from a file, from words with a blob, or from the words alone. */
async function readersKey(kids) {
  const file = chosen.find((one) => one.kind === 'key');
  if (file) {
    return privateKeyOf(file.jwk);
  }
  const sentence = await parseWords($('words').value);
  const blob = chosen.find((one) => one.kind === 'blob');
  if (blob) {
    return privateKeyOf(await openBlob(blob.text, sentence));
  }
  let key;
  for (let rotation = 0; rotation < ROTATIONS && !kids.includes(key?.kid); rotation++) {
    show(rotation === 0 ? 'Making your key from the words' : `Making your key from the words, number ${rotation + 1}`);
    key = await privateKeyOf(await rsaKeyOf(sentence, rotation));
  }
  return key;
}

/** The envelope of a vault, if one was given, stands between the reader's key and the record. */
async function unlock(record) {
  const envelope = Envelope.parse(record.envelope);
  const vaultFile = chosen.find((one) => one.kind === 'vault')?.file;
  const vault = vaultFile && VaultEnvelope.parse(new Uint8Array(await vaultFile.arrayBuffer()));
  const own = await readersKey(vault ? [...envelope.kids, ...vault.kids] : envelope.kids);
  const key = vault && !envelope.kids.includes(own.kid) ? await vault.open(own) : own;
  return { record, envelope, key, payload: await envelope.open(key) };
}

async function openChosen() {
  forget();
  const unlocked = await unlock(await recordOf(chosen));
  const { payload, record } = unlocked;
  const direct = payload.size > LARGE && 'showSaveFilePicker' in globalThis;
  const target = direct ? await globalThis.showSaveFilePicker({ suggestedName: payload.name }) : undefined;
  const { stream, matches } = openRecord(record.body, payload);
  const plain = await (target ? written(counted(stream, payload), target) : collect(counted(stream, payload)));
  open = { ...unlocked, plain };
  $('words').value = '';
  await present(matches());
}

function counted(stream, { size, name }) {
  let done = 0;
  const transform = (chunk, controller) => {
    done += chunk.length;
    show(`Decrypting and verifying ${name}`, size > 0 ? Math.min(1, done / size) : 1);
    controller.enqueue(chunk);
  };
  return stream.pipeThrough(new TransformStream({ transform }));
}

/** Into a file that gets its content only when all of it was verified: a failed pipe aborts the writing. */
async function written(stream, target) {
  await stream.pipeTo(await target.createWritable());
  return target.getFile();
}

async function present(matches) {
  const { payload, plain, envelope } = open;
  $('name').textContent = payload.name;
  $('verdict').textContent = matches
    ? 'Every byte was verified: nothing was altered, left out or exchanged.'
    : 'Every byte was verified, but size or SHA-256 are not those that the writer stated.';
  const rows = [
    ['Type', payload.type],
    ['Size', bytesText(plain.size)],
    ['Written', new Date(payload.time).toLocaleString()],
    ['Writer', `${payload.writer} (${payload.signed ? 'signed by this wallet' : 'not signed'})`],
    ['Readers', `${envelope.kids.length}`],
  ];
  $('about').replaceChildren(...rows.flatMap(([term, value]) => [element('dt', term), element('dd', value)]));
  const shown = await preview(plain, payload.type, payload.name);
  $('preview').replaceChildren(...(shown ? [shown] : []));
  $('preview').hidden = !shown;
  $('record').hidden = false;
  $('record').focus();
}

function forget() {
  open = undefined;
  $('record').hidden = true;
  $('preview').querySelectorAll('img').forEach((image) => URL.revokeObjectURL(image.src));
  $('preview').replaceChildren();
}

/** The browser's own download; the type keeps it from being shown as a page of ours. */
function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob.slice(0, blob.size, 'application/octet-stream'));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function share(file) {
  const { jwk } = await recognise(file);
  if (!jwk) {
    throw new Error('This file is no key.');
  }
  const changed = await open.envelope.grant(open.key, await recipientOf(jwk));
  open.envelope = changed;
  download(await open.record.rewrap(changed.toBytes()), open.record.name);
  $('verdict').textContent = `The new envelope is in your downloads. It opens for ${changed.kids.length} readers.`;
}

$('form').addEventListener('submit', (event) => {
  event.preventDefault();
  working('Reading the envelope', openChosen);
});
$('files').addEventListener('change', (event) => choose(event.target.files));
for (const name of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    $('drop').classList.toggle('over', name === 'dragover');
    if (name === 'drop') {
      choose(event.dataTransfer.files);
    }
  });
}
$('save').addEventListener('click', () => download(open.plain, open.payload.name));
$('recipient').addEventListener('change', ({ target }) => working('Sealing the envelope', () => share(target.files[0])));
$('forget').addEventListener('click', () => {
  forget();
  chosen = [];
  $('form').reset();
  choose([]);
  $('files').focus();
});
