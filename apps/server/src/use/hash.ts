import { hash } from 'node:crypto';
import { canonical } from '../log/canonical.ts';

/** A short hash of a value: equal values, equal hashes; 132 bits. */
export function hashOf(value: unknown): string {
  return hash('sha256', canonical(value), 'base64url').slice(0, 22);
}
