/** All of it: formats of patientory-crypto on WebCrypto, without a library. */
export * from './errors.js';
export { parseWords } from './words.js';
export { rsaKeyOf } from './derivation.js';
export { privateKeyOf, recipientOf } from './keys.js';
export { thumbprint } from './jwk.js';
export { VaultKey } from './vault.js';
export { openBlob, parseBlob, sealBlob } from './keystore.js';
export { verifyRegistration } from './registration.js';
export { BodyReader, decryptBody, encryptBody } from './body.js';
export { Envelope, VaultEnvelope } from './envelope.js';
export { Ptoy, isPtoy } from './ptoy.js';
export { cidOf } from './cid.js';
export { collect } from './streams.js';
export { openRecord, sealRecord } from './record.js';
