import type { CauseView } from '@laurel/contract';
import { textOf } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { totalsOf } from '../../project/sums/total.ts';
import { told } from '../../store/faults.ts';

/** How long a process trusts the totals that it has read, in milliseconds. */
const TRUST = 1_000;
const read = new WeakMap<object, Map<string, { until: number; totals: Promise<Totals> }>>();

/** What was given to each cause, by cause. */
export type Totals = Record<string, { money: number; trees: number; cost: number }>;

/**
 * What a program's rewards have given to its causes so far: the sums over all logs, which any process may rebuild and which each
 * entry is counted in once. Seconds behind at most.
 */
export async function causeTotals({ store }: Pick<Laurel, 'store'>, program: PublishedProgram): Promise<Totals> {
  if (program.document.causes.length === 0) return {};
  const known = read.get(store) ?? new Map();
  read.set(store, known);
  const standing = known.get(program.id);
  if (standing && standing.until > Date.now()) return standing.totals;
  const totals = sumUp({ store }, program.id);
  known.set(program.id, { until: Date.now() + TRUST, totals });
  return totals;
}

/** The causes of a program with what was given to them. */
export async function listCauses(laurel: Laurel, program: PublishedProgram, locale: string): Promise<CauseView[]> {
  try {
    const totals = await causeTotals(laurel, program);
    return program.document.causes.map(({ id, name, description, tree }) => ({
      id,
      name: textOf(name, locale, id),
      description: description === undefined ? null : textOf(description, locale, ''),
      donated: totals[id]?.money ?? 0,
      trees: totals[id]?.trees ?? 0,
      unitPrice: tree ?? null,
      amount: (totals[id]?.money ?? 0) + (totals[id]?.cost ?? 0),
    }));
  } catch (error) {
    throw told(error);
  }
}

async function sumUp({ store }: Pick<Laurel, 'store'>, program: string): Promise<Totals> {
  const totals: Totals = {};
  const given = await totalsOf(store, program, (name) => name.startsWith('gave:'));
  for (const [name, n] of Object.entries(given)) {
    const [, cause, unit] = /^gave:([^:]+):(money|trees|cost)$/.exec(name) ?? [];
    if (cause === undefined) continue;
    const total = totals[cause] ?? { money: 0, trees: 0, cost: 0 };
    totals[cause] = total;
    total[unit as 'money' | 'trees' | 'cost'] += n;
  }
  return totals;
}
