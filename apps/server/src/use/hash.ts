import { createHash } from 'node:crypto';
import { canonical } from '../log/canonical.ts';

/** A short hash of a value: equal values, equal hashes; 132 bits. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 22);
}
