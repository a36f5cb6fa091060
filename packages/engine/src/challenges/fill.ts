import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import { orderEvent } from '../earn/again.ts';
import type { ChallengeOf } from '../earn/program.ts';
import { memberOf, type Subject, timeOf } from '../earn/subject.ts';
import { copyState, emptyState } from '../evolve/empty.ts';
import { evolve } from '../evolve/evolve.ts';
import type { Command, Fill } from '../log/command.ts';
import type { Entry } from '../log/entry.ts';
import type { Fact } from '../log/fact.ts';
import type { State } from '../log/state.ts';
import { isOrderChange, isPurchase } from '../order/fact.ts';
import { remainingData } from '../order/give-back.ts';
import { isGone } from '../order/goods.ts';
import { settlementOf } from '../order/settlement.ts';
import { progressOf } from './progress.ts';

/** As rules and challenges name it. */
const JOINED = 'member.joined';

/** Which of some challenges a log has not been asked about: it was begun before them, and they were not filled. */
export function unfilled(fills: readonly Fill[], { status, begunBy, challenges }: State): Fill[] {
  if (status !== 'joined') return [];
  return fills.filter(({ challenge, version }) => begunBy < version && (challenges[challenge]?.filled ?? 0) < version);
}

/**
 * Fills challenges that a version brought from what happened before it (RULES 10): in the order in which it happened, each order by what
 * remains of it. Where nothing counts, nothing is said. Only what was confirmed so gives for the past, and what it gives lives from now.
 */
export function fill(draft: Draft, { fills }: Extract<Command, { kind: 'fill' }>): Ending {
  const kind = 'challenge.filled';
  const { program, recordedAt: now } = draft;
  const apart = apartBecause(draft);
  if (apart) return { kind, outcome: 'refused', reason: apart };
  const left = unfilled(fills, draft.state);
  const facts = factsBefore(draft, left);
  let any = false;
  for (const { challenge: id, version, retroactive } of left) {
    const challenge = program.challenges.find((one) => one.id === id);
    if (!challenge) continue;
    for (const found of facts) {
      if (found.version >= version || knows(draft, found.version, id)) continue;
      if (!progressOf(draft, challenge, found, { gives: retroactive, now })) continue;
      if (found.of !== null) draft.subjects.add(found.of);
      any = true;
    }
  }
  if (any) for (const { challenge, version } of left) emit(draft, { kind, challenge, version, at: now });
  return { kind, outcome: 'applied', reason: null };
}

/** A fact that was judged, with what conditions saw of it then. */
interface Found {
  fact: Fact;
  subject: Subject;
  /** Its order, so that a refund finds what it did. */
  of: string | null;
  version: number;
}

/** Facts that any of some challenges counts, as they happened. */
function factsBefore(draft: Draft, fills: readonly Fill[]): Found[] {
  const { program, context } = draft;
  const past = context.past ?? [];
  const wanted = new Set(
    program.challenges
      .filter(({ id }) => fills.some(({ challenge }) => challenge === id))
      .flatMap(({ steps }: ChallengeOf) => steps.map(({ on }) => on)),
  );
  const found: Found[] = [];
  let before = emptyState();
  let of: string | null = null;
  for (const entry of past) {
    if (entry.member !== of) before = emptyState();
    of = entry.member;
    const fact = factOf(entry);
    const one = fact && wanted.has(fact.type) ? foundIn(draft, entry, fact, before) : null;
    if (one) found.push(one);
    before = evolve(before, entry);
  }
  return found.sort((a, b) => a.fact.occurredAt - b.fact.occurredAt);
}

function foundIn(draft: Draft, entry: Entry, fact: Fact, before: State): Found | null {
  const { program, context } = draft;
  const time = timeOf(program.timeZone, fact.occurredAt);
  const { attributes, standings = null } = context;
  const member = memberOf(program, copyState(before), { tier: entry.tier, attributes, time, standings });
  const { version } = entry;
  if (!isPurchase(fact.type))
    return { fact, version, of: null, subject: { event: { ...fact.data, type: fact.type }, member, time } };
  const of = `order:${String(fact.data.orderId)}`;
  const { goods, amended, handedTo } = settlementOf(context.past ?? [], of);
  if (!goods || isGone(goods) || handedTo !== null) return null;
  const data = remainingData(goods, amended ? { ...fact.data, ...amended.data } : fact.data);
  return { fact, version, of, subject: { event: orderEvent(fact.type, data, before.orders), member, time } };
}

/** What an entry judged; refunds and amendments stand in what remains of their orders. */
function factOf({ kind, outcome, fact, occurredAt, keys }: Entry): Fact | null {
  if (outcome !== 'applied') return null;
  if (kind === 'member.joined') return { type: JOINED, key: keys[0] ?? '', occurredAt, data: {} };
  return fact && !isOrderChange(fact.type) ? fact : null;
}

/** Whether a version had the challenge: what it judged was counted when it came. */
function knows({ context }: Draft, version: number, challenge: string): boolean {
  return context.versions.get(version)?.challenges.some(({ id }) => id === challenge) ?? false;
}
