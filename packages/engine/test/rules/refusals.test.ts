import { describe, expect, test } from 'vitest';
import { type Command, decide, type Entry, emptyState } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
const BY = { by: 'Zoé', why: 'a mistake' };
let made = 0;

type Asked = { kind: Command['kind']; key?: string } & Record<string, unknown>;
const ask = (story: Story, asked: Asked, when = NOW, who = 'm') =>
  story.submit(who, { key: `k${++made}`, body: '', ...asked } as Command, when);
const why = ({ outcome, reason }: Entry) => (outcome === 'refused' ? reason : outcome);

describe('a challenge that is joined', () => {
  const challenge = {
    id: 'c',
    join: true,
    steps: [{ on: 'a.done', times: 1 }],
    grant: { points: 5 },
    from: '2026-03-11T00:00:00Z',
    until: '2026-03-20T00:00:00Z',
    when: { 'member.attributes.city': 'Lyon' },
  };
  const begun = () => new Story(programOf({ challenges: [challenge] })).member('m', NOW);
  const join = (story: Story, when: number, id = 'c') => ask(story, { kind: 'joinChallenge', challenge: id }, when);

  test('is not joined before it begins, once it is over, or by whom it is not for', () => {
    const story = begun();
    story.attributes = { city: 'Lyon' };
    expect(why(join(story, at('2026-03-11T00:00:00Z') - 1))).toBe('not_yet');
    expect(why(join(story, at('2026-03-11T00:00:00Z'), 'other'))).toBe('not_to_join');
    story.attributes = { city: 'Nice' };
    expect(why(join(story, at('2026-03-11T00:00:00Z')))).toBe('condition');
    story.attributes = { city: 'Lyon' };
    const joined = join(story, at('2026-03-11T00:00:00Z'));
    expect(changesOf(joined, 'challenge.joined')).toMatchObject([{ challenge: 'c' }]);
    const again = join(story, at('2026-03-20T00:00:00Z') - 1);
    expect([why(again), again.changes]).toEqual(['applied', []]);
    expect(why(join(story, at('2026-03-20T00:00:00Z')))).toBe('no_longer');
  });
});

describe('somebody who has not joined', () => {
  const program = programOf({
    enrol: 'explicit',
    badges: [{ id: 'b' }],
    streaks: [{ id: 's', on: ['a.done'] }],
    rewards: [{ id: 'tea', cost: 5, give: { product: 'tea' } }],
    challenges: [{ id: 'c', join: true, steps: [{ on: 'a.done', times: 1 }], grant: { points: 5 } }],
    draws: [{ id: 'd', total: 1, consolation: 'p', prizes: [{ id: 'p', odds: 1 }], limit: { times: 9, per: 'ever' } }],
    checkout: { points: 1, amount: 1, minimum: 1, step: 1 },
    transfers: { least: 1 },
    referral: { advocate: { points: 5 } },
    goals: [
      {
        id: 'g',
        score: { count: 'orders' },
        target: 1,
        from: '2026-03-01T00:00:00Z',
        until: '2026-06-01T00:00:00Z',
        grant: { points: 3 },
      },
    ],
  });
  const goal = { kind: 'goal.reached', goal: 'g', grant: { points: 3 }, mine: 1 } as const;

  test.each<[string, Asked, string]>([
    ['a badge by hand', { kind: 'handBadge', badge: 'b', take: false, ...BY }, 'not_joined'],
    ['no badge by hand', { kind: 'handBadge', badge: 'b', take: true, ...BY }, 'badge_not_held'],
    ['freezes', { kind: 'giveFreezes', streak: 's', n: 1, ...BY }, 'not_joined'],
    ['a pause', { kind: 'pauseStreak', streak: 's', until: NOW + DAY, own: false }, 'not_joined'],
    [
      'what fills a challenge',
      { kind: 'fill', fills: [{ challenge: 'c', version: 2, retroactive: true }] },
      'not_joined',
    ],
    ['a challenge', { kind: 'joinChallenge', challenge: 'c' }, 'not_joined'],
    ['a reward', { kind: 'redeem', redemption: 'r', reward: 'tea' }, 'not_joined'],
    ['a reward to choose', { kind: 'redeem', redemption: 'r', reward: 'tea', choice: 'C' }, 'not_joined'],
    ['a draw', { kind: 'draw', draw: 'd' }, 'not_joined'],
    ['points to hold', { kind: 'hold', hold: 'h', points: 1, goods: 100 }, 'not_joined'],
    ['points to give away', { kind: 'send', transfer: 't', to: 'n', points: 1 }, 'not_joined'],
    ['points by hand', { kind: 'adjust', points: 5, ...BY }, 'not_joined'],
    ['more time', { kind: 'extend', until: { add: { days: 1 } }, before: null, ...BY }, 'not_joined'],
    ['a recommendation', { kind: 'refer', referral: { advocate: 'n', code: 'N' } }, 'not_joined'],
    ['a share of what all reached', { kind: 'react', reaction: { ...goal, at: NOW } }, 'not_joined'],
  ])('gets %s', (_, asked, reason) => {
    const story = new Story(program).member('m', NOW, { joined: false });
    const entry = ask(story, asked);
    expect([why(entry), entry.changes, entry.effects]).toEqual([reason, [], []]);
  });

  test('until all had reached it gets no share of a goal; whoever joined in time does', () => {
    const story = new Story(program).member('m', NOW).member('n', NOW + 1);
    const share = (who: string) => ask(story, { kind: 'react', reaction: { ...goal, at: NOW } }, NOW + DAY, who);
    expect([why(share('m')), why(share('n'))]).toEqual(['applied', 'not_joined']);
    expect([story.points('m', NOW + DAY).available, story.points('n', NOW + DAY).available]).toEqual([3, 0]);
  });

  test('and a log that is closed take nothing but what was on its way', () => {
    const story = new Story(program).member('m', NOW);
    ask(story, { kind: 'close', reason: 'erased', into: null });
    const kinds = [
      { kind: 'create', guest: true },
      { kind: 'join', referral: null },
      { kind: 'refer', referral: { advocate: 'n', code: 'N' } },
      { kind: 'redeem', redemption: 'r', reward: 'tea' },
      { kind: 'cancel', redemption: 'r' },
      { kind: 'deliver', redemption: 'r', expiresAt: null },
      { kind: 'use', use: 'u', code: 'C', amount: null, subject: null },
      { kind: 'unuse', use: 'u', subject: null },
      { kind: 'returnCard', code: 'C', subject: 'order:o', again: false },
      { kind: 'hold', hold: 'h', points: 1, goods: 100 },
      { kind: 'unhold', hold: 'h' },
      { kind: 'confirm', hold: 'h', subject: 'order:o' },
      { kind: 'adjust', points: 5, ...BY },
      { kind: 'grantTier', tier: null, until: null, ...BY },
      { kind: 'joinChallenge', challenge: 'c' },
      { kind: 'draw', draw: 'd' },
      { kind: 'handBadge', badge: 'b', take: false, ...BY },
      { kind: 'fill', fills: [] },
      { kind: 'pauseStreak', streak: 's', until: null, own: true },
      { kind: 'giveFreezes', streak: 's', n: 1, ...BY },
      { kind: 'extend', until: { add: { days: 1 } }, before: null, ...BY },
      {
        kind: 'open',
        opening: { from: 'x', lots: [], owed: 0, tier: null, lifetime: null, coupons: [], qualifies: false },
      },
      { kind: 'send', transfer: 't', to: 'n', points: 1 },
      { kind: 'receive', transfer: 't', from: 'n', lots: [] },
      { kind: 'react', reaction: { ...goal, at: NOW } },
      { kind: 'claim', claim: 'c', order: 'o' },
      { kind: 'endClaim', claim: 'c', order: 'o', state: 'refused', by: null, why: null },
      { kind: 'decideReferral', verdict: 'passed', ...BY },
      { kind: 'handOver', subject: 'order:o', to: 'n' },
      { kind: 'close', reason: 'erased', into: null },
      { kind: 'release', reservation: 'rsv' },
      { kind: 'settle' },
    ] as Asked[];
    expect(kinds.map((asked) => ask(story, asked)).map((entry) => `${entry.kind}: ${why(entry)}`)).toEqual([
      'member.created: not_joined',
      'member.joined: not_joined',
      'member.referred: not_joined',
      'redemption.made: not_joined',
      'redemption.cancelled: not_joined',
      'redemption.delivered: not_joined',
      'coupon.used: not_joined',
      'coupon.returned: not_joined',
      'coupon.returned: not_joined',
      'points.held: not_joined',
      'hold.released: not_joined',
      'hold.confirmed: not_joined',
      'points.adjusted: not_joined',
      'tier.granted: not_joined',
      'challenge.joined: not_joined',
      'draw.played: not_joined',
      'badge.changed: not_joined',
      'challenge.filled: not_joined',
      'streak.changed: not_joined',
      'streak.changed: not_joined',
      'points.extended: not_joined',
      'balance.opened: not_joined',
      'points.sent: not_joined',
      'points.received: not_joined',
      'reaction: not_joined',
      'order.claimed: not_joined',
      'claim.closed: not_joined',
      'referral.decided: not_joined',
      'subject.handed_over: not_joined',
      'member.closed: not_joined',
      'reservation.released: applied',
      'due.settled: applied',
    ]);
    const kept = story.fact('m', 'a.done', {}, { at: NOW });
    expect([kept.kind, why(kept)]).toEqual(['fact.kept', 'not_joined']);
  });
});

describe('a draw', () => {
  const draw = {
    id: 'd',
    total: 2,
    consolation: 'no',
    prizes: [
      { id: 'win', odds: 1, grant: { points: 9 } },
      { id: 'no', odds: 1 },
    ],
    from: '2026-03-11T00:00:00Z',
    until: '2026-03-20T00:00:00Z',
    when: { 'member.attributes.city': 'Lyon' },
    limit: { times: 9, per: 'ever' as const },
  };
  class Lucky extends Story {
    luck = 0;
    protected override extra() {
      return { luck: new Map([['d', this.luck]]) };
    }
  }

  test('is played while it lasts, by whom it is for', () => {
    const story = new Lucky(programOf({ draws: [draw] })).member('m', NOW);
    const play = (when: number) => why(ask(story, { kind: 'draw', draw: 'd' }, when));
    story.attributes = { city: 'Lyon' };
    expect(play(at(draw.from) - 1)).toBe('not_yet');
    expect(play(at(draw.from))).toBe('applied');
    expect(play(at(draw.until) - 1)).toBe('applied');
    expect(play(at(draw.until))).toBe('no_longer');
    story.attributes = {};
    expect(play(at(draw.until) - 1)).toBe('no_longer');
    const other = new Lucky(programOf({ draws: [draw] })).member('m', NOW);
    expect(why(ask(other, { kind: 'draw', draw: 'd' }, at(draw.from)))).toBe('condition');
    expect(why(ask(other, { kind: 'draw', draw: 'e' }, at(draw.from)))).toBe('unknown_draw');
  });

  test('that a fact starts falls on no number that it does not have', () => {
    const wheel = { ...draw, on: 'a.done', when: {}, from: undefined, until: undefined, limit: undefined };
    const story = new Lucky(programOf({ draws: [wheel as never] })).member('m', NOW);
    const drawn = (luck: number) => {
      story.luck = luck;
      return changesOf(story.fact('m', 'a.done', {}, { at: NOW }), 'drawn').map(({ prize }) => prize);
    };
    expect([drawn(0), drawn(1)]).toEqual([['win'], ['no']]);
    expect(() => drawn(2)).toThrow('2 is none of the 2 numbers of the draw d.');
    expect(why(ask(story, { kind: 'draw', draw: 'd' }))).toBe('unknown_draw');
  });
});

describe('a segment is moved into and out of by turns', () => {
  const story = () =>
    new Story(programOf({ segments: [{ id: 's', when: { 'member.orders': { $gte: 1 } } }] })).member('m', NOW);
  const move = (of: Story, type: string, n: number) =>
    of.fact('m', `segment.${type}`, { segment: 's', n }, { at: NOW, key: `${type}${n}` });

  test('a move that was made before is superseded, and one that skips another is too', () => {
    const one = story();
    expect(why(move(one, 'entered', 2))).toBe('superseded');
    const first = move(one, 'entered', 1);
    expect([why(first), first.subjects]).toEqual(['applied', ['segment:s']]);
    expect(one.at('m', NOW).segments).toEqual({ s: { in: true, n: 1, at: NOW } });
    const again = one.fact('m', 'segment.entered', { segment: 's', n: 1 }, { at: NOW, key: 'again' });
    expect([why(again), again.changes, again.subjects]).toEqual(['superseded', [], []]);
    expect(why(move(one, 'left', 2))).toBe('applied');
    expect(one.at('m', NOW).segments).toEqual({ s: { in: false, n: 2, at: NOW } });
  });
});

describe('a decision that lacks what it needs', () => {
  const context = {
    program: 'prg',
    member: 'm',
    version: 1,
    history: [],
    versions: new Map(),
    reservation: null,
    coupon: null,
    draw: null,
    attributes: {},
  };

  test('is none: a member without a draw, a coupon without a code, a draw without luck', () => {
    const created = { kind: 'create', guest: false, key: 'k', body: '' } as const;
    expect(() => decide(programOf(), emptyState(), created, context, NOW)).toThrow(/with a draw; the context has none/);
    const story = new Story(
      programOf({
        rules: [{ id: 'r', on: 'a.done', earn: 10 }],
        rewards: [{ id: 'tea', cost: 5, give: { product: 'tea' } }],
        draws: [
          { id: 'd', total: 1, consolation: 'p', prizes: [{ id: 'p', odds: 1 }], limit: { times: 9, per: 'ever' } },
        ],
      }),
    ).member('m', NOW);
    story.fact('m', 'a.done', {}, { at: NOW });
    const redeem = { kind: 'redeem', redemption: 'r', reward: 'tea', key: 'k', body: '' } as const;
    expect(() => decide(story.program, story.at('m', NOW), redeem, context, NOW)).toThrow(/has no code for it/);
    expect(() => ask(story, { kind: 'draw', draw: 'd' })).toThrow('The draw d needs a number; the context has none.');
  });

  test('an order of a version that is not at hand cannot be judged again', () => {
    const story = new Story().member('m', NOW);
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    story.publish(programOf());
    story.versions.delete(1);
    expect(() => story.refund('m', 'o', { amount: 100 }, { at: NOW })).toThrow(
      /Version 1 of the program judged this order/,
    );
  });
});
