import { addressOf, checkAddress } from './address.js';
import { bigint, concat, text, unbase64url, unbigint, unhex, utf8 } from './bytes.js';
import { MalformedError, RegistrationError, UnsupportedError } from './errors.js';
import { members, parseObject } from './json.js';
import { thumbprint } from './jwk.js';
import { keccak256 } from './keccak.js';
import { parseBlob } from './keystore.js';
import { checkPublic, verifyPss } from './rsa.js';
import { isSignatureOf, isSignatureRange, pointOf } from './secp256k1.js';

const FORMAT = 'registration-v1';
const MAX_BYTES = 65_536;
const MEMBERS = {
  typ: 'string',
  signup_reference_id: 'string',
  wallet_address: 'string',
  ecdsa_public_key: 'string',
  rsa_public_key: 'object',
  encryptedECDSAPrivateKey: 'string',
  encryptedRsaPrivateKey: 'string',
  ecdsa_verification_signature: 'string',
  rsa_verification_signature: 'string',
  key_binding_signature: 'string',
};
const DOMAIN = 'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)';
const BINDING =
  'KeyBinding(address wallet,bytes32 rsaThumbprint,bytes32 ecdsaBlobHash,bytes32 rsaBlobHash,string signupReferenceId)';

/**
 * registration-v1, as a server checks it before it believes anything.
 * @param {Uint8Array} bytes
 * @param {{signupReferenceId: string, chainId: number, registry: string}} expected what the server knows by itself
 * @returns {Promise<object>} the RSA key that is proved to be the patient's, as a public JWK
 */
export async function verifyRegistration(bytes, { signupReferenceId, chainId, registry }) {
  const claim = parse(bytes);
  const { wallet_address: address, rsa_public_key: rsa, point } = claim;
  const rsaThumbprint = await thumbprint(rsa);
  require(claim.signup_reference_id === signupReferenceId, 'signup-reference');
  require(addressOf(point) === address, 'address');
  require(claim.walletBlob.kid === address, 'wallet-blob');
  require(claim.rsaBlob.kid === rsaThumbprint, 'rsa-blob');
  const message = utf8(address);
  const signed = keccak256(concat(utf8(`\u0019Ethereum Signed Message:\n${message.length}`), message));
  require(isBy(point, claim.walletSignature, signed), 'wallet-signature');
  require(await verifyPss(rsa, message, claim.rsaSignature), 'rsa-signature');
  const struct = keccak256(
    concat(
      keccak256(utf8(BINDING)),
      addressWord(address),
      unbase64url(rsaThumbprint),
      await sha256(claim.encryptedECDSAPrivateKey),
      await sha256(claim.encryptedRsaPrivateKey),
      keccak256(utf8(signupReferenceId)),
    ),
  );
  const digest = keccak256(concat(Uint8Array.of(0x19, 0x01), domain(chainId, registry), struct));
  require(isBy(point, claim.bindingSignature, digest), 'key-binding');
  const { e, kty, n } = rsa;
  return { e, kid: rsaThumbprint, kty, n };
}

function parse(bytes) {
  if (bytes.length > MAX_BYTES) {
    throw new MalformedError('registration', `${bytes.length} bytes`);
  }
  const json = parseObject(text(bytes, 'registration'), 'registration');
  if (typeof json.typ === 'string' && json.typ !== FORMAT) {
    throw new UnsupportedError('typ', json.typ);
  }
  members(json, MEMBERS, 'registration');
  if (!/^[\x21-\x7e]{1,128}$/.test(json.signup_reference_id)) {
    throw new MalformedError('signup_reference_id', 'not 1 to 128 visible ASCII characters');
  }
  checkAddress(json.wallet_address, 'wallet_address');
  if ('d' in json.rsa_public_key) {
    throw new MalformedError('rsa_public_key', 'a private key');
  }
  checkPublic(json.rsa_public_key);
  return {
    ...json,
    point: parsePoint(json.ecdsa_public_key),
    walletBlob: parseBlob(json.encryptedECDSAPrivateKey),
    rsaBlob: parseBlob(json.encryptedRsaPrivateKey),
    walletSignature: parseSignature(json.ecdsa_verification_signature, 'ecdsa_verification_signature'),
    rsaSignature: unbase64url(json.rsa_verification_signature, 'rsa_verification_signature'),
    bindingSignature: parseSignature(json.key_binding_signature, 'key_binding_signature'),
  };
}

/** @returns {Uint8Array} x and y */
function parsePoint(value) {
  const point = unhex(/^0x04([0-9a-f]{128})$/.exec(value)?.[1] ?? '');
  if (point.length === 0 || pointOf(point.subarray(0, 32), point.subarray(32)) === undefined) {
    throw new MalformedError('ecdsa_public_key', 'no uncompressed point of secp256k1 in lower case');
  }
  return point;
}

function parseSignature(value, place) {
  const bytes = unhex(/^0x([0-9a-fA-F]{130})$/.exec(value)?.[1] ?? '');
  if (bytes.length === 0 || !isSignatureRange(bytes) || (bytes[64] !== 27 && bytes[64] !== 28)) {
    throw new MalformedError(place, 'not r, s and v in their bounds');
  }
  return bytes;
}

function isBy(point, signature, digest) {
  const key = pointOf(point.subarray(0, 32), point.subarray(32));
  return isSignatureOf(key, digest, signature, signature[64] - 27);
}

function domain(chainId, registry) {
  const [name, version] = ['Patientory', '1'].map((value) => keccak256(utf8(value)));
  return keccak256(
    concat(keccak256(utf8(DOMAIN)), name, version, unbigint(BigInt(chainId), 32), addressWord(registry)),
  );
}

const addressWord = (address) => unbigint(bigint(unhex(address.slice(2))), 32);

const sha256 = async (ascii) => new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(ascii)));

function require(holds, flaw) {
  if (!holds) {
    throw new RegistrationError(flaw);
  }
}
