import type { Program } from '@laurel/contract';
import { prizePools } from '../draws/prize.ts';
import { budgetCap, type Cap, capsOf, Spans } from './caps.ts';

/** What all members share, in the window of one instant. */
export interface Pool {
  /** The name that entries use it under. */
  pool: string;
  /** Whose it is: the program's own has no id. */
  of: 'rule' | 'campaign' | 'program' | 'draw';
  id: string | null;
  kind: 'budget' | 'limit';
  unit: 'points' | 'times';
  /** Points or times. */
  total: number;
  /** When the window ends, in milliseconds; null: never. */
  closesAt: number | null;
}

/** The budgets of a program, and its limits that all members share, in the windows that an instant lies in. */
export function poolsAt(program: Program, at: number): Pool[] {
  const spans = new Spans(program.timeZone, at);
  const { timeZone } = program;
  const owner = { owner: 'program', campaign: null } as const;
  const of = (whose: Pick<Pool, 'of' | 'id'>, { limit, budget }: Pick<Program, 'limit' | 'budget'>): Pool[] => {
    const name = whose.id === null ? whose.of : `${whose.of}:${whose.id}`;
    const caps = [...capsOf(name, limit, timeZone, at, owner, spans), ...budgetCap(name, budget, owner, spans)];
    return caps.filter(({ kind }) => kind === 'shared').map((cap) => ({ ...whose, ...poolOf(cap) }));
  };
  return [
    ...of({ of: 'program', id: null }, program),
    ...program.rules.flatMap(({ id, limit, budget }) => of({ of: 'rule', id }, { limit: limit as never, budget })),
    ...program.draws.flatMap(({ id, prizes }) =>
      prizes.flatMap((prize) =>
        prizePools(id, prize).map(({ pool, total, unit, budget }): Pool => {
          const kind = budget ? 'budget' : 'limit';
          return { pool, of: 'draw', id, kind, unit, total, closesAt: null };
        }),
      ),
    ),
    ...program.campaigns.flatMap(({ id, limit, budget }) => of({ of: 'campaign', id }, { limit, budget })),
  ];
}

/** What a program says that a pool holds, in whichever window; null: the program has none of that name. */
export function totalOf(program: Program, pool: string): number | null {
  const name = timeless(pool);
  return poolsAt(program, 0).find((each) => timeless(each.pool) === name)?.total ?? null;
}

function poolOf({ window, reason, points, times, closesAt }: Cap): Omit<Pool, 'of' | 'id'> {
  return {
    pool: window,
    kind: reason === 'budget' ? 'budget' : 'limit',
    unit: points === null ? 'times' : 'points',
    total: points ?? times ?? 0,
    closesAt,
  };
}

/** The name of a pool without the start of its window. */
function timeless(pool: string): string {
  return pool.replace(/:-?\d+(?=(?::points|:times)?$)/, '');
}
