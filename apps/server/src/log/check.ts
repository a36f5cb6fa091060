import { hash } from 'node:crypto';
import type { EntryDocument, VersionDocument } from '../store/documents.ts';
import { canonical, forgetText } from './canonical.ts';

/**
 * The checksum of an entry: SHA-256 over its canonical JSON, without the checksum itself. It is no signature; it finds
 * what a hand or a disk changed, as `laurel audit` does.
 */
export function checkOf(entry: Omit<EntryDocument, 'check'> & { check?: string }): string {
  const { check: _, ...rest } = entry;
  const text = canonical(rest);
  const lines = entry.fact?.data.lines;
  // Nobody needs it again.
  if (Array.isArray(lines)) forgetText(lines);
  return hash('sha256', text, 'base64url');
}

/** The checksum of a published version, over its number and document. */
export function checkOfVersion({
  program,
  version,
  document,
}: Pick<VersionDocument, 'program' | 'version' | 'document'>): string {
  return hash('sha256', canonical({ program, version, document }), 'base64url');
}
