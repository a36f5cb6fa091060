import type { Program, Reason } from '@laurel/contract';
import { affect, type Draft, emit, inHoldout } from '../decide/draft.ts';
import { grant } from '../points/grant.ts';
import { issueCoupon } from '../rewards/issue.ts';
import { addDuration } from '../time/add.ts';

export interface Link {
  advocate: string;
  code: string;
}

/**
 * Links a friend to who recommended the programme, gives the welcome, and tells the advocate.
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
  welcome(draft, referral, at, until);
  const id = `react:${context.member}:joined`;
  affect(draft, { kind: 'react', id, to: advocate, reaction: { kind: 'friend.joined', friend: context.member, at } });
  return null;
}

/** Links by the code that came with an order. The order stands, whatever becomes of the code. */
export function linkFromOrder(draft: Draft, by: Link | null, order: { isNew: boolean; at: number }): void {
  if (!by) return;
  const refused = link(draft, by, order);
  if (refused) draft.silent.push({ rule: 'referral', reason: refused, of: 'referral' });
}

/** A friend's first order inside the window, if it comes to the minimum, is what the advocate is rewarded for. */
export function qualify(
  draft: Draft,
  order: { isFirst: boolean; subtotal: number; subject: string; at: number },
): void {
  const { state, program, context } = draft;
  const { referral } = state;
  const { subject, at } = order;
  if (!referral || referral.qualifiedBy !== null || !order.isFirst) return;
  if (at < referral.at || at >= referral.until) return;
  if (order.subtotal < (program.referral?.minimum ?? 0)) {
    draft.silent.push({ rule: 'referral', reason: 'below_minimum', of: 'referral' });
    return;
  }
  const friend = context.member;
  emit(draft, { kind: 'referral.qualified', advocate: referral.advocate, subject, at });
  affect(draft, {
    kind: 'react',
    id: `${qualifiedId(friend, subject)}${again(draft, subject)}`,
    to: referral.advocate,
    reaction: { kind: 'friend.qualified', friend, subject, at },
  });
}

/** A refund that takes the friend's first order below the minimum undoes what it was rewarded for; any other leaves it. */
export function unqualify(
  draft: Draft,
  order: { subtotal: number; gone: boolean; subject: string; charged: boolean },
): void {
  const { state, program, context } = draft;
  const { referral } = state;
  const { subject } = order;
  if (referral?.qualifiedBy !== subject) return;
  if (!order.gone && order.subtotal >= (program.referral?.minimum ?? 0)) return;
  const friend = context.member;
  emit(draft, { kind: 'referral.unqualified', advocate: referral.advocate, subject });
  affect(draft, {
    kind: 'react',
    id: `react:${friend}:${subject}:unqualified${again(draft, subject)}`,
    to: referral.advocate,
    reaction: {
      kind: 'friend.unqualified',
      friend,
      subject,
      reverses: lastQualified(draft, subject) ?? qualifiedId(friend, subject),
      ...(order.charged ? { charged: true } : {}),
    },
  });
}

/** An order that qualifies again after it was undone does so under an id of its own. */
function again({ context, seq }: Draft, subject: string): string {
  const undone = context.history.some(({ changes }) =>
    changes.some((change) => change.kind === 'referral.unqualified' && change.subject === subject),
  );
  return undone ? `:${seq}` : '';
}

/** The effect by which an order last qualified. */
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

/** What a friend is welcomed with: a coupon for as long as the recommendation holds, or points at once. */
function welcome(draft: Draft, { friend }: NonNullable<Program['referral']>, at: number, until: number): void {
  if (!friend) return;
  if ('points' in friend) {
    const source = { kind: 'referral', side: 'friend', friend: draft.context.member } as const;
    const { expiry } = draft.program.points;
    grant(draft, { points: friend.points, source, subject: null, at, pending: undefined, expiry });
    return;
  }
  issueCoupon(draft, { redemption: null, reward: null, give: friend, issuedAt: at, expiresAt: until });
}
