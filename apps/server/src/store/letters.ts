import type { Laurel } from '../laurel.ts';
import { deadLetters } from '../metrics.ts';
import type { LetterDocument } from './documents.ts';

/** Tries by itself, each pause twice the one before, from a minute on; then somebody has to look. */
const TRIES = 6;
const PAUSE = 60_000;
const LONGEST = 500;

type Letter = Pick<LetterDocument, 'kind' | 'program' | 'member' | 'entry'>;

/** The name under which something is set aside, once however often it fails. */
function letterId({ kind, member, entry }: Pick<Letter, 'kind' | 'member' | 'entry'>): string {
  return `${kind}:${entry ?? member}`;
}

/**
 * Sets aside what cannot be done, with its reason, so that the rest goes on. `laurel audit` shows it, and `laurel letters retry`
 * does it again.
 */
export async function setAside(
  { store, logger, now }: Pick<Laurel, 'store' | 'logger' | 'now'>,
  letter: Letter,
  error: unknown,
): Promise<void> {
  const _id = letterId(letter);
  const reason = reasonOf(error);
  logger.error({ err: error, letter: _id }, 'something cannot be done and is set aside; laurel letters shows it');
  deadLetters.inc({ kind: letter.kind });
  const at = new Date(now());
  // Whoever dies between the two writes leaves it to be tried again.
  const soon = new Date(at.getTime() + PAUSE);
  const found = (await store.letters.collection.findOneAndUpdate(
    { _id } as never,
    { $set: { ...letter, reason, at }, $inc: { tries: 1 }, $setOnInsert: { since: at, again: soon } },
    { upsert: true, returnDocument: 'after' },
  )) as unknown as LetterDocument;
  const again = found.tries >= TRIES ? null : new Date(at.getTime() + PAUSE * 2 ** (found.tries - 1));
  await store.letters.collection.updateOne({ _id } as never, { $set: { again } });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, LONGEST);
  const cause = error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
  return cause.slice(0, LONGEST);
}
