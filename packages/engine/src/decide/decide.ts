import type { Program } from '@laurel/contract';
import { handBadge } from '../badges/hand.ts';
import { winPrize } from '../boards/win.ts';
import { askedOfBuyer } from '../buyer/fields.ts';
import { fill } from '../challenges/fill.ts';
import { joinChallenge } from '../challenges/join.ts';
import { confirm } from '../checkout/confirm.ts';
import { hold } from '../checkout/hold.ts';
import { unhold } from '../checkout/release.ts';
import { playDraw } from '../draws/play.ts';
import { dueAfter } from '../due/after.ts';
import { settleDue } from '../due/settle.ts';
import { copyState } from '../evolve/empty.ts';
import { closed, evolve } from '../evolve/evolve.ts';
import { foldLines } from '../evolve/lines.ts';
import { shareGoal } from '../goals/share.ts';
import { giveReward } from '../grants/reward.ts';
import { postingsOf } from '../ledger/postings.ts';
import type { Command, Context } from '../log/command.ts';
import type { Entry, Reaction } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { isRecalled, recall } from '../past/long-ago.ts';
import { adjust } from '../points/adjust.ts';
import { extend, keepAlive } from '../points/extend.ts';
import { open } from '../points/open.ts';
import { react } from '../referral/advocate.ts';
import { decideReferral } from '../referral/decided.ts';
import { cancel } from '../rewards/cancel.ts';
import { returnCard } from '../rewards/cards.ts';
import { deliver } from '../rewards/deliver.ts';
import { redeem } from '../rewards/redeem.ts';
import { release } from '../rewards/release.ts';
import { unuse, use } from '../rewards/use.ts';
import { giveFreezes, pauseStreak } from '../streaks/hand.ts';
import { grantByHand } from '../tiers/grant.ts';
import { absorb } from '../transit/absorb.ts';
import { receive } from '../transit/receive.ts';
import { send } from '../transit/send.ts';
import { claim, endClaim } from './claim.ts';
import type { Draft, Ending } from './draft.ts';
import { decideFact } from './fact.ts';
import { handOver } from './hand-over.ts';
import { close, create, join, refer } from './people.ts';

/**
 * Decides a command. The entry begins with what fell due up to its `recordedAt`; then comes what the command brought, and what
 * that made due at once. A refusal by the rules is an entry too. Nothing that is passed in is changed.
 * @param program the document of `context.version`
 * @param state the fold of the member's log so far
 * @param now the clock in milliseconds; an imported fact is recorded as of when it happened instead
 * @throws Error when the context lacks what the decision needs (a coupon code, an older version of the program)
 */
export function decide(program: Program, state: State, command: Command, context: Context, now: number): Entry {
  return decided(program, state, command, context, now).entry;
}

/** A decision, and the log as it is once it stands. */
export interface Decision {
  entry: Entry;
  /** What `evolve` makes of the entry; the caller's own. */
  after: State;
}

/** The same as `decide`, for whoever goes on with the log: what was folded to decide need not be folded again. */
export function decideAndFold(
  program: Program,
  state: State,
  command: Command,
  context: Context,
  now: number,
): Decision {
  const { entry, draft } = decided(program, state, command, context, now);
  if (entry.fact?.type === 'order.paid' && !askedOfBuyer(program).goods) {
    // What a refund that came first takes of the lines comes after them.
    if (entry.changes.some(({ kind }) => kind === 'bought')) return { entry, after: evolve(copyState(state), entry) };
    foldLines(draft.state, entry.fact, entry.changes);
  }
  return { entry, after: afterOf(draft, entry, state) };
}

/** The same, but what was bought is followed only where a condition of the program asks for it. */
export function decideInTrial(
  program: Program,
  state: State,
  command: Command,
  context: Context,
  now: number,
): Decision {
  const { entry, draft } = decided(program, state, command, context, now);
  return { entry, after: afterOf(draft, entry, state) };
}

/** A draft that was given what its state had let go of is no fold. */
function afterOf(draft: Draft, entry: Entry, before: State): State {
  return isRecalled(draft) ? evolve(copyState(before), entry) : closed(draft.state, entry);
}

function decided(
  program: Program,
  state: State,
  command: Command,
  context: Context,
  now: number,
): { entry: Entry; draft: Draft } {
  const fact = command.kind === 'fact' ? command.fact : null;
  const clock = command.imported && fact ? fact.occurredAt : now;
  const recordedAt = Math.max(clock, state.recordedAt);
  const draft: Draft = {
    program,
    context,
    command,
    state: copyState(state),
    seq: state.seq + 1,
    recordedAt,
    occurredAt: fact?.occurredAt ?? recordedAt,
    opened: 0,
    gifts: 0,
    before: state,
    keys: [command.key],
    subjects: new Set(),
    tier: null,
    awards: [],
    silent: [],
    standing: null,
    seen: null,
    changes: [],
    effects: [],
  };
  settleDue(draft, state.recordedAt, recordedAt);
  recall(draft);
  const ending = carryOut(draft);
  keepAlive(draft, ending);
  settleDue(draft, recordedAt, recordedAt);
  return { entry: entryOf(draft, ending), draft };
}

/** What a closed log still takes: what it reserved, what fell due, and what was on its way to it when it was closed. */
const TAKEN_BY_CLOSED: ReadonlySet<Command['kind']> = new Set(['release', 'settle', 'absorb']);

function carryOut(draft: Draft): Ending {
  const { command } = draft;
  if (draft.state.status === 'closed' && !TAKEN_BY_CLOSED.has(command.kind))
    return { kind: KINDS[command.kind], outcome: 'refused', reason: 'not_joined' };
  switch (command.kind) {
    case 'create':
      return create(draft, command);
    case 'join':
      return join(draft, command);
    case 'refer':
      return refer(draft, command);
    case 'fact':
      return decideFact(draft, command);
    case 'redeem':
      return redeem(draft, command);
    case 'cancel':
      return cancel(draft, command);
    case 'deliver':
      return deliver(draft, command);
    case 'use':
      return use(draft, command);
    case 'unuse':
      return unuse(draft, command);
    case 'returnCard':
      return returnCard(draft, command);
    case 'hold':
      return hold(draft, command);
    case 'unhold':
      return unhold(draft, command);
    case 'confirm':
      return confirm(draft, command);
    case 'release':
      return release(draft, command);
    case 'adjust':
      return adjust(draft, command);
    case 'grantTier':
      return grantByHand(draft, command);
    case 'joinChallenge':
      return joinChallenge(draft, command);
    case 'draw':
      return playDraw(draft, command);
    case 'fill':
      return fill(draft, command);
    case 'handBadge':
      return handBadge(draft, command);
    case 'pauseStreak':
      return pauseStreak(draft, command);
    case 'giveFreezes':
      return giveFreezes(draft, command);
    case 'extend':
      return extend(draft, command);
    case 'open':
      return open(draft, command);
    case 'send':
      return send(draft, command);
    case 'receive':
      return receive(draft, command);
    case 'absorb':
      return absorb(draft, command);
    case 'react':
      return reactTo(draft, command.key, command.reaction);
    case 'claim':
      return claim(draft, command);
    case 'endClaim':
      return endClaim(draft, command);
    case 'decideReferral':
      return decideReferral(draft, command);
    case 'handOver':
      return handOver(draft, command);
    case 'close':
      return close(draft, command);
    case 'settle':
      return { kind: 'due.settled', outcome: 'applied', reason: null };
  }
}

function reactTo(draft: Draft, key: string, reaction: Reaction): Ending {
  if (reaction.kind === 'prize.won') return winPrize(draft, reaction);
  if (reaction.kind === 'goal.reached') return shareGoal(draft, reaction);
  return reaction.kind === 'gift.given' ? giveReward(draft, reaction) : react(draft, key, reaction);
}

/** The kind of entry that each command leaves when it is refused. */
const KINDS = {
  create: 'member.created',
  join: 'member.joined',
  refer: 'member.referred',
  fact: 'fact.kept',
  redeem: 'redemption.made',
  cancel: 'redemption.cancelled',
  deliver: 'redemption.delivered',
  use: 'coupon.used',
  unuse: 'coupon.returned',
  returnCard: 'coupon.returned',
  hold: 'points.held',
  unhold: 'hold.released',
  confirm: 'hold.confirmed',
  release: 'reservation.released',
  adjust: 'points.adjusted',
  grantTier: 'tier.granted',
  joinChallenge: 'challenge.joined',
  draw: 'draw.played',
  handBadge: 'badge.changed',
  fill: 'challenge.filled',
  pauseStreak: 'streak.changed',
  giveFreezes: 'streak.changed',
  extend: 'points.extended',
  open: 'balance.opened',
  send: 'points.sent',
  receive: 'points.received',
  absorb: 'member.absorbed',
  react: 'reaction',
  claim: 'order.claimed',
  endClaim: 'claim.closed',
  decideReferral: 'referral.decided',
  handOver: 'subject.handed_over',
  close: 'member.closed',
  settle: 'due.settled',
} as const satisfies Record<Command['kind'], Entry['kind']>;

function entryOf(draft: Draft, { kind, outcome, reason }: Ending): Entry {
  const { command, context, changes } = draft;
  const due = dueAfter(draft);
  for (const change of changes) if (change.kind === 'lot.expired' && change.subject) draft.subjects.add(change.subject);
  return {
    program: context.program,
    member: context.member,
    seq: draft.seq,
    kind,
    keys: draft.keys,
    body: command.body,
    subjects: [...draft.subjects],
    version: context.version,
    occurredAt: draft.occurredAt,
    recordedAt: draft.recordedAt,
    outcome,
    reason,
    fact: command.kind === 'fact' ? command.fact : null,
    tier: draft.tier,
    awards: draft.awards,
    silent: draft.silent,
    standing: draft.standing,
    seen: draft.seen,
    changes,
    postings: postingsOf(changes),
    effects: draft.effects,
    imported: command.imported ?? false,
    ...(due === null ? {} : { due }),
  };
}
