import { numberAt, valueAt } from '../challenges/step.ts';
import type { BoardOf } from '../earn/program.ts';
import type { Entry } from '../log/entry.ts';
import { isOrderChange } from '../order/fact.ts';
import { sourceOf } from './concern.ts';

/** What an entry does to one of a member's contributions to a board. */
export interface Shift {
  /** Which contribution: an order, a challenge, or the entry itself. */
  key: string;
  /** What it adds, below zero for a refund; null: the contribution is gone. */
  n: number | null;
  /** The instant that says in which period it counts: for a refund the order's. */
  at: number;
  /** What is told apart where different values are counted; null elsewhere. */
  value: string | null;
  /** No entry before can have had this contribution. */
  fresh: boolean;
  /** The contribution was gone and is there again, as it was or with this number: only the log knows which. */
  back?: true;
}

/** What an entry does to a member's contributions to a board. Facts add; only what undoes them subtracts. */
export function shiftsOf(board: Pick<BoardOf, 'score'>, entry: Entry): Shift[] {
  const source = sourceOf(board);
  if ('event' in source) return factShifts(entry, source.event, source.path, 'distinct' in board.score);
  const shifts: Shift[] = [];
  for (const change of entry.changes) {
    if (change.kind !== 'tallied' || change.metric !== source.metric) continue;
    const key = change.subject ?? `#${entry.seq}`;
    const same = shifts.find((shift) => shift.key === key && shift.at === change.at);
    if (same) same.n = (same.n ?? 0) + change.n;
    else shifts.push({ key, n: change.n, at: change.at, value: null, fresh: isFresh(entry, key) });
  }
  return shifts;
}

/** An order is judged once; what has no subject is the entry's own. */
function isFresh({ fact, subjects, seq }: Entry, key: string): boolean {
  return key === `#${seq}` || (fact?.type === 'order.paid' && key === subjects[0]);
}

/** Facts of a kind, counted (`path` null), told apart by a value, or by a number in their data. */
function factShifts(entry: Entry, type: string, path: string | null, distinct: boolean): Shift[] {
  const { fact, standing, kind, outcome, seq } = entry;
  const isOrder = type === 'order.paid';
  if (isOrder && (kind === 'subject.handed_over' || (fact && isOrderChange(fact.type))))
    return changeShifts(entry, distinct ? null : path, distinct);
  if (kind !== 'fact.judged' || outcome !== 'applied' || fact?.type !== type) return [];
  const order = isOrder ? standing : null;
  if (order?.gone) return [];
  const at = fact.occurredAt;
  const key = order ? orderKey(entry) : `#${seq}`;
  if (distinct) {
    const value = path === null ? null : textAt(fact.data, path);
    return value === null ? [] : [{ key, n: 1, at, value, fresh: true }];
  }
  const money = order && path !== null && isMoney(path) ? order[path].after : null;
  const n = path === null ? 1 : (money ?? numberAt(fact.data, path));
  return n !== null && n > 0 ? [{ key, n, at, value: null, fresh: true }] : [];
}

/** An order that was given back in full no longer counts; one that was changed counts with the amounts that it has now. */
function changeShifts(entry: Entry, path: string | null, distinct: boolean): Shift[] {
  const { standing } = entry;
  if (!standing) return [];
  const { at, gone } = standing;
  const shift = { key: orderKey(entry), at, value: null, fresh: false };
  if (gone) return [{ ...shift, n: null }];
  if (standing.back) {
    const n = path !== null && isMoney(path) ? standing[path].after : path === null && !distinct ? 1 : null;
    return [{ ...shift, n, back: true }];
  }
  if (path === null || !isMoney(path)) return [];
  const { before, after } = standing[path];
  return after === before ? [] : [{ ...shift, n: after - before }];
}

function orderKey({ subjects, seq }: Entry): string {
  return subjects[0] ?? `#${seq}`;
}

function isMoney(path: string): path is 'subtotal' | 'total' {
  return path === 'subtotal' || path === 'total';
}

/** The text, number or truth at a dotted path as text, or null. */
function textAt(data: unknown, path: string): string | null {
  const value = valueAt(data, path);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
