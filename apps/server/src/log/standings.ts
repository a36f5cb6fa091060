import type { Program } from '@laurel/contract';
import { askedOfBuyer, type Standings } from '@laurel/engine';
import type { PublishedProgram } from '../laurel.ts';
import type { Store } from '../store/store.ts';

/** Milliseconds for which a process goes by what it has read. */
const FRESH = 30_000;

const known = new WeakMap<Program, { at: number; asked: Promise<Standings | null> }>();

/** What it takes to be among the best, as it was last counted; null: nobody asks, or it was not counted yet. */
export function standingsOf(
  store: Pick<Store, 'standings'>,
  { id, document }: Pick<PublishedProgram, 'id' | 'document'>,
): Promise<Standings | null> {
  if (!askedOfBuyer(document).top) return Promise.resolve(null);
  const before = known.get(document);
  if (before && Date.now() - before.at < FRESH) return before.asked;
  const asked = read(store, id);
  known.set(document, { at: Date.now(), asked });
  asked.catch(() => known.delete(document));
  return asked;
}

/** They were counted anew. */
export function forgetStandings(document: Program): void {
  known.delete(document);
}

async function read(store: Pick<Store, 'standings'>, program: string): Promise<Standings | null> {
  const found = await store.standings.findById(program).lean<{ spent: number[]; orders: number[] }>();
  return found ? { spent: found.spent, orders: found.orders } : null;
}
