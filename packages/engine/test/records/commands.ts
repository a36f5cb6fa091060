import type { Program } from '@laurel/contract';
import { DAY } from '../story.ts';
import type { Chance } from './chance.ts';
import type { Asked, Happenings } from './happenings.ts';

const BY = { by: 'Zoé', why: 'a late parcel' };

/** Who asks, of which program, and when. */
interface Asker {
  who: string;
  now: number;
  program: Program;
  chance: Chance;
  known: Happenings;
}

/** A command of each kind, with ids that exist, and now and then one that does not; null: there is nothing to ask. */
export const COMMANDS: Record<string, (asker: Asker) => Asked | null> = {
  redeem({ who, program, chance, known, now }) {
    const { rewards } = program;
    const choices = Object.values(known.state(who)?.coupons ?? {}).flatMap(({ code, give }) =>
      'choice' in give ? give.choice.map((reward) => ({ code, reward })) : [],
    );
    const redemption = `red-${who}-${now}`;
    if (choices.length > 0 && chance.is(60)) {
      const { code, reward } = chance.of(choices);
      return { kind: 'redeem', redemption, reward, choice: code };
    }
    const bought = rewards.filter(({ giftOnly }) => !giftOnly || chance.is(10)).map(({ id }) => id);
    return { kind: 'redeem', redemption, reward: chance.of([...bought, ...bought, ...bought, 'nothing']) };
  },
  cancel({ who, chance, known }) {
    const made = Object.keys(known.state(who)?.redemptions ?? {});
    return made.length === 0 ? null : { kind: 'cancel', redemption: chance.of([...made.slice(-3), 'red-0']) };
  },
  use({ who, chance, known, now }) {
    const coupons = Object.values(known.state(who)?.coupons ?? {});
    if (coupons.length === 0) return null;
    const { code, left } = chance.of(coupons);
    const amount = left === null ? null : chance.of([null, 100, left, left + 1]);
    const subject = chance.is(50) ? `order:o${1 + chance.below(known.orders.length + 1)}` : null;
    return { kind: 'use', use: `use-${who}-${now}`, code, amount, subject };
  },
  unuse({ who, chance, known }) {
    const used = known.uses.filter((use) => use.who === who);
    return used.length === 0 ? null : { kind: 'unuse', use: chance.of(used).use, subject: null };
  },
  hold({ who, program, chance, known, now }) {
    const { minimum = 10, step = 10 } = program.checkout ?? {};
    const available = known.state(who)?.available ?? 0;
    const least = Math.ceil(minimum / step) * step;
    const points = chance.of([
      least,
      least,
      least + step,
      minimum - 1,
      available,
      Math.floor(available / step) * step,
      500,
    ]);
    return {
      kind: 'hold',
      hold: `h-${who}-${now}`,
      points: Math.max(1, points),
      goods: chance.of([500, 1_000, 20_000]),
    };
  },
  unhold({ who, chance, known }) {
    const held = Object.keys(known.state(who)?.holds ?? {});
    return held.length === 0 ? null : { kind: 'unhold', hold: chance.of([...held, 'h-0']) };
  },
  confirm({ who, chance, known }) {
    const holds = known.holds.filter((hold) => hold.who === who);
    if (holds.length === 0) return null;
    return {
      kind: 'confirm',
      hold: chance.of(holds.slice(-2)).hold,
      subject: `order:o${Math.max(1, known.orders.length)}`,
    };
  },
  adjust({ chance }) {
    const points = chance.of([50, 20, 10, -10, -20, -500, 100]);
    const expiry = chance.of([undefined, null, { days: 10 }]);
    return { kind: 'adjust', points, ...BY, expiry, ...(chance.is(30) ? { qualifies: true } : {}) };
  },
  joinChallenge({ program, chance }) {
    return { kind: 'joinChallenge', challenge: chance.of([...program.challenges.map(({ id }) => id), 'nothing']) };
  },
  draw({ program, chance }) {
    const own = program.draws.filter(({ on }) => on === undefined).map(({ id }) => id);
    return { kind: 'draw', draw: chance.of([...own, ...own, ...program.draws.map(({ id }) => id), 'nothing']) };
  },
  handBadge({ program, chance }) {
    const badge = chance.of([...program.badges.map(({ id }) => id), 'nothing']);
    return { kind: 'handBadge', badge, take: chance.is(40), ...BY };
  },
  pauseStreak({ program, chance, now }) {
    const streak = chance.of([...program.streaks.map(({ id }) => id), 'nothing']);
    return {
      kind: 'pauseStreak',
      streak,
      until: chance.of([null, now + DAY, now + 4 * DAY, now + 60 * DAY]),
      own: chance.is(50),
    };
  },
  giveFreezes({ program, chance }) {
    const streak = chance.of([...program.streaks.map(({ id }) => id), 'nothing']);
    return { kind: 'giveFreezes', streak, n: chance.of([1, 2, 100]), ...BY };
  },
  grantTier({ program, chance, now }) {
    const tier = chance.of([...program.tiers.map(({ id }) => id), null, 'nothing']);
    return { kind: 'grantTier', tier, until: chance.of([null, now + 5 * DAY, now + 30 * DAY, now]), ...BY };
  },
  extend({ chance, now }) {
    const until = chance.is(50) ? { add: { days: 10 } } : { to: now + 40 * DAY };
    return { kind: 'extend', until, before: chance.of([null, now + 20 * DAY]), ...BY };
  },
  open({ who, program, chance, now }) {
    const coupon = {
      redemption: null,
      reward: null,
      give: { amount: 500 },
      minimum: 1_000,
      issuedAt: now,
      expiresAt: now + 20 * DAY,
    };
    const lot = {
      points: 40,
      at: now - 20 * DAY,
      activeAt: chance.of([null, now + 3 * DAY]),
      expiresAt: chance.of([null, now + 30 * DAY]),
    };
    return {
      kind: 'open',
      opening: {
        from: 'Elsewhere',
        lots: [lot, { ...lot, points: 15 }],
        owed: chance.of([0, 10]),
        tier: chance.is(50)
          ? { id: chance.of([...program.tiers.map(({ id }) => id), 'nothing']), until: now + 30 * DAY }
          : null,
        lifetime: chance.of([null, 120]),
        coupons: chance.is(50) ? [{ ...coupon, code: `OLD-${who}-${now}` }] : [],
        qualifies: chance.is(50),
      },
    };
  },
  send({ who, chance, known, now }) {
    const to = chance.of(['ada', 'bob', 'cy'].filter((one) => one !== who));
    const available = known.state(who)?.available ?? 0;
    return {
      kind: 'send',
      transfer: `t-${who}-${now}`,
      to,
      points: Math.max(1, chance.of([5, 10, available, available + 1, 25])),
    };
  },
  claim({ chance, now }) {
    return { kind: 'claim', claim: `clm-${now}`, order: `x${chance.below(9)}` };
  },
  endClaim({ chance, known }) {
    const made = known.claims.at(-1);
    if (!made) return null;
    const settled = chance.is(50);
    const said = settled ? { state: 'settled', by: null, why: null } : { state: 'refused', by: 'Zoé', why: 'not ours' };
    return { kind: 'endClaim', ...made, ...said };
  },
  join({ who, chance }) {
    const referral = who !== 'ada' && chance.is(85) ? { advocate: 'ada', code: 'ADA' } : null;
    return { kind: 'join', referral };
  },
  refer({ who, chance }) {
    return { kind: 'refer', referral: { advocate: who === 'ada' && chance.is(50) ? 'bob' : 'ada', code: 'ADA' } };
  },
  decideReferral({ chance }) {
    return { kind: 'decideReferral', verdict: chance.of(['passed', 'refused']), by: 'Zoé', why: 'one person' };
  },
  handOver({ who, known, chance }) {
    const own = known.orders.filter((order) => order.who === who);
    return own.length === 0 ? null : { kind: 'handOver', subject: `order:${chance.of(own).id}`, to: 'ada' };
  },
  prize({ program, chance }) {
    const board = chance.of([...program.boards.map(({ id }) => id), 'nothing']);
    const place = 1 + chance.below(3);
    return { kind: 'react', reaction: { kind: 'prize.won', board, period: '2026-03', place, points: 30 } };
  },
  settle() {
    return { kind: 'settle' };
  },
  create() {
    return { kind: 'create', guest: false };
  },
  release({ now }) {
    return { kind: 'release', reservation: `old-${now}` };
  },
  deliver({ who, chance, known, now }) {
    const made = Object.keys(known.state(who)?.redemptions ?? {});
    return { kind: 'deliver', redemption: chance.of([...made, 'red-0']), expiresAt: now + 9 * DAY };
  },
};
