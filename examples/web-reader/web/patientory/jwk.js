import { base64url, utf8 } from './bytes.js';
import { canonical } from './json.js';

const REQUIRED = { RSA: ['e', 'kty', 'n'], EC: ['crv', 'kty', 'x', 'y'], OKP: ['crv', 'kty', 'x'], oct: ['k', 'kty'] };

/** RFC 7638 with SHA-256: the name of a key. */
export async function thumbprint(jwk) {
  const required = canonical(pick(jwk, REQUIRED[jwk.kty]));
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(required))));
}

export const pick = (jwk, names) => Object.fromEntries(names.map((name) => [name, jwk[name]]));

export const publicPart = (jwk) => pick(jwk, REQUIRED[jwk.kty]);
