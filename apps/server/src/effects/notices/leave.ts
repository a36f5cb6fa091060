import type { WebhookEvent } from '@laurel/contract';
import type { Change, Entry } from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';
import type { NoticeDocument } from '../../store/documents.ts';
import { duplicatesOf } from '../../store/faults.ts';
import { hooksOf } from './hooks.ts';

/** Changes that a shop may want to be told of. */
export const TOLD = [
  'joined',
  'expiry.warned',
  'lot.expired',
  'tier.changed',
  'tier.warned',
  'challenge.completed',
  'challenge.undone',
  'streak.reached',
  'drawn',
  'draw.undone',
  'badge.granted',
  'badge.withdrawn',
  'segment.moved',
  'redeemed',
  'friend.advanced',
  'claim.closed',
] as const satisfies Change['kind'][];

const told: ReadonlySet<Change['kind']> = new Set(TOLD);

/** Whether an entry has anything that a shop may want to be told of. */
export const isTold = ({ changes }: Pick<Entry, 'changes'>) => changes.some(({ kind }) => told.has(kind));

/**
 * Leaves notices of what an entry brought, for the webhooks that ask for such: once, under ids that follow from the entry. What was written
 * down before a webhook stood is no news to it.
 */
export async function leaveNotices(laurel: Laurel, entry: Entry): Promise<void> {
  const hooks = await hooksOf(laurel.store, entry.program);
  const asking = hooks.filter(({ createdAt }) => createdAt.getTime() <= entry.recordedAt);
  if (asking.length === 0) return;
  const notices = newsIn(entry)
    .filter(({ type }) => asking.some(({ events }) => events.length === 0 || events.includes(type)))
    .map(
      ({ type, data }, n): NoticeDocument => ({
        _id: `${type}:${entry.member}:${entry.seq}:${n}`,
        program: entry.program,
        type,
        member: entry.member,
        at: new Date(entry.recordedAt),
        data,
        sentAt: null,
      }),
    );
  if (notices.length === 0) return;
  await laurel.store.outbox.collection
    .insertMany(notices as never[], { ordered: false })
    .catch((error: unknown) => void duplicatesOf(error));
}

interface News {
  type: WebhookEvent;
  data: Record<string, unknown>;
}

/** Every list is as long each time it is made, so that ids by place stay what they are. */
function newsIn({ changes }: Entry): News[] {
  const expired = changes.reduce((sum, change) => (change.kind === 'lot.expired' ? sum + change.points : sum), 0);
  const news = changes.flatMap((change) => newsOf(change) ?? []);
  return expired > 0 ? [...news, { type: 'points.expired', data: { points: expired } }] : news;
}

function newsOf(change: Change): News | null {
  switch (change.kind) {
    case 'joined':
      return { type: 'member.joined', data: {} };
    case 'expiry.warned':
      return {
        type: 'points.expiring',
        data: { points: change.points, expiresAt: new Date(change.expiresAt).toISOString() },
      };
    case 'tier.changed':
    case 'tier.warned':
      return tierNews(change);
    case 'challenge.completed':
    case 'challenge.undone':
    case 'streak.reached':
    case 'drawn':
    case 'draw.undone':
    case 'badge.granted':
    case 'badge.withdrawn':
      return playNews(change);
    case 'segment.moved':
      return { type: change.in ? 'segment.entered' : 'segment.left', data: { segment: change.segment } };
    case 'redeemed':
      return {
        type: 'reward.redeemed',
        data: { redemption: change.redemption, reward: change.reward, cost: change.cost },
      };
    case 'friend.advanced':
      return change.stage === 'rewarded' || (change.stage === 'ordered' && change.points > 0)
        ? { type: 'referral.rewarded', data: { points: change.points } }
        : null;
    case 'claim.closed': {
      const { claim, order: orderId, state, by } = change;
      return { type: 'claim.closed', data: { claim, orderId, state, by } };
    }
    default:
      return null;
  }
}

/** What became of a level; that it was kept for another while is no news. */
function tierNews(change: Extract<Change, { kind: 'tier.changed' | 'tier.warned' }>): News | null {
  const until = change.until === null ? null : new Date(change.until).toISOString();
  if (change.kind === 'tier.warned')
    return { type: 'tier.warned', data: { tier: change.tier, until, missing: change.missing } };
  const { from, to, grace } = change;
  if (grace !== undefined) return { type: 'tier.grace', data: { tier: to, until } };
  return from === to ? null : { type: 'tier.changed', data: { from, to, until } };
}

type Played = Extract<
  Change,
  { kind: 'challenge.completed' | 'challenge.undone' | 'streak.reached' | 'drawn' | `badge.${string}` | 'draw.undone' }
>;

/** What was reached, won and lost again. What was done before a challenge was there is no news. */
function playNews(change: Played): News | null {
  switch (change.kind) {
    case 'challenge.completed': {
      const { kind: type, challenge, points, past } = change;
      return past ? null : { type, data: { challenge, points } };
    }
    case 'challenge.undone':
      return { type: change.kind, data: { challenge: change.challenge } };
    case 'streak.reached': {
      const { kind: type, streak, length, points } = change;
      return { type, data: { streak, length, points } };
    }
    case 'drawn':
    case 'draw.undone': {
      const { draw, prize, points } = change;
      return { type: change.kind === 'drawn' ? 'draw.landed' : 'draw.undone', data: { draw, prize, points } };
    }
    case 'badge.granted':
    case 'badge.withdrawn': {
      const { kind: type, badge, hand } = change;
      return { type, data: { badge, by: hand?.by ?? null } };
    }
  }
}
