import { DAY } from '../../story.ts';
import type { Kinds } from './fold.ts';

const HAND = { by: 'Zoé', why: 'a reason' };

/** Caps, counters, and what tiers count and give. */
export const rising: Kinds = {
  window: (log) => ({
    kind: 'window.used',
    window: log.chance.of(['a', 'b', 'c']),
    closesAt: log.chance.of([null, log.now + DAY]),
    times: log.chance.of([1, -1]),
    points: log.chance.of([3, -2]),
  }),
  cool: (log) => {
    const from = log.when();
    return { kind: 'cooldown.started', rule: log.chance.of(['a', 'b']), at: from, until: from + 2 * DAY };
  },
  warm: (log) => {
    const rule = log.chance.of(['a', 'b']);
    return { kind: 'cooldown.ended', rule, at: log.state.cooldowns[rule]?.[0]?.at ?? log.now };
  },
  count: (log) => ({
    kind: 'counter.moved',
    counter: log.chance.of(['miles', 'stamps']),
    n: log.chance.of([5, 2, -3]),
    at: log.when(),
    subject: null,
  }),
  tally: (log) => ({
    kind: 'tallied',
    metric: log.chance.of(['spend', 'orders', 'points.earned'] as const),
    n: log.chance.of([5, 2, -2]),
    at: log.when(),
    subject: null,
  }),
  qualify: (log) => {
    const when = log.chance.of([log.when(), log.state.qualifying.at(-1)?.at ?? log.now]);
    const points = log.chance.of([10, 10, 5, -4, -20]);
    const of = {
      count: log.chance.of(['active', 'earned'] as const),
      subject: log.chance.of(['order:1', 'order:2']),
    };
    return { kind: 'tier.counted', at: when, points, until: when + 700 * DAY, ...of };
  },
  tier: (log) => {
    const by = log.chance.is(40) ? { by: 'grant' as const } : {};
    const [to, grace] = [log.chance.of([null, 't1', 't2', 't3']), log.chance.is(30) ? { grace: log.now } : {}];
    return {
      kind: 'tier.changed',
      from: log.state.tier.id,
      to,
      at: log.now,
      until: log.chance.of([null, log.now + 30 * DAY]),
      ...by,
      ...grace,
    };
  },
  earn: (log) => ({
    kind: 'tier.earned',
    to: log.chance.of([null, 't1', 't2']),
    at: log.now,
    until: log.chance.of([null, log.now + 30 * DAY]),
    ...(log.chance.is(30) ? { grace: log.now } : {}),
  }),
  grant: (log) => ({
    kind: 'tier.granted',
    grant: log.chance.of(['g1', 'g2']),
    tier: 't3',
    at: log.now,
    until: log.chance.of([null, log.now + 9 * DAY]),
    cause: { kind: 'hand', ...HAND },
  }),
  revoke: (log) => ({ kind: 'tier.revoked', grant: log.chance.of(['g1', 'g2']), tier: 't3', at: log.now }),
  gift: (log) => {
    const tier = log.chance.of(['t1', 't2']);
    if (log.chance.is(30)) return { kind: 'gift.taken', tier, at: log.now };
    return {
      kind: 'gift.given',
      tier,
      at: log.now,
      lot: null,
      points: 0,
      badge: 'b1',
      counter: null,
      redemption: null,
    };
  },
  told: (log) => ({ kind: 'tier.warned', tier: 't1', at: log.now, until: log.now + 5 * DAY, missing: 3 }),
};
