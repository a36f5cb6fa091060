/** A signing secret, taken apart: `ss_<kid>_<secret in base64url>`, so that a shop configures one value. */
export interface SigningSecret {
  kid: string;
  key: Uint8Array;
}

// The id has no underscore, so that the first one after it begins the secret, which may have some.
const shape = /^ss_([A-Za-z0-9-]+)_([A-Za-z0-9_-]+)$/;

/**
 * Takes a signing secret apart.
 * @throws TypeError if it has another shape or fewer than 32 bytes, which HS256 needs
 */
export function readSigningSecret(text: string): SigningSecret {
  const [, kid, secret] = shape.exec(text.trim()) ?? [];
  if (!kid || !secret)
    throw new TypeError('a signing secret looks like ss_ID_SECRET; copy it whole from `laurel keys`');
  const key = new Uint8Array(Buffer.from(secret, 'base64url'));
  if (key.length < 32) throw new TypeError('the signing secret is cut short; copy it whole from `laurel keys`');
  return { kid, key };
}
