import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { type Entry, maturing, memberView, type Reaction } from '../../src/index.ts';
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
