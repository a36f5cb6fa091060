// @ts-nocheck
import { describe, expect, test } from 'vitest';
import { memberView } from '../../src/index.ts';
import { at, awarded, changesOf, DAY, programOf, reversed, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');

describe('RULES 5: who earns', () => {
  test('facts of somebody who has not joined are kept and earn nothing, but they have ordered', () => {
    const story = new Story().member('g', NOW, { joined: false });
    const entry = story.order('g', 'o', { total: 5_000 }, { at: NOW });
    expect(entry).toMatchObject({ kind: 'fact.kept', outcome: 'kept', reason: 'not_joined', postings: [] });
    expect(changesOf(entry, 'tallied')).toEqual([]);
    expect(story.states.get('g')).toMatchObject({ orders: 1, spent: 5_000, firstOrderAt: NOW });
    story.refund('g', 'o', { amount: 5_000 }, { at: NOW });
    expect(story.states.get('g')).toMatchObject({ orders: 0, spent: 0, owed: 0 });
  });

  test('on joining, `credit` has the kept facts of the last days judged, with what was given back of them', () => {
    const story = new Story(programOf({ credit: { lastDays: 30 } })).member('g', NOW, { joined: false });
    story.order('g', 'o', { total: 5_000 }, { at: NOW });
    story.refund('g', 'o', { amount: 2_000 }, { at: NOW + 1 });
    const joined = story.submit('g', { kind: 'join', referral: null, key: 'j', body: '' }, NOW + DAY);
    expect(joined.effects).toEqual([{ kind: 'credit', id: 'credit:g:j', since: at('2026-10-04T11:00:00Z') }]);
    // What the server does with that effect: each kept fact becomes a command of its own.
    for (const { fact, seq } of story.log('g').filter(({ kind }) => kind === 'fact.kept')) {
      if (fact)
        story.submit('g', { kind: 'fact', fact, referral: null, key: `credit:g:j:${seq}`, body: '' }, NOW + DAY);
    }
    expect(story.points('g', NOW + DAY)).toMatchObject({ available: 30 });
    expect(story.states.get('g')).toMatchObject({ orders: 1, spent: 3_000 });
    expect(story.log('g').at(-2)).toMatchObject({ kind: 'fact.judged', occurredAt: NOW });
  });
});

describe('RULES 28: the holdout', () => {
  const of = (percent: number, draw: number) => {
    const story = new Story(programOf({ holdout: { percent } }));
    story.draw = draw;
    story.member('m', NOW);
    return story;
  };

  test('is below the share times a hundred of the draw, and never changes for the others when it is raised or lowered', () => {
    const kind = (percent: number, draw: number) =>
      of(percent, draw).order('m', 'o', { total: 1_000 }, { at: NOW }).reason;
    expect([kind(5, 499), kind(5, 500), kind(10, 499), kind(10, 500), kind(0, 0)]).toEqual([
      'holdout',
      null,
      'holdout',
      'holdout',
      null,
    ]);
  });

  test('sees no programme and earns nothing, but is measured', () => {
    const story = of(10, 0);
    const entry = story.order('m', 'o', { total: 5_000 }, { at: NOW });
    expect(entry).toMatchObject({ outcome: 'kept', postings: [] });
    expect(story.states.get('m')).toMatchObject({ spent: 5_000 });
    const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: 'C', attributes: {} };
    const state = story.states.get('m');
    if (!state) throw new Error('no state');
    expect(memberView(story.program, state, extras, NOW, 'en')).toMatchObject({
      status: 'control',
      onBoards: false,
      challenges: [],
      referral: null,
    });
    expect(story.submit('m', { kind: 'redeem', redemption: 'r', reward: 'x', key: 'r', body: '' }, NOW)).toMatchObject({
      reason: 'holdout',
    });
  });
});

describe('RULES 25: referrals', () => {
  const program = programOf({
    points: { pending: { days: 14 } },
    referral: {
      friend: { discount: { percent: 10 }, minimum: 1_000 },
      advocate: { points: 300 },
      minimum: 2_000,
      window: { days: 30 },
    },
  });
  const begin = (of = program) => new Story(of).member('ada', NOW).member('bob', NOW, { joined: false });
  const join = (story: Story, advocate = 'ada', when = NOW) =>
    story.submit('bob', { kind: 'join', referral: { advocate, code: 'ADA' }, key: 'j', body: '' }, when);
  const stage = (story: Story) => story.at('ada', NOW + 60 * DAY).friends.bob?.stage;

  test('the friend is welcomed, and the first order of at least the minimum rewards the advocate after the hold', () => {
    const story = begin();
    const joined = join(story);
    expect(changesOf(joined, 'coupon.issued')[0]?.coupon).toMatchObject({
      reward: null,
      give: { percent: 10 },
      minimum: 1_000,
      expiresAt: NOW + 30 * DAY,
    });
    story.deliver(NOW);
    expect(story.states.get('ada')?.friends.bob?.stage).toBe('joined');
    story.order('bob', 'o', { total: 2_000 }, { at: NOW + DAY });
    story.deliver(NOW + DAY);
    expect(story.points('ada', NOW + DAY)).toMatchObject({ pending: 300 });
    expect(story.states.get('ada')?.friends.bob?.stage).toBe('ordered');
    expect(story.points('ada', NOW + 15 * DAY)).toMatchObject({ available: 300 });
    expect(stage(story)).toBe('rewarded');
    expect(story.at('ada', NOW + 15 * DAY).friendCounts).toMatchObject({ joined: 0, ordered: 0, rewarded: 1 });
  });

  test('a code that comes with the first order counts for it', () => {
    const story = new Story(program).member('ada', NOW).member('bob', NOW);
    story.order('bob', 'o', { total: 2_000 }, { at: NOW, referral: { advocate: 'ada', code: 'ADA' } });
    expect(story.effects.map((effect) => effect.kind === 'react' && effect.reaction.kind)).toEqual([
      'friend.joined',
      'friend.qualified',
    ]);
  });

  test.each([
    ['the first order is below the minimum', [1_999, 5_000], NOW + DAY],
    ['it comes after the window', [5_000], NOW + 30 * DAY],
  ])('nothing for the advocate when %s', (_, totals, when) => {
    const story = begin();
    join(story);
    totals.forEach((total, n) => {
      story.order('bob', `o${n}`, { total }, { at: when + n });
    });
    story.deliver(when);
    expect(story.points('ada', when)).toMatchObject({ pending: 0 });
  });

  test.each([
    ['self_referral', (story: Story) => join(story, 'bob')],
    [
      'not_new',
      (story: Story) => {
        story.order('bob', 'before', { total: 100 }, { at: NOW });
        return join(story);
      },
    ],
    [
      'already_referred',
      (story: Story) => {
        join(story);
        return story.submit(
          'bob',
          { kind: 'refer', referral: { advocate: 'eve', code: 'E' }, key: 'again', body: '' },
          NOW,
        );
      },
    ],
  ] as const)('refuses %s', (reason, act) => {
    const entry = act(begin());
    expect([entry.reason, ...entry.silent.map((silence) => silence.reason)]).toContain(reason);
    expect(changesOf(entry, 'referral.linked')).toEqual([]);
  });

  test('survives a partial refund while the rest meets the minimum; below it, what is on hold is undone', () => {
    const story = begin();
    join(story);
    story.order('bob', 'o', { total: 3_000 }, { at: NOW });
    story.deliver(NOW);
    story.refund('bob', 'o', { amount: 1_000 }, { at: NOW + DAY });
    story.deliver(NOW + DAY);
    expect(story.points('ada', NOW + DAY)).toMatchObject({ pending: 300 });
    story.refund('bob', 'o', { amount: 1 }, { at: NOW + 2 * DAY });
    const [undone] = story.deliver(NOW + 2 * DAY);
    expect(undone && reversed(undone)).toBe(300);
    expect(story.points('ada', NOW + 2 * DAY)).toMatchObject({ pending: 0, owed: 0 });
    expect(stage(story)).toBe('undone');
  });

  test('after the hold, a friend’s refund never puts the advocate in debt', () => {
    const rewards = [{ id: 'gift', cost: 200, give: { product: 'x' } }];
    const story = begin(programOf({ ...program, rewards } as never));
    join(story);
    story.order('bob', 'o', { total: 3_000 }, { at: NOW });
    story.deliver(NOW);
    const after = NOW + 20 * DAY;
    story.submit('ada', { kind: 'redeem', redemption: 'r', reward: 'gift', key: 'r', body: '' }, after);
    story.refund('bob', 'o', { amount: 3_000 }, { at: after });
    const [undone] = story.deliver(after);
    expect(undone && reversed(undone)).toBe(100);
    expect(story.points('ada', after)).toMatchObject({ available: 0, owed: 0 });
  });

  test('an undoing that arrives first voids what it undoes', () => {
    const story = begin();
    join(story);
    story.order('bob', 'o', { total: 3_000 }, { at: NOW });
    story.refund('bob', 'o', { amount: 3_000 }, { at: NOW });
    const entries = story.deliver(NOW, (effects) => effects.toReversed());
    expect(entries.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['applied', null],
      ['refused', 'voided'],
      ['applied', null],
    ]);
    expect(story.points('ada', NOW + 60 * DAY)).toMatchObject({ pending: 0, available: 0 });
    expect(stage(story)).toBe('undone');
  });

  test('a friend’s points welcome comes at once; imported history sends nothing', () => {
    const of = programOf({ referral: { friend: { points: 50 }, advocate: { points: 300 } } });
    const story = begin(of);
    expect(join(story).postings).toEqual([{ from: 'issued', to: 'available', points: 50 }]);
    const imported = begin(of);
    imported.submit(
      'bob',
      { kind: 'join', referral: { advocate: 'ada', code: 'A' }, imported: true, key: 'j', body: '' },
      NOW,
    );
    expect(imported.effects).toEqual([]);
  });
});

describe('closing', () => {
  test('an erased member’s points are no liability, and nothing is judged any more', () => {
    const story = new Story(programOf({ points: { pending: { days: 14 } } })).member('m', NOW);
    story.order('m', 'o', { total: 1_000 }, { at: NOW - 20 * DAY, received: NOW });
    story.order('m', 'o2', { total: 1_000 }, { at: NOW });
    story.submit('m', { kind: 'close', reason: 'erased', into: null, key: 'c', body: '' }, NOW);
    expect(story.states.get('m')).toMatchObject({ status: 'closed', pending: 0, available: 0 });
    const after = story.order('m', 'o3', { total: 1_000 }, { at: NOW });
    expect([after.outcome, awarded(after)]).toEqual(['refused', 0]);
  });
});
