import { randomBytes } from 'node:crypto';

/** A random id of ours: 128 bits, written so that it fits in an address. */
export function drawId(prefix: 'prg' | 'mem' | 'pk' | 'clm' | 'whk'): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`;
}
