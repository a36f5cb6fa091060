import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import type { FreezeCause } from '../log/change.ts';
import type { Command } from '../log/command.ts';
import { zoneOf } from './keep.ts';
import { unitAt } from './unit.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** More freezes: bought, or given by the shop. One never has more than the program says. */
export function addFreezes(draft: Draft, id: string, n: number, cause: FreezeCause): boolean {
  const streak = draft.program.streaks.find((one) => one.id === id);
  if (!streak) return false;
  const unit = unitAt(zoneOf(draft, id), draft.recordedAt, streak.per);
  emit(draft, { kind: 'streak.frozen', streak: id, n, most: streak.freezes?.most ?? 100, unit, cause });
  return true;
}

/** Freezes by hand. */
export function giveFreezes(draft: Draft, { streak, n, by, why }: Of<'giveFreezes'>): Ending {
  const kind = 'streak.changed';
  const apart = apartBecause(draft);
  if (apart) return { kind, outcome: 'refused', reason: apart };
  return addFreezes(draft, streak, n, { kind: 'hand', by, why })
    ? { kind, outcome: 'applied', reason: null }
    : { kind, outcome: 'refused', reason: 'unknown_streak' };
}

/** Pauses a streak until an instant, or, with none, goes on with it from now. A shopper may as long as the program says. */
export function pauseStreak(draft: Draft, { streak: id, until, own }: Of<'pauseStreak'>): Ending {
  const kind = 'streak.changed';
  const refuse = (reason: NonNullable<Ending['reason']>): Ending => ({ kind, outcome: 'refused', reason });
  const { program, recordedAt: at } = draft;
  const apart = apartBecause(draft);
  if (apart) return refuse(apart);
  const streak = program.streaks.find((one) => one.id === id);
  if (!streak) return refuse('unknown_streak');
  const zone = zoneOf(draft, id);
  const unit = unitAt(zone, at, streak.per);
  if (until === null) {
    emit(draft, { kind: 'streak.resumed', streak: id, unit, at });
    return { kind, outcome: 'applied', reason: null };
  }
  const to = unitAt(zone, until - 1, streak.per);
  const most = own ? streak.pauses?.most : 366;
  if (most === undefined || until <= at || to - unit + 1 > most) return refuse('pause_not_allowed');
  emit(draft, { kind: 'streak.paused', streak: id, from: unit, to, at });
  return { kind, outcome: 'applied', reason: null };
}
