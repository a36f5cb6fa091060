import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { type Entry, entryView, maturing, memberView, type Reaction } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-06-10T12:00:00Z');
type Referral = NonNullable<ProgramInput['referral']>;

const SAID: Partial<Referral> = {
  steps: [
    { on: 'joined', advocate: { points: 5 } },
    { on: 'order', nth: 2, advocate: { points: 70 } },
  ],
  milestones: [{ friends: 2, advocate: { points: 1_000 } }],
};
const document = (referral: Partial<Referral> = {}): Partial<ProgramInput> => ({
  counters: [{ id: 'friends', name: 'Friends' }],
  referral: { advocate: { points: 300 }, ...referral },
});
const begun = (referral: Partial<Referral> = SAID) => new Story(programOf(document(referral))).member('ada', NOW);

/** Tells somebody, by default Ada, of a friend. */
function tell(story: Story, reaction: Reaction, key: string, when = NOW, who = 'ada'): Entry {
  return story.submit(who, { kind: 'react', reaction, key, body: '' }, when);
}
const joined = (friend = 'bob', when = NOW) => ({ kind: 'friend.joined', friend, at: when }) as const;
const ordered = (friend = 'bob', step?: string, when = NOW) =>
  ({ kind: 'friend.qualified', friend, subject: 'order:o', at: when, ...(step ? { step } : {}) }) as const;
const returned = (reverses: string, friend = 'bob', step?: string) =>
  ({ kind: 'friend.unqualified', friend, subject: 'order:o', reverses, ...(step ? { step } : {}) }) as const;
const friendOf = (story: Story, friend = 'bob', who = 'ada') => story.states.get(who)?.friends[friend];
const ended = ({ outcome, reason }: Entry) => [outcome, reason];

describe('an advocate who takes no part gets nothing for a friend', () => {
  const apart: [string, 'holdout' | 'not_joined', () => Story][] = [
    [
      'as one of the control group',
      'holdout',
      () => {
        const story = new Story(programOf({ ...document(SAID), holdout: { percent: 50 } }));
        story.draw = 0;
        return story.member('ada', NOW);
      },
    ],
    ['as a visitor', 'not_joined', () => new Story(programOf(document(SAID))).member('ada', NOW, { joined: false })],
  ];
  test.each(apart)('%s', (_, reason, make) => {
    const story = make();
    expect(ended(tell(story, joined(), 'j'))).toEqual(['refused', reason]);
    expect(friendOf(story)).toMatchObject({ stage: 'refused', points: 0 });
    expect(ended(tell(story, ordered('cy'), 'q'))).toEqual(['refused', reason]);
    expect(friendOf(story, 'cy')).toMatchObject({ stage: 'refused', points: 0, lot: null });
    expect(ended(tell(story, ordered('cy', 'order:2'), 's'))).toEqual(['refused', reason]);
    expect(friendOf(story, 'cy')?.steps).toBeUndefined();
    expect(ended(tell(story, { kind: 'milestone.reached', friends: 2, at: NOW }, 'm'))).toEqual(['refused', 'voided']);
    expect(story.points('ada', NOW)).toMatchObject({ available: 0, pending: 0 });
    const why = [...changesOf(story.log('ada').at(-4) as Entry, 'friend.advanced')].map((change) => change.reason);
    expect(why).toEqual([reason]);
    expect(story.states.get('ada')?.friendCounts).toMatchObject({ refused: 2, joined: 0, rewarded: 0 });
  });
});

describe('what a program no longer gives', () => {
  test('a program without recommendations refuses a friend who orders, and says why', () => {
    const story = begun();
    tell(story, joined(), 'j');
    story.publish(programOf());
    const entry = tell(story, ordered(), 'q', NOW + DAY);
    expect(ended(entry)).toEqual(['refused', 'reward_unavailable']);
    expect(friendOf(story)).toMatchObject({ stage: 'refused', at: NOW });
    expect(changesOf(entry, 'friend.advanced')).toMatchObject([{ reason: 'reward_unavailable' }]);
    expect(story.points('ada', NOW + DAY).available).toBe(5);
  });

  test('a step that is gone while it waited gives nothing', () => {
    const waits: Partial<Referral> = {
      steps: [{ on: 'joined', advocate: { counter: 'friends', n: 1 } }],
      milestones: [{ friends: 2, advocate: { counter: 'friends', n: 7 } }],
      hold: { days: 3 },
    };
    const story = begun(waits);
    tell(story, joined(), 'j');
    for (const friend of ['bob', 'cy']) tell(story, ordered(friend), `q-${friend}`);
    story.deliver(NOW);
    const due = NOW + 3 * DAY;
    expect(maturing(story.at('ada', due - 1), due - 1)).toEqual([]);
    const reactions = maturing(story.at('ada', due), due).map(({ reaction }) => reaction);
    expect(reactions).toEqual([
      { kind: 'friend.matured', friend: 'bob', step: 'joined', at: due },
      { kind: 'milestone.matured', friends: 2, at: due },
    ]);
    story.publish(programOf(document({ hold: { days: 3 } })));
    expect(reactions.map((reaction, n) => ended(tell(story, reaction, `m${n}`, due)))).toEqual([
      ['refused', 'reward_unavailable'],
      ['refused', 'voided'],
    ]);
    expect(story.states.get('ada')?.counters).toEqual({});
  });
});

describe('what waits for a friend’s return window', () => {
  const waits: Partial<Referral> = { advocate: { counter: 'friends', n: 2 }, hold: { days: 3 } };
  const due = NOW + 3 * DAY;
  const matured = (step = 'order:1', friend = 'bob') => ({ kind: 'friend.matured', friend, step, at: due }) as const;

  test('is given once, when that has closed', () => {
    const story = begun(waits);
    tell(story, ordered(), 'q');
    expect(friendOf(story)).toMatchObject({ stage: 'ordered', effect: 'q', steps: { 'order:1': { dueAt: due } } });
    expect(ended(tell(story, matured(), 'm', due))).toEqual(['applied', null]);
    expect(friendOf(story)).toMatchObject({
      stage: 'rewarded',
      at: due,
      effect: 'q',
      steps: { 'order:1': { dueAt: null, at: NOW, effect: 'q', counter: { id: 'friends', n: 2 } } },
    });
    expect(story.states.get('ada')?.counters).toEqual({ friends: 2 });
    expect(ended(tell(story, matured(), 'm2', due))).toEqual(['refused', 'voided']);
    expect(story.states.get('ada')?.counters).toEqual({ friends: 2 });
  });

  test('is not given for an order that came back meanwhile, for a step that never was, nor for somebody unknown', () => {
    const story = begun(waits);
    tell(story, ordered(), 'q');
    tell(story, returned('q'), 'u', NOW + DAY);
    expect(friendOf(story)).toMatchObject({ stage: 'undone', steps: { 'order:1': { undone: true, dueAt: null } } });
    expect(ended(tell(story, matured(), 'm1', due))).toEqual(['refused', 'voided']);
    expect(ended(tell(story, matured('order:2'), 'm2', due))).toEqual(['refused', 'voided']);
    expect(ended(tell(story, matured('order:1', 'nobody'), 'm3', due))).toEqual(['refused', 'voided']);
    expect(story.states.get('ada')?.counters).toEqual({});
  });

  test('of a further step does not make the first order count', () => {
    const story = begun({
      advocate: { discount: { amount: 500 } },
      steps: [{ on: 'order', nth: 2, advocate: { counter: 'friends', n: 2 } }],
      hold: { days: 3 },
    });
    tell(story, ordered(), 'q');
    tell(story, ordered('bob', 'order:2'), 's');
    tell(story, matured('order:2'), 'm', due);
    expect(friendOf(story)?.stage).toBe('ordered');
    expect(story.states.get('ada')?.counters).toEqual({ friends: 2 });
    tell(story, matured(), 'm1', due);
    expect(friendOf(story)?.stage).toBe('rewarded');
    expect(Object.keys(story.states.get('ada')?.coupons ?? {})).toHaveLength(1);
  });

  test('is there at once where the window closed before anybody heard of it', () => {
    const story = begun(waits);
    tell(story, ordered('bob', undefined, NOW - 3 * DAY), 'q');
    expect(friendOf(story)).toMatchObject({ stage: 'rewarded', steps: { 'order:1': { dueAt: null } } });
    const late = begun(waits);
    tell(late, ordered('bob', undefined, NOW - 3 * DAY + 1), 'q');
    expect(friendOf(late)).toMatchObject({ stage: 'ordered', steps: { 'order:1': { dueAt: NOW + 1 } } });
  });
});

describe('news of a friend in the wrong order', () => {
  test('a further step before anything else is rewarded, and the friend is known to have joined', () => {
    const story = begun();
    expect(ended(tell(story, ordered('bob', 'order:2'), 's'))).toEqual(['applied', null]);
    expect(friendOf(story)).toMatchObject({
      stage: 'joined',
      at: NOW,
      steps: { 'order:2': { points: 70, effect: 's' } },
    });
    expect(story.points('ada', NOW).available).toBe(70);
    // What tells of the joining comes after: the friend is known, and has gone further.
    expect(ended(tell(story, joined(), 'j'))).toEqual(['applied', null]);
    expect(story.points('ada', NOW).available).toBe(70);
    expect(story.states.get('ada')?.friendCounts).toMatchObject({ joined: 1 });
  });

  test('a further step that was taken back before it came never gives', () => {
    const story = begun();
    expect(ended(tell(story, returned('s', 'bob', 'order:2'), 'u'))).toEqual(['applied', null]);
    expect(friendOf(story)).toMatchObject({ stage: 'joined', steps: { 'order:2': { undone: true, effect: 's' } } });
    expect(ended(tell(story, ordered('bob', 'order:2'), 's'))).toEqual(['refused', 'voided']);
    expect(story.points('ada', NOW).available).toBe(0);
    // Taken back once more it changes nothing.
    const again = tell(story, returned('s', 'bob', 'order:2'), 'u2');
    expect([ended(again), again.changes]).toEqual([['applied', null], []]);
  });

  test('a first order that was taken back before it came never counts; what counts again does', () => {
    const story = begun();
    tell(story, joined(), 'j');
    tell(story, returned('q'), 'u');
    expect(friendOf(story)).toMatchObject({ stage: 'undone', effect: 'q', points: 0 });
    expect(tell(story, returned('other'), 'u2').changes).toEqual([]);
    expect(ended(tell(story, ordered(), 'q'))).toEqual(['refused', 'voided']);
    expect(story.points('ada', NOW).available).toBe(5);
    expect(ended(tell(story, ordered(), 'q-again'))).toEqual(['applied', null]);
    expect(story.points('ada', NOW).available).toBe(305);
    // Of another reaction than the one that stands nothing is undone but its own word.
    tell(story, returned('q'), 'u3');
    expect(story.points('ada', NOW).available).toBe(305);
  });

  test('what came to somebody whose log was merged meanwhile is not given twice', () => {
    const story = begun().member('zoe', NOW);
    tell(story, joined(), 'j');
    tell(story, ordered(), 'q');
    tell(story, ordered('bob', 'order:2'), 's');
    expect(story.points('ada', NOW).available).toBe(375);
    story.merge('ada', 'zoe', NOW + DAY);
    expect(story.points('zoe', NOW + DAY).available).toBe(375);
    for (const [reaction, key] of [
      [ordered(), 'q'],
      [ordered('bob', 'order:2'), 's'],
    ] as const) {
      const entry = tell(story, reaction, key, NOW + DAY, 'zoe');
      expect([ended(entry), entry.changes]).toEqual([['applied', null], []]);
    }
    tell(story, returned('s', 'bob', 'order:2'), 'u', NOW + DAY, 'zoe');
    expect(story.points('zoe', NOW + DAY).available).toBe(305);
    // The step was taken back: what brought it once more is void.
    const late = begun().member('zoe', NOW);
    tell(late, ordered('bob', 'order:2'), 's');
    tell(late, returned('s', 'bob', 'order:2'), 'u');
    late.merge('ada', 'zoe', NOW + DAY);
    expect(ended(tell(late, ordered('bob', 'order:2'), 's', NOW + DAY, 'zoe'))).toEqual(['refused', 'voided']);
    expect(late.points('zoe', NOW + DAY).balance).toBe(0);
  });
});

describe('milestones', () => {
  test('asked for before they are reached, or twice, they give nothing', () => {
    const story = begun();
    const ask = (key: string, friends = 2) => ended(tell(story, { kind: 'milestone.reached', friends, at: NOW }, key));
    tell(story, ordered('bob'), 'q1');
    expect(ask('m1')).toEqual(['refused', 'voided']);
    tell(story, ordered('cy'), 'q2');
    expect(ask('m2', 3)).toEqual(['refused', 'voided']);
    expect(ask('m3')).toEqual(['applied', null]);
    expect(ask('m4')).toEqual(['refused', 'voided']);
    expect(story.points('ada', NOW).available).toBe(1_600);
    const late = { kind: 'milestone.matured', friends: 2, at: NOW } as const;
    expect(ended(tell(story, late, 'm5'))).toEqual(['refused', 'voided']);
    expect(ended(tell(story, { ...late, friends: 3 }, 'm6'))).toEqual(['refused', 'voided']);
  });

  test('of points wait as long as what a friend brings, of a coupon until the return window has closed', () => {
    const story = begun({ hold: { days: 3 }, milestones: [{ friends: 2, advocate: { discount: { amount: 500 } } }] });
    for (const friend of ['bob', 'cy']) tell(story, ordered(friend), `q-${friend}`);
    story.deliver(NOW);
    expect(story.states.get('ada')?.milestones[2]).toMatchObject({ at: NOW, dueAt: NOW + 3 * DAY, coupon: null });
    const [due] = maturing(story.at('ada', NOW + 3 * DAY), NOW + 3 * DAY);
    if (!due) throw new Error('nothing is due');
    expect(ended(tell(story, due.reaction, 'm', NOW + 3 * DAY))).toEqual(['applied', null]);
    const { effect, ...milestone } = story.states.get('ada')?.milestones[2] ?? {};
    expect(effect).toBe(due.effect);
    expect(milestone).toMatchObject({ at: NOW, dueAt: null, coupon: expect.stringMatching(/^C-ada/) });
    expect(maturing(story.at('ada', NOW + 9 * DAY), NOW + 9 * DAY)).toEqual([]);
  });

  test('one that is reached no longer is taken back, the coupon with it', () => {
    const story = begun({ milestones: [{ friends: 2, advocate: { discount: { amount: 500 } } }] });
    for (const friend of ['bob', 'cy']) tell(story, ordered(friend), `q-${friend}`);
    story.deliver(NOW);
    const [coupon] = Object.values(story.states.get('ada')?.coupons ?? {});
    expect(coupon?.cancelledAt).toBeNull();
    tell(story, returned('q-cy', 'cy'), 'u', NOW + DAY);
    expect(Object.values(story.states.get('ada')?.coupons ?? {})[0]?.cancelledAt).toBe(NOW + DAY);
    expect(story.states.get('ada')?.milestones).toEqual({});
  });
});

describe('what was used before it was taken back', () => {
  const coupon = { discount: { amount: 500 } };
  const open = (story: Story) =>
    Object.values(story.states.get('ada')?.coupons ?? {}).filter(({ cancelledAt }) => cancelledAt === null);
  let orders = 0;
  const use = (story: Story, code: string) => {
    orders += 1;
    story.order('ada', `a${orders}`, { total: 50, coupons: [code] }, { at: NOW });
    return `a${orders}`;
  };
  /** The order is amended and no longer names its code, which may be used again. */
  const unuse = (story: Story, orderId: string) =>
    story.fact(
      'ada',
      'order.amended',
      { amendmentId: 'x', orderId, currency: 'EUR', total: 50, coupons: [] },
      { at: NOW },
    );
  const spend = (story: Story, points: number, when = NOW) => {
    orders += 1;
    story.submit('ada', { kind: 'adjust', points: -points, by: 'a', why: 'b', key: `d${orders}`, body: '' }, when);
  };
  const brings = (story: Story, friend: string, when = NOW) => {
    tell(story, ordered(friend, undefined, when), `q-${friend}`, when);
    story.deliver(when);
  };
  const loses = (story: Story, friend: string, charged = false, when = NOW) => {
    tell(story, { ...returned(`q-${friend}`, friend), charged }, `u-${friend}`, when);
    story.deliver(when);
  };
  const of = (advocate: NonNullable<Referral['milestones']>[number]['advocate'], more: Partial<Referral> = {}) =>
    begun({ advocate: { counter: 'friends', n: 1 }, milestones: [{ friends: 2, advocate }], ...more });

  test('a milestone’s coupon comes no second time, however many friends come and go', () => {
    const story = of(coupon);
    for (const friend of ['bob', 'cy']) brings(story, friend);
    const code = open(story)[0]?.code ?? '';
    const order = use(story, code);
    for (const friend of ['dan', 'eve', 'fay']) {
      loses(story, friend === 'dan' ? 'cy' : friend === 'eve' ? 'dan' : 'eve');
      expect(story.states.get('ada')).toMatchObject({ milestones: {}, milestonesKept: { 2: { coupon: code } } });
      brings(story, friend);
      expect(story.states.get('ada')?.milestones).toMatchObject({ 2: { coupon: code } });
      expect(open(story).map((one) => one.code)).toEqual([code]);
    }
    // One that may be used again goes as one that was never used.
    unuse(story, order);
    loses(story, 'fay');
    expect(open(story)).toEqual([]);
    brings(story, 'gus');
    expect(open(story)).toHaveLength(1);
    expect(open(story)[0]?.code).not.toBe(code);
    story.audit();
  });

  test('nor when it may be used again while the milestone is lost', () => {
    const story = of(coupon);
    for (const friend of ['bob', 'cy']) brings(story, friend);
    const code = open(story)[0]?.code ?? '';
    const order = use(story, code);
    loses(story, 'cy');
    unuse(story, order);
    brings(story, 'dan');
    expect(open(story)).toMatchObject([{ code, usedOn: null }]);
    story.audit();
  });

  test('nor one that waits for its return window', () => {
    const story = of(coupon, { hold: { days: 3 } });
    const matures = (when: number) => {
      for (const { reaction, effect } of maturing(story.at('ada', when), when))
        tell(story, reaction, `${effect}:${when}`, when);
    };
    for (const friend of ['bob', 'cy']) brings(story, friend);
    matures(NOW + 3 * DAY);
    const [{ code } = { code: '' }] = open(story);
    story.order('ada', 'x', { total: 100, coupons: [code] }, { at: NOW + 3 * DAY });
    for (const [gone, friend, day] of [
      ['cy', 'dan', 4],
      // Lost while it waits again.
      ['dan', 'eve', 5],
    ] as const) {
      loses(story, gone, false, NOW + day * DAY);
      brings(story, friend, NOW + day * DAY);
      expect(story.states.get('ada')).toMatchObject({
        milestones: { 2: { coupon: null } },
        milestonesKept: { 2: { coupon: code } },
      });
    }
    matures(NOW + 8 * DAY);
    expect(story.states.get('ada')).toMatchObject({ milestones: { 2: { coupon: code } }, milestonesKept: {} });
    expect(open(story).map((one) => one.code)).toEqual([code]);
    story.audit();
  });

  test('of a milestone’s points only what was taken back is given again', () => {
    const story = of({ points: 1_000 });
    for (const friend of ['bob', 'cy']) brings(story, friend);
    spend(story, 400);
    loses(story, 'cy');
    expect(story.points('ada', NOW)).toMatchObject({ available: 0, owed: 0 });
    brings(story, 'dan');
    expect(story.points('ada', NOW).available).toBe(600);
    spend(story, 600);
    loses(story, 'dan');
    brings(story, 'eve');
    expect(story.points('ada', NOW).available).toBe(0);
    expect(story.states.get('ada')).toMatchObject({
      milestones: { 2: { points: 0, lot: null } },
      milestonesKept: { 2: { points: 1_000 } },
    });
    const undone = story.log('ada').find((entry) => changesOf(entry, 'milestone.undone').length > 0) as Entry;
    const why = (lang: 'en' | 'fr') => entryView(undone, 'x', lang, story.program).why;
    expect(why('en')).toContain('There are fewer than 2 friends again; what stays: 400 points.');
    expect(why('fr')).toContain('Il y a de nouveau moins de 2 amis\u00a0; reste\u00a0: 400 points.');
    story.audit();
  });

  test('points that ran out count as given', () => {
    const story = new Story(
      programOf({
        ...document({
          advocate: { counter: 'friends', n: 1 },
          milestones: [{ friends: 2, advocate: { points: 100 } }],
        }),
        points: { expiry: { days: 5 } },
      }),
    ).member('ada', NOW);
    for (const friend of ['bob', 'cy']) brings(story, friend);
    const later = NOW + 9 * DAY;
    loses(story, 'cy', false, later);
    brings(story, 'dan', later);
    expect(story.points('ada', later)).toMatchObject({ available: 0, pending: 0 });
    story.audit();
    // Not of what was fraud: there nothing stays.
    const fraud = new Story(
      programOf({
        ...document({ steps: [{ on: 'joined', advocate: { points: 5 } }] }),
        points: { expiry: { days: 5 } },
      }),
    ).member('ada', NOW);
    tell(fraud, joined(), 'j');
    tell(fraud, { kind: 'friend.refused', friend: 'bob', at: later, charged: true }, 'r', later);
    tell(fraud, { ...joined('bob', later), again: true }, 'j2', later);
    expect(fraud.points('ada', later)).toMatchObject({ available: 5, owed: 0 });
    fraud.audit();
  });

  test('a further step of a friend gives no second coupon, and of points what was taken back', () => {
    for (const [advocate, left] of [
      [coupon, 0],
      [{ points: 70 }, 20],
    ] as const) {
      const story = of({ counter: 'friends', n: 1 }, { steps: [{ on: 'order', nth: 2, advocate }] });
      brings(story, 'bob');
      tell(story, ordered('bob', 'order:2'), 's1');
      const [{ code } = { code: null }] = open(story);
      if (code) use(story, code);
      else spend(story, 50);
      tell(story, returned('s1', 'bob', 'order:2'), 'u1');
      expect(friendOf(story)?.steps?.['order:2']?.kept).toEqual(code ? { coupon: code } : { points: 50 });
      tell(story, ordered('bob', 'order:2'), 's2');
      expect(open(story)).toHaveLength(code ? 1 : 0);
      expect(story.points('ada', NOW).available).toBe(left);
      tell(story, returned('s2', 'bob', 'order:2'), 'u2');
      tell(story, ordered('bob', 'order:2'), 's3');
      expect(open(story)).toHaveLength(code ? 1 : 0);
      expect(story.points('ada', NOW).available).toBe(left);
      story.audit();
    }
  });

  test('a first order that counts again gives of its points what was taken back', () => {
    const story = begun({});
    tell(story, ordered(), 'q1');
    spend(story, 250);
    tell(story, returned('q1'), 'u1');
    expect(friendOf(story)).toMatchObject({ stage: 'undone', kept: 250 });
    tell(story, ordered(), 'q2');
    expect([story.points('ada', NOW).available, friendOf(story)?.points]).toEqual([50, 50]);
    spend(story, 50);
    tell(story, returned('q2'), 'u2');
    tell(story, ordered(), 'q3');
    expect(story.points('ada', NOW).available).toBe(0);
    expect(friendOf(story)).toMatchObject({ stage: 'rewarded', points: 0, kept: 300 });
    story.audit();
  });

  test('what was fraud is owed, and is given again as a whole', () => {
    const story = begun({});
    tell(story, ordered(), 'q1');
    spend(story, 250);
    tell(story, { ...returned('q1'), charged: true }, 'u1');
    expect(story.points('ada', NOW).balance).toBe(-250);
    tell(story, ordered(), 'q2');
    expect(story.points('ada', NOW).balance).toBe(50);
    story.audit();
  });

  test('points that came back meanwhile do not stay', () => {
    const rewards = [{ id: 'mug', cost: 300, give: { product: 'mug' } }];
    const story = new Story(programOf({ ...document({}), rewards } as never)).member('ada', NOW);
    tell(story, ordered(), 'q1');
    story.submit('ada', { kind: 'redeem', redemption: 'r', reward: 'mug', key: 'r', body: '' }, NOW);
    tell(story, returned('q1'), 'u1');
    tell(story, ordered(), 'q2');
    expect([story.points('ada', NOW).available, friendOf(story)?.kept]).toEqual([0, 300]);
    story.submit('ada', { kind: 'cancel', redemption: 'r', key: 'c', body: '' }, NOW);
    expect(story.points('ada', NOW).available).toBe(300);
    tell(story, returned('q2'), 'u2');
    expect([story.points('ada', NOW).available, friendOf(story)?.kept]).toEqual([0, undefined]);
    tell(story, ordered(), 'q3');
    expect(story.points('ada', NOW).available).toBe(300);
    story.audit();
  });

  test('after a merge, too', () => {
    const story = of(coupon);
    story.member('ann', NOW);
    for (const friend of ['bob', 'cy']) brings(story, friend);
    const code = open(story)[0]?.code ?? '';
    use(story, code);
    loses(story, 'cy');
    story.merge('ada', 'ann', NOW);
    tell(story, ordered('dan'), 'q-dan', NOW, 'ann');
    story.deliver(NOW);
    expect(story.states.get('ann')).toMatchObject({ milestones: { 2: { coupon: code } }, milestonesKept: {} });
    expect(Object.keys(story.states.get('ann')?.coupons ?? {})).toEqual([code]);
    story.audit();
  });

  test('a friend has the gift of a further order once, unless the recommendation is refused', () => {
    const steps = [{ on: 'order', nth: 2, friend: { points: 40 } }] as const;
    const story = new Story(programOf({ ...document({ steps: [...steps] }), rules: [] })).member('ada', NOW);
    story.member('bob', NOW, { joined: false });
    story.submit('bob', { kind: 'join', referral: { advocate: 'ada', code: 'A' }, key: 'j', body: '' }, NOW);
    for (const id of ['o1', 'o2']) story.order('bob', id, { total: 100 }, { at: NOW });
    expect(story.points('bob', NOW).available).toBe(40);
    for (const [gone, next] of [
      ['o2', 'o3'],
      ['o3', 'o4'],
    ] as const) {
      story.fact('bob', 'order.cancelled', { orderId: gone }, { at: NOW });
      story.order('bob', next, { total: 100 }, { at: NOW });
      expect(story.points('bob', NOW).available).toBe(40);
    }
    const decided = (verdict: 'passed' | 'refused') =>
      story.submit('bob', { kind: 'decideReferral', verdict, by: 'a', why: 'b', key: verdict, body: '' }, NOW);
    decided('refused');
    expect(story.points('bob', NOW).available).toBe(0);
    decided('passed');
    expect(story.points('bob', NOW).available).toBe(40);
    story.audit();
  });
});

describe('a recommendation as its advocate sees it', () => {
  test('the latest friends first, at most twenty, with what each has come to', () => {
    const story = begun({ ...SAID, link: 'https://shop.example/welcome?lang=fr' });
    for (let n = 1; n <= 22; n += 1) tell(story, joined(`f${n}`, NOW + n), `j${n}`, NOW + n);
    tell(story, ordered('f7', undefined, NOW + 30), 'q', NOW + 30);
    const extras = {
      externalId: 'a',
      alias: 'A',
      onBoards: true,
      stockLeft: {},
      referralCode: 'A B&C',
      attributes: {},
    };
    const state = story.states.get('ada');
    if (!state) throw new Error('there is no state');
    const { referral } = memberView(story.program, state, extras, NOW + 40, 'en');
    expect(referral).toMatchObject({
      link: 'https://shop.example/welcome?lang=fr&ref=A+B%26C',
      friend: null,
      advocate: { points: 300, gain: { points: 300 } },
      steps: [
        { on: 'joined', nth: null, friend: null, advocate: { points: 5 } },
        { on: 'order', nth: 2, friend: null, advocate: { points: 70 } },
      ],
      milestones: [{ friends: 2, advocate: { points: 1_000 }, reachedAt: null }],
      counts: { joined: 21, ordered: 0, rewarded: 1 },
    });
    expect(referral?.friends).toHaveLength(20);
    expect(referral?.friends[0]).toMatchObject({ stage: 'rewarded', points: 300, activeAt: null });
    expect(referral?.friends.slice(1).map((friend) => Date.parse(friend.at) - NOW)).toEqual(
      Array.from({ length: 22 }, (_, n) => 22 - n)
        .filter((n) => n !== 7)
        .slice(0, 19),
    );
    expect(new Set(referral?.friends.map(({ id }) => id)).size).toBe(20);
  });
});
