import type { Reason, Verdict } from '@laurel/contract';
import { affect, type Draft, emit, inHoldout } from '../decide/draft.ts';
import { FIRST } from '../evolve/referrals.ts';
import type { ReferralState } from '../log/state.ts';
import { addDuration } from '../time/add.ts';
import { assess, isBlank } from './assess.ts';
import { give } from './gain.ts';
import { friendGain, stepAt } from './steps.ts';
import { turnDown } from './withdraw.ts';

export interface Link {
  advocate: string;
  code: string;
}

/**
 * Links a friend to who recommended the programme, gives the welcome, and tells the advocate, unless that is too much of a risk.
 * @returns why not, or null when it was done
 */
export function link(
  draft: Draft,
  { advocate, code }: Link,
  { isNew, at }: { isNew: boolean; at: number },
): Reason | null {
  const { program, state, context } = draft;
  const { referral } = program;
  if (!referral) return 'reward_unavailable';
  if (advocate === context.member) return 'self_referral';
  if (state.referral) return 'already_referred';
  if (!isNew) return 'not_new';
  if (inHoldout(draft)) return 'holdout';
  const until = addDuration(program.timeZone, at, referral.window);
  emit(draft, { kind: 'referral.linked', advocate, code, at, until });
  const verdict = look(draft, 'joined', at);
  if (verdict === 'passed') welcome(draft, at);
  else draft.silent.push({ rule: 'referral', reason: reasonOf(verdict), of: 'referral' });
  return null;
}

/** Gives the welcome, for as long as the recommendation holds, and tells the advocate. */
export function welcome(draft: Draft, at: number): void {
  const { program, state, context } = draft;
  const { referral } = state;
  if (!referral || !program.referral) return;
  const { friend } = program.referral;
  const { member } = context;
  if (friend) give(draft, friend, { side: 'friend', friend: member, at, until: referral.until });
  const id = `react:${member}:joined${again(draft)}`;
  affect(draft, {
    kind: 'react',
    id,
    to: referral.advocate,
    reaction: { kind: 'friend.joined', friend: member, at, ...(referral.decided ? { again: true } : {}) },
  });
}

/** Links by the code that came with an order. The order stands, whatever becomes of the code. */
export function linkFromOrder(draft: Draft, by: Link | null, order: { isNew: boolean; at: number }): void {
  if (!by) return;
  const refused = link(draft, by, order);
  if (refused) draft.silent.push({ rule: 'referral', reason: refused, of: 'referral' });
}

/** What somebody decided, or else what the score says. */
export function verdictOf({ decided, risk }: ReferralState): Verdict {
  return decided?.verdict ?? risk?.verdict ?? 'passed';
}

/** Looks at the evidence, where there is any. A score never falls by itself, and never overrules what somebody decided. */
function look(draft: Draft, on: 'joined' | 'order', at: number): Verdict {
  const { evidence } = draft.context;
  const { referral } = draft.state;
  if (!referral) return 'passed';
  if (referral.decided || !evidence || evidence.advocate !== referral.advocate || isBlank(evidence))
    return verdictOf(referral);
  const { score, reasons, verdict } = assess(draft.program.referral?.risk, evidence);
  const known = referral.risk;
  if (known && known.score >= score) return verdictOf(referral);
  emit(draft, { kind: 'referral.assessed', on, score, reasons, verdict, at, evidence });
  return verdict;
}

function reasonOf(verdict: Verdict): Reason {
  return verdict === 'refused' ? 'referral_refused' : 'referral_in_review';
}

/** A friend's first order inside the window, if it comes to the minimum, is what the advocate is rewarded for; some later ones too. */
export function qualify(
  draft: Draft,
  order: { isFirst: boolean; subtotal: number; subject: string; at: number },
): void {
  const { state, program } = draft;
  const { referral } = state;
  const { subject, at } = order;
  if (!referral) return;
  if (!order.isFirst) {
    further(draft, order);
    return;
  }
  if (referral.qualifiedBy !== null || at < referral.at || at >= referral.until) return;
  if (order.subtotal < (program.referral?.minimum ?? 0)) {
    draft.silent.push({ rule: 'referral', reason: 'below_minimum', of: 'referral' });
    return;
  }
  count(draft, FIRST, look(draft, 'order', at), subject, at);
}

/** A later order that the program names, once the first one counted. */
function further(draft: Draft, { subject, at }: { subject: string; at: number }): void {
  const { state, program } = draft;
  const { referral } = state;
  const step = stepAt(program.referral, state.orders);
  if (!referral || !step || referral.reached[step] || referral.waiting[step]) return;
  if (referral.qualifiedBy === null && !referral.waiting[FIRST]) return;
  count(draft, step, verdictOf(referral), subject, at);
}

/** An order that a step was waiting for: it counts, or waits for somebody's word. */
function count(draft: Draft, step: string, verdict: Verdict, subject: string, at: number): void {
  if (verdict === 'passed') {
    reach(draft, step, subject, at);
    return;
  }
  emit(draft, { kind: 'referral.waiting', step, subject, at });
  draft.silent.push({ rule: 'referral', reason: reasonOf(verdict), of: 'referral' });
  if (verdict === 'refused') turnDown(draft, false);
}

/** Counts an order for a step: tells the advocate, and gives the friend what the step gives them. */
export function reach(draft: Draft, step: string, subject: string, at: number): void {
  const { state, program, context } = draft;
  const { referral } = state;
  if (!referral) return;
  const friend = context.member;
  const first = step === FIRST;
  const effect = first ? qualifiedId(friend, subject) : `react:${friend}:${subject}:${step}`;
  const id = `${effect}${again(draft)}`;
  const { advocate } = referral;
  emit(draft, {
    kind: 'referral.qualified',
    advocate,
    subject,
    at,
    ...(first ? {} : { step }),
    ...(first && id === effect ? {} : { effect: id }),
  });
  const gain = friendGain(program.referral, step);
  if (gain && !referral.kept?.includes(step)) give(draft, gain, { side: 'friend', friend, step, at });
  affect(draft, {
    kind: 'react',
    id,
    to: advocate,
    reaction: { kind: 'friend.qualified', friend, subject, at, ...(first ? {} : { step }) },
  });
}

/** A refund that takes the friend's first order below the minimum undoes what it was rewarded for; any other leaves it. */
export function unqualify(
  draft: Draft,
  order: { subtotal: number; gone: boolean; subject: string; charged: boolean },
): void {
  const { state, program } = draft;
  const { referral } = state;
  const { subject, gone, charged } = order;
  if (!referral) return;
  for (const [step, reached] of Object.entries(referral.reached))
    if (reached.subject === subject && gone) unreach(draft, step, charged);
  if (referral.qualifiedBy !== subject) return;
  if (!gone && order.subtotal >= (program.referral?.minimum ?? 0)) return;
  unreach(draft, FIRST, charged);
}

/** An order no longer counts for a step: the advocate is told what is undone by that. */
export function unreach(draft: Draft, step: string, charged: boolean): void {
  const { state, context } = draft;
  const { referral } = state;
  if (!referral) return;
  const first = step === FIRST;
  const subject = first ? referral.qualifiedBy : referral.reached[step]?.subject;
  if (subject === null || subject === undefined) return;
  const friend = context.member;
  const { advocate } = referral;
  const reverses = first
    ? (referral.effect ?? lastQualified(draft, subject) ?? qualifiedId(friend, subject))
    : (referral.reached[step]?.effect ?? '');
  const id = `react:${friend}:${subject}:un${first ? 'qualified' : step}${again(draft)}`;
  // Nothing of a step's gift to the friend is taken back by that, unless the recommendation is refused.
  const stays = !first && referral.decided?.verdict !== 'refused' && !referral.kept?.includes(step);
  const kept = stays && friendGain(draft.program.referral, step) ? ({ kept: true } as const) : {};
  emit(draft, { kind: 'referral.unqualified', advocate, subject, ...(first ? {} : { step }), ...kept });
  affect(draft, {
    kind: 'react',
    id,
    to: advocate,
    reaction: {
      kind: 'friend.unqualified',
      friend,
      subject,
      reverses,
      ...(charged ? { charged: true } : {}),
      ...(first ? {} : { step }),
    },
  });
}

/** What counts again after it was undone, or is undone again, does so under an id of its own. */
function again({ state, seq }: Draft): string {
  return (state.referral?.undone ?? 0) > 0 || state.referral?.decided ? `:${seq}` : '';
}

/** The effect by which an order last qualified, where it does not follow from the order. */
function lastQualified({ context }: Draft, subject: string): string | null {
  const effects = context.history.flatMap((entry) => entry.effects);
  const found = effects.findLast(
    (effect) =>
      effect.kind === 'react' && effect.reaction.kind === 'friend.qualified' && effect.reaction.subject === subject,
  );
  return found?.id ?? null;
}

function qualifiedId(friend: string, subject: string): string {
  return `react:${friend}:${subject}:qualified`;
}
