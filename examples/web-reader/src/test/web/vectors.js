/** The published cases of patientory-crypto's testkit: what a reader is given, and which outcome it comes to. */
const ERRORS = {
  MalformedError: 'malformed',
  UnsupportedError: 'unsupported',
  IntegrityError: 'integrity',
  NotARecipientError: 'not-a-recipient',
  WrongWordsError: 'wrong-words',
};
const MNEMONIC = { count: 'word-count', word: 'unknown-word', checksum: 'checksum' };

const base64url = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const unbase64url = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0));

/** A payload as the cases write it. */
function asPublished({ key, sha256, signed, ...payload }) {
  const digest = sha256 === undefined ? {} : { sha256: base64url(sha256) };
  const signer = signed ? { signed_by: payload.writer } : {};
  return { ...payload, ...digest, ...signer, key: { k: base64url(key), kty: 'oct' } };
}

/** Gives each kind of input to the reader; a result is a text that can be compared. */
const READERS = {
  'body-v1': async (p, { content_key, body }) => {
    const stream = p.decryptBody(new Blob([unbase64url(body)]).stream(), unbase64url(content_key));
    return base64url(new Uint8Array(await (await p.collect(stream)).arrayBuffer()));
  },
  'envelope-v1': async (p, { envelope, envelope_base64url }, key) => {
    const bytes = envelope === undefined ? unbase64url(envelope_base64url) : new TextEncoder().encode(envelope);
    return asPublished(await p.Envelope.parse(bytes).open(await key()));
  },
  'ptoy-v1': async (p, { file }, key) => {
    const ptoy = await p.Ptoy.parse(new Blob([unbase64url(file)]));
    const payload = await p.Envelope.parse(ptoy.envelope).open(await key());
    const plain = await p.collect(p.openRecord(ptoy.body, payload).stream);
    return { payload: asPublished(payload), plaintext: base64url(new Uint8Array(await plain.arrayBuffer())) };
  },
  'vault-key-v1': async (p, { envelope }, key) =>
    (await p.VaultEnvelope.parse(new TextEncoder().encode(envelope)).open(await key())).kid,
  'keystore-v1': async (p, { blob, words }) => p.openBlob(blob, await p.parseWords(words)),
  'registration-v1': async (p, { registration, signup_reference_id, chain_id, registry }) => {
    const expected = { signupReferenceId: signup_reference_id, chainId: chain_id, registry };
    return (await p.verifyRegistration(new TextEncoder().encode(registration), expected)).kid;
  },
  'derivation-v1': async (p, { words, rotation }) => ({
    rsa_thumbprint: await p.thumbprint(await p.rsaKeyOf(await p.parseWords(words), rotation)),
  }),
};

export async function outcomeOf(patientory, format, input, key) {
  try {
    return { result: await READERS[format](patientory, input, key) };
  } catch (error) {
    return { error: nameOf(error), message: error.message };
  }
}

function nameOf(error) {
  switch (error.name) {
    case 'MnemonicError':
      return `mnemonic:${MNEMONIC[error.flaw]}`;
    case 'RegistrationError':
      return `registration:${error.flaw}`;
    default:
      return ERRORS[error.name] ?? error.name;
  }
}
