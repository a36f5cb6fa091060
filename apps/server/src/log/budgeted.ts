import type { Change, Context, Entry } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../laurel.ts';
import { type Asked, earlierOf, type Granted, lower, reserveFrom } from './budget.ts';
import type { Job } from './job.ts';

type Pools = NonNullable<Context['pools']>;

/** Decides again and again, until everything that a decision needs of what all members share was asked for. */
export async function decideWithin<Made extends { entry: Entry }>(
  decideOn: (pools: Pools) => Made,
  ask: (asked: Asked) => Promise<Granted>,
): Promise<Made> {
  const pools = new Map<string, Granted>();
  for (;;) {
    const made = decideOn(pools);
    const asked = made.entry.changes.find(isAsked);
    if (!asked) return made;
    pools.set(asked.pool, await ask(asked));
  }
}

/** Reservations of a command that an earlier try of it made, in this process or another: they come back before it is decided. */
export class Earlier extends Error {
  constructor(readonly reservations: { pool: string; id: string }[]) {
    super('an earlier try of this command holds what it asks for');
  }
}

/**
 * Decides a job and reserves what its entry uses, to the point. What it holds from an earlier round is used again, so that a lost race
 * leaves nothing to others that it then misses.
 * @throws Earlier when too little is left and another try of the same command holds some
 */
export async function decideReserved<Made extends { entry: Entry }>(
  core: Pick<Laurel, 'store' | 'step'>,
  program: PublishedProgram,
  job: Job,
  decideOn: (pools: Pools) => Made,
): Promise<Made> {
  const asker = { member: job.member, key: job.command.key };
  const made = await decideWithin(decideOn, async (asked) => {
    const held = job.pools.get(asked.pool);
    if (held && held.n >= asked.n) return held;
    if (held) await give(core, program.id, job, asked.pool, 0);
    const granted = await reserveFrom(core.store, program, asked, asker);
    if (granted.n > 0) job.pools.set(asked.pool, granted);
    await core.step('reserved');
    if (granted.n < asked.n) {
      const earlier = await earlierOf(core.store, program.id, asked.pool, asker);
      const others = earlier.filter((id) => id !== granted.id);
      if (others.length > 0) throw new Earlier(others.map((id) => ({ pool: asked.pool, id })));
    }
    return granted;
  });
  const uses = usesOf(made.entry);
  for (const [pool, held] of [...job.pools]) await give(core, program.id, job, pool, uses.get(held.id)?.n ?? 0);
  return made;
}

async function give(
  { store }: Pick<Laurel, 'store'>,
  program: string,
  job: Job,
  pool: string,
  to: number,
): Promise<void> {
  const held = job.pools.get(pool);
  if (!held || held.n <= to) return;
  await lower(store, program, pool, held, to);
  if (to > 0) job.pools.set(pool, { id: held.id, n: to });
  else job.pools.delete(pool);
}

/** What an entry uses of which pools, by reservation. */
export function usesOf(entry: Entry): Map<string, { pool: string; n: number }> {
  const uses = new Map<string, { pool: string; n: number }>();
  for (const change of entry.changes) {
    if (change.kind !== 'pool.used' || change.reservation === null) continue;
    const n = (uses.get(change.reservation)?.n ?? 0) + change.n;
    uses.set(change.reservation, { pool: change.pool, n });
  }
  return uses;
}

function isAsked(change: Change): change is Asked {
  return change.kind === 'pool.used' && change.reservation === null;
}
