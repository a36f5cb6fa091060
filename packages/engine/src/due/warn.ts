import type { Draft } from '../decide/draft.ts';
import { emit } from '../decide/draft.ts';
import type { Lot } from '../log/state.ts';
import { addDuration } from '../time/add.ts';
import { dayOf } from '../time/day.ts';

type Settings = Pick<Draft, 'program' | 'state'>;

/** The next instant at which a member is to be told that points are about to expire; null: none, or the program tells nobody. */
export function nextWarning(draft: Settings): number | null {
  const lot = firstUntold(draft);
  return lot ? warnsAt(draft, lot) : null;
}

/** Tells of the lots whose time it is: those of one local day together, each lot once. */
export function warn(draft: Draft, at: number): void {
  const { timeZone } = draft.program;
  for (let lot = firstUntold(draft); lot && warnsAt(draft, lot) <= at; lot = firstUntold(draft)) {
    const { expiresAt } = lot;
    const { end } = dayOf(timeZone, expiresAt);
    const told = untold(draft).filter((one) => one.expiresAt < end);
    const points = told.reduce((sum, one) => sum + one.points, 0);
    emit(draft, { kind: 'expiry.warned', lots: told.map(({ id }) => id), points, expiresAt, at });
  }
}

type Ending = Lot & { expiresAt: number };

function warnsAt({ program }: Settings, { expiresAt }: Ending): number {
  return addDuration(program.timeZone, expiresAt, { days: program.points.warn?.days ?? 0 }, -1);
}

function firstUntold(draft: Settings): Ending | undefined {
  return draft.program.points.warn ? draft.state.lots.find(isUntold) : undefined;
}

/** Available lots that will expire and that nobody was told of, soonest first: the order in which lots stand. */
function untold({ state }: Settings): Ending[] {
  return state.lots.filter(isUntold);
}

function isUntold(lot: Lot): lot is Ending {
  return lot.activeAt === null && lot.expiresAt !== null && !lot.warned;
}
