import { Ptoy, isPtoy } from './patientory/index.js';

const SMALL = 70_000;
const BLOB = /^[\w-]+(\.[\w-]+){4}\s*$/;

/** What a chosen file is, by its content: people rename files. */
export async function recognise(file) {
  if (await isPtoy(file)) {
    return { kind: 'ptoy', label: 'record', file };
  }
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (start.length === 2 && start[0] === 0 && start[1] === 0) {
    return { kind: 'body', label: 'encrypted body', file };
  }
  const text = file.size <= SMALL ? await file.text() : '';
  if (BLOB.test(text)) {
    return { kind: 'blob', label: 'key blob', file, text: text.trim() };
  }
  return { file, ...json(text) };
}

function json(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'unknown', label: 'not recognised' };
  }
  if (value?.kty) {
    const secret = value.d ?? (value.kty === 'oct' ? value.k : undefined); // of a vault: all of it is the secret
    return secret ? { kind: 'key', label: 'private key', jwk: value } : { kind: 'public', label: 'public key', jwk: value };
  }
  if (!value?.protected) {
    return { kind: 'unknown', label: 'not recognised' };
  }
  return isVault(value.protected) ? { kind: 'vault', label: 'vault key' } : { kind: 'envelope', label: 'envelope' };
}

function isVault(header) {
  try {
    return atob(header.replace(/-/g, '+').replace(/_/g, '/')).includes('"patientory-vault-key-');
  } catch {
    return false;
  }
}

/** Envelope and body out of what was chosen, and how a changed envelope is given back. */
export async function recordOf(chosen) {
  const of = (kind) => chosen.find((one) => one.kind === kind)?.file;
  const single = of('ptoy');
  if (single) {
    const ptoy = await Ptoy.parse(single);
    const { envelope, body } = ptoy;
    return { envelope, body, name: single.name, rewrap: async (bytes) => (await ptoy.withEnvelope(bytes)).toBlob() };
  }
  const [envelope, body] = [of('envelope'), of('body')];
  if (!envelope || !body) {
    throw new Error(`Please add ${envelope ? 'the encrypted body' : body ? 'the envelope' : 'a record'} first.`);
  }
  const bytes = new Uint8Array(await envelope.arrayBuffer());
  return { envelope: bytes, body, name: envelope.name, rewrap: async (changed) => new Blob([changed]) };
}
