import { createHash } from 'node:crypto';
import { LaurelError } from '../../laurel.ts';
import { isRefused } from './refused.ts';
import { WORDS } from './words.ts';

/** Letters and digits of any script, with single blanks and a few marks between them: nothing invisible, nothing that turns text round. */
const ALIAS = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[ ._'’-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u;

/**
 * The alias as it is shown to others.
 * @param refused words of the merchant's that no name may contain
 * @throws LaurelError `bad_request` when it has characters that could deceive or disturb, or such a word
 */
export function readAlias(alias: string, refused: readonly string[] = []): string {
  const read = alias.normalize('NFC').trim().replace(/\s+/gu, ' ');
  const length = [...read].length;
  if (isRefused(read, refused))
    throw new LaurelError('bad_request', [
      { path: 'alias', message: 'a name with a word that this programme does not allow' },
    ]);
  if (length >= 2 && length <= 30 && ALIAS.test(read)) return read;
  throw new LaurelError('bad_request', [
    {
      path: 'alias',
      message: '2 to 30 letters and digits, with single blanks, dots, hyphens or apostrophes between them',
    },
  ]);
}

/**
 * The friendly name of a member who has chosen none: always the same for the same seed, in the language of whoever looks.
 * Two members may share one; a row has an id of its own.
 */
export function aliasOf(member: string, locale: string): string {
  const hash = createHash('sha256').update(`alias:${member}`).digest();
  const [first, second] = [hash.readUInt32BE(0), hash.readUInt32BE(4)];
  const animal = WORDS.animals[first % WORDS.animals.length];
  const manner = WORDS.manners[second % WORDS.manners.length];
  if (!animal || !manner) return '';
  if (!locale.toLowerCase().startsWith('fr')) return `${manner.en} ${animal.en}`;
  return `${animal.fr} ${animal.feminine ? manner.fr[1] : manner.fr[0]}`;
}

/** The name under which others see a member. */
export function shownAs({ _id, alias }: { _id: string; alias: string | null }, locale: string): string {
  return alias ?? aliasOf(_id, locale);
}
