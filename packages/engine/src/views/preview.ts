import type {
  ChallengePreview,
  DrawPreview,
  PreviewView,
  ProductPreview,
  Program,
  SilenceView,
  StreakPreview,
} from '@laurel/contract';
import { targetOf } from '../challenges/step.ts';
import { closedBecause, triesLeft } from '../draws/play.ts';
import { settled } from '../due/settled.ts';
import { orderEvent } from '../earn/again.ts';
import { isDated } from '../earn/program.ts';
import { memberOf, timeOf } from '../earn/subject.ts';
import { copyState } from '../evolve/empty.ts';
import { evolve } from '../evolve/evolve.ts';
import { movedBy } from '../ledger/postings.ts';
import type { Entry } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { isPurchase } from '../order/fact.ts';
import { isSeen } from './challenge.ts';
import { drawView } from './draw.ts';
import { awardView } from './entry.ts';
import { type Pen, penOf, sentence } from './pen.ts';
import { reversedIn, sentenceOf } from './sentence.ts';
import { streakView } from './streak.ts';
import { textOf } from './text.ts';
import { silenceView, whyOf } from './why.ts';

/**
 * What an entry that nobody appends would come to.
 * @param before the state that it was decided on
 * @param ifJoined whether it holds only once the visitor has joined
 */
export function previewView(
  program: Program,
  before: State,
  entry: Entry,
  { ifJoined, locale, attributes = {} }: { ifJoined: boolean; locale: string; attributes?: Record<string, unknown> },
): PreviewView {
  const pen = penOf(locale, program);
  const after = evolve(copyState(before), entry);
  const lasting = entry.changes.flatMap((change) => (change.kind === 'lot.opened' ? (change.activeAt ?? []) : []));
  const last = Math.max(entry.recordedAt, ...lasting);
  const { available, pending } = earnedIn(entry);
  const reversed = reversedIn(entry);
  const draws = drawsIn(program, before, entry, locale, attributes);
  return {
    points: available + pending - reversed,
    available,
    pending,
    outcome: entry.outcome,
    reason: entry.reason,
    ifJoined,
    awards: entry.awards.map((award) => awardView(entry, award, pen)),
    silent: silentIn(program, entry, pen),
    reversed,
    challenges: challengesIn(program, before, after, entry, pen),
    streaks: streaksIn(program, before, after, entry, pen),
    draws,
    badges: entry.changes.flatMap((change) => (change.kind === 'badge.granted' ? [change.badge] : [])),
    tier: {
      before: before.tier.id,
      after: after.tier.id,
      later: last > entry.recordedAt ? settled(program, after, last).state.tier.id : after.tier.id,
    },
    balance: after.available - after.owed,
    programVersion: entry.version,
    text: draws.reduce((text, { name }) => `${text} ${sentence(pen.words.wouldDraw(name))}`, sentenceOf(entry, pen)),
    why: whyOf({ ...entry, silent: [], changes: seenChanges(program, after, entry) }, pen),
  };
}

/** "Earn 42 points with this product." */
export function productPreview(program: Program, sku: string, points: number, locale: string): ProductPreview {
  const pen = penOf(locale, program);
  const { words } = pen;
  return { sku, points, text: points > 0 ? words.withProduct(pen.points(points)) : words.nothingWithProduct };
}

/** Without what moves a challenge that stays hidden. */
function seenChanges(program: Program, after: State, { changes }: Entry): Entry['changes'] {
  const hidden = new Set(
    program.challenges.filter((one) => !isSeen(one, after.challenges[one.id])).map(({ id }) => id),
  );
  return changes.filter((change) => !('challenge' in change && hidden.has(change.challenge)));
}

/** Points that come into being, by the account that they come to. */
function earnedIn({ changes }: Pick<Entry, 'changes'>): { available: number; pending: number } {
  const sums = { available: 0, pending: 0 };
  for (const change of changes) {
    const moved = movedBy(change);
    if (moved?.[0] === 'issued' && (moved[1] === 'available' || moved[1] === 'pending')) sums[moved[1]] += moved[2];
  }
  return sums;
}

/** Every rule of the program that gave nothing, and what else came with the fact and had no effect. */
function silentIn(program: Program, entry: Entry, pen: Pen): SilenceView[] {
  const told = new Set([
    ...entry.awards.map(({ rule }) => rule),
    ...entry.silent.flatMap(({ rule, of }) => (of ? [] : [rule])),
  ]);
  const others = program.rules
    .filter(({ id }) => !told.has(id))
    .map(({ id, on }) => ({
      rule: id,
      reason: on === entry.fact?.type ? (entry.reason ?? 'condition') : ('other_event' as const),
    }));
  return [...entry.silent, ...others].map((silence) => silenceView(silence, pen));
}

/** Streaks that the event is an activity of, where it is judged at all. */
function streaksIn(program: Program, before: State, after: State, entry: Entry, pen: Pen): StreakPreview[] {
  const { fact, outcome, changes } = entry;
  if (!fact || outcome !== 'applied') return [];
  return program.streaks.flatMap((streak) => {
    const { id, per } = streak;
    const of = changes.filter((change) => 'streak' in change && change.streak === id);
    const isActivity = streak.on.includes(fact.type) && isDated(streak, fact.occurredAt);
    // Where its condition does not hold, the event has nothing to do with it.
    if (of.length === 0 && !(isActivity && streak.when === undefined)) return [];
    const length = (state: State) =>
      streakView(program, streak, { ...state, recordedAt: Math.max(state.recordedAt, entry.recordedAt) }, pen.locale)
        .current;
    const reached = of.flatMap((change) => (change.kind === 'streak.reached' ? [change] : []));
    const [was, is] = [length(before), length(after)];
    return {
      id,
      name: pen.name('streaks', id),
      per,
      before: was,
      after: is,
      kept: of.some(({ kind }) => kind === 'streak.kept') && is > 0 && !isKeptBefore(before, entry, id),
      reached: reached.map((change) => change.length),
      points: reached.reduce((sum, { points }) => sum + points, 0),
    };
  });
}

/** A second activity of one day is noted too, where an order alone kept it up before. */
function isKeptBefore({ streaks }: State, { changes }: Entry, id: string): boolean {
  return changes.some(
    (change) =>
      change.kind === 'streak.kept' &&
      change.streak === id &&
      streaks[id]?.runs.some(({ from, to }) => from <= change.unit && change.unit <= to),
  );
}

/** Draws that the event would start: what an entry that is appended has drawn, one that is not only says may be. */
function drawsIn(
  program: Program,
  before: State,
  { fact, outcome, reason, recordedAt, tier }: Entry,
  locale: string,
  attributes: Record<string, unknown>,
): DrawPreview[] {
  if (!fact || outcome !== 'applied' || reason === 'order_refunded') return [];
  const { occurredAt: at, type, data } = fact;
  const state = settled(program, before, recordedAt).state;
  const event = isPurchase(type) ? orderEvent(type, data, state.orders) : { ...data, type };
  const time = timeOf(program.timeZone, at);
  const subject = { event, member: memberOf(program, state, { tier, attributes, time }), time };
  return program.draws.flatMap((draw) => {
    if (draw.on !== type || closedBecause({ program, state }, draw, subject, at)) return [];
    const { id, name, total, prizes, consolation } = drawView(draw, locale);
    return { id, name, total, prizes, consolation, left: triesLeft(program, state, draw, at)?.left ?? null };
  });
}

function challengesIn(program: Program, before: State, after: State, entry: Entry, pen: Pen): ChallengePreview[] {
  const moved = new Set(
    entry.changes.flatMap((change) =>
      change.kind === 'challenge.progressed' || change.kind === 'challenge.completed' ? [change.challenge] : [],
    ),
  );
  return program.challenges.flatMap((challenge) => {
    const { id, steps, grant } = challenge;
    // One that is hidden stays so, unless this would bring it to light.
    if (!moved.has(id) || !isSeen(challenge, after.challenges[id])) return [];
    const done = entry.changes.find((change) => change.kind === 'challenge.completed' && change.challenge === id);
    return {
      id,
      name: pen.name('challenges', id),
      steps: steps.map((step, at) => {
        const target = targetOf(step);
        const value = (state: State) => Math.min(target, state.challenges[id]?.steps[at] ?? 0);
        const name = step.name === undefined ? null : textOf(step.name, pen.locale, '');
        return { name, before: value(before), after: value(after), target };
      }),
      completed: done !== undefined,
      points: done?.kind === 'challenge.completed' ? done.points : 0,
      badge: done && grant.badge !== undefined ? grant.badge : null,
    };
  });
}
