import { EcdhPrivateKey, EcdhRecipient } from './ecdh.js';
import { UnsupportedError } from './errors.js';
import { RsaPrivateKey, RsaRecipient } from './rsa.js';
import { VaultKey } from './vault.js';

const KINDS = {
  RSA: [RsaRecipient, RsaPrivateKey],
  EC: [EcdhRecipient, EcdhPrivateKey],
  OKP: [EcdhRecipient, EcdhPrivateKey],
};

function kind(jwk) {
  if (!Object.hasOwn(KINDS, jwk.kty)) {
    throw new UnsupportedError('kty of the key', jwk.kty);
  }
  return KINDS[jwk.kty];
}

/** Someone for whom envelopes are sealed. @param {object} jwk RSA, P-256 or X25519 */
export const recipientOf = async (jwk) => kind(jwk)[0].of(jwk);

/** Someone who opens them. @param {object} jwk private JWK: RSA, P-256 or X25519; or the key of a vault */
export const privateKeyOf = async (jwk) => (jwk.kty === 'oct' ? VaultKey.of(jwk) : kind(jwk)[1].of(jwk));
