import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import type { Context, Entry, Evidence } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-06-10T12:00:00Z');
const LINK = { advocate: 'ada', code: 'ADA' };
type Referral = NonNullable<ProgramInput['referral']>;
type Found = Partial<Evidence>;

/** A program whose server has found something out about every recommendation. */
class Watched extends Story {
  found: Found | null = {};

  protected override extra(): Partial<Context> {
    if (!this.found) return {};
    const blank = { shared: [], disposable: false, ring: null, charged: false };
    const quiet = { siblings: { device: 0, payment: 0, ip: 0 }, recent: { hour: 1, day: 1 } };
    return { evidence: { advocate: 'ada', ...blank, ...quiet, ...this.found } };
  }
}

function watched(found: Found | null, referral: Partial<Referral> = {}): Watched {
  const story = new Watched(
    programOf({ referral: { advocate: { points: 300 }, friend: { points: 50 }, ...referral } }),
  );
  story.member('ada', NOW);
  story.found = found;
  return story;
}
const join = (story: Story, when = NOW) =>
  story.submit('bob', { kind: 'join', referral: LINK, key: 'j', body: '' }, when);
const judged = (entry: Entry) => {
  const [found] = changesOf(entry, 'referral.assessed');
  return found && [found.verdict, found.score, ...found.reasons.map(({ reason, weight }) => `${reason} ${weight}`)];
};
const assessed = (found: Found, risk?: Referral['risk']) => judged(join(watched(found, risk ? { risk } : {})));

describe('the risk of a recommendation is a sum that anybody can check', () => {
  test.each<[Found, unknown[]]>([
    [{ shared: ['email'] }, ['refused', 100, 'same_email 100']],
    [{ shared: ['email', 'look', 'stem'] }, ['refused', 100, 'same_email 100']],
    [{ shared: ['look', 'stem'] }, ['refused', 85, 'lookalike_email 85']],
    [{ shared: ['stem'] }, ['review', 45, 'similar_email 45']],
    [{ shared: ['person'] }, ['refused', 85, 'same_person 85']],
    [{ shared: ['name'] }, ['passed', 20, 'same_name 20']],
    [{ shared: ['initials'] }, ['passed', 20, 'same_name 20']],
    [{ shared: ['phone'] }, ['review', 60, 'same_phone 60']],
    [{ shared: ['device'] }, ['review', 50, 'same_device 50']],
    [{ shared: ['payment'] }, ['review', 60, 'same_payment 60']],
    [{ shared: ['address'] }, ['passed', 15, 'same_address 15']],
    [{ shared: ['ip'] }, ['passed', 10, 'same_ip 10']],
    [{ shared: ['ip', 'stem'] }, ['review', 55, 'similar_email 45', 'same_ip 10']],
    [{ disposable: true }, ['review', 60, 'disposable_domain 60']],
    [{ ring: 3 }, ['refused', 90, 'ring 90']],
    [{ charged: true }, ['refused', 90, 'charged_back 90']],
    [{ charged: true, shared: ['email'] }, ['refused', 100, 'same_email 100', 'charged_back 90']],
  ])('%j', (found, expected) => {
    expect(assessed(found)).toEqual(expected);
  });

  test.each<[string, Found, unknown[]]>([
    [
      'a device may be lent between two who are known apart',
      { shared: ['device'], apart: ['birthday', 'phone'] },
      ['passed', 25, 'same_device 25'],
    ],
    ['so may a card', { shared: ['payment'], apart: ['birthday', 'phone'] }, ['passed', 30, 'same_payment 30']],
    ['one thing apart is not enough', { shared: ['device'], apart: ['phone'] }, ['review', 50, 'same_device 50']],
    ['nor the other', { shared: ['device'], apart: ['birthday'] }, ['review', 50, 'same_device 50']],
    [
      'two things that one carries',
      { shared: ['device', 'payment'] },
      ['refused', 100, 'same_payment 60', 'same_device 50'],
    ],
    [
      'a name with a device is a person',
      { shared: ['name', 'device'] },
      ['refused', 100, 'same_person 85', 'same_device 50'],
    ],
    [
      'a name at an address is a person',
      { shared: ['name', 'address'] },
      ['refused', 100, 'same_person 85', 'same_address 15'],
    ],
    [
      'unless the friend has a name of their own',
      { shared: ['name', 'address'], apart: ['name'] },
      ['passed', 35, 'same_name 20', 'same_address 15'],
    ],
    [
      'or another birthday: father and son',
      { shared: ['name', 'address'], apart: ['birthday'] },
      ['passed', 35, 'same_name 20', 'same_address 15'],
    ],
    ['a name by itself is common', { shared: ['name', 'ip'] }, ['passed', 30, 'same_name 20', 'same_ip 10']],
  ])('two people or one: %s', (_, found, expected) => {
    expect(assessed(found)).toEqual(expected);
  });

  test.each<[string, Found, unknown[]]>([
    ['an address and a connection', { shared: ['address', 'ip'] }, ['passed', 0]],
    ['and a device', { shared: ['address', 'device'] }, ['passed', 0]],
    ['an address alone is no home', { shared: ['address'] }, ['passed', 15, 'same_address 15']],
    ['nor is a connection', { shared: ['ip', 'device'] }, ['review', 60, 'same_device 50', 'same_ip 10']],
    [
      'one telephone at home, and nothing told of their own',
      { shared: ['address', 'phone'] },
      ['review', 40, 'household 40'],
    ],
    ['but two birthdays', { shared: ['address', 'phone'], apart: ['birthday'] }, ['passed', 0]],
    [
      'device and card are one person’s',
      { shared: ['address', 'device', 'payment'] },
      ['refused', 100, 'same_payment 60', 'same_device 50', 'same_address 15'],
    ],
    [
      'two telephones: somebody has to look',
      { shared: ['address', 'device', 'payment'], apart: ['phone'] },
      ['review', 40, 'household 40'],
    ],
    ['a domain of their own', { shared: ['address', 'device', 'company'] }, ['review', 40, 'household 40']],
    [
      'a name beside it',
      { shared: ['name', 'address', 'ip'] },
      ['refused', 100, 'same_person 85', 'same_address 15', 'same_ip 10'],
    ],
    [
      'a name beside it, of two people',
      { shared: ['name', 'address', 'ip'], apart: ['birthday', 'phone'] },
      ['passed', 20, 'same_name 20'],
    ],
    [
      'a mailbox for a day',
      { shared: ['address', 'ip'], disposable: true },
      ['refused', 85, 'disposable_domain 60', 'same_address 15', 'same_ip 10'],
    ],
    [
      'a chargeback',
      { shared: ['address', 'ip'], charged: true },
      ['refused', 100, 'charged_back 90', 'same_address 15', 'same_ip 10'],
    ],
    ['a ring', { shared: ['address', 'ip'], ring: 2 }, ['refused', 100, 'ring 90', 'same_address 15', 'same_ip 10']],
  ])('a home: %s', (_, found, expected) => {
    expect(assessed(found)).toEqual(expected);
  });

  test.each<[string, Found, unknown[]]>([
    ['its address and network say nothing', { shared: ['company', 'address', 'ip'] }, ['passed', 0]],
    ['a card of the firm pays for several', { shared: ['company', 'payment'] }, ['review', 60, 'same_payment 60']],
    [
      'of two known apart, half',
      { shared: ['company', 'address', 'payment'], apart: ['birthday', 'phone'] },
      ['passed', 30, 'same_payment 30'],
    ],
    ['a telephone is one’s own', { shared: ['company', 'phone', 'ip'] }, ['review', 70, 'same_phone 60', 'same_ip 10']],
    [
      'colleagues come by one network',
      { shared: ['company'], siblings: { device: 0, payment: 0, ip: 3 }, apart: ['birthday', 'phone'] },
      ['passed', 0],
    ],
    [
      'who is nobody does not',
      { shared: ['company'], siblings: { device: 0, payment: 0, ip: 3 } },
      ['review', 45, 'shared_connection 45'],
    ],
  ])('an office: %s', (_, found, expected) => {
    expect(assessed(found)).toEqual(expected);
  });

  test.each<[Found, unknown[]]>([
    [{ shared: ['ip'], recent: { hour: 5, day: 15 } }, ['passed', 10, 'same_ip 10']],
    [{ recent: { hour: 5, day: 5 } }, ['passed', 0]],
    [{ recent: { hour: 6, day: 6 } }, ['review', 45, 'velocity 45']],
    [{ recent: { hour: 3, day: 16 } }, ['review', 45, 'velocity 45']],
    [{ siblings: { device: 1, payment: 0, ip: 0 } }, ['passed', 0]],
    [{ siblings: { device: 2, payment: 0, ip: 0 } }, ['review', 60, 'shared_device 60']],
    [{ siblings: { device: 0, payment: 1, ip: 0 } }, ['review', 70, 'shared_payment 70']],
    [{ siblings: { device: 0, payment: 0, ip: 2 } }, ['passed', 0]],
    [{ siblings: { device: 0, payment: 0, ip: 3 } }, ['review', 45, 'shared_connection 45']],
    [
      { siblings: { device: 2, payment: 1, ip: 3 } },
      ['refused', 100, 'shared_payment 70', 'shared_device 60', 'shared_connection 45'],
    ],
  ])('the other friends of an advocate: %j', (found, expected) => {
    expect(assessed(found)).toEqual(expected);
  });

  test('weights, limits and homes are the program’s to say', () => {
    expect(assessed({ shared: ['ip'] }, { weights: { same_ip: 0 } })).toEqual(['passed', 0]);
    expect(assessed({ shared: ['device'] }, { weights: { same_device: 39 } })).toEqual([
      'passed',
      39,
      'same_device 39',
    ]);
    expect(assessed({ shared: ['device'] }, { weights: { same_device: 40 } })).toEqual([
      'review',
      40,
      'same_device 40',
    ]);
    expect(assessed({ shared: ['device'] }, { weights: { same_device: 79 } })).toEqual([
      'review',
      79,
      'same_device 79',
    ]);
    expect(assessed({ shared: ['device'] }, { weights: { same_device: 80 } })).toEqual([
      'refused',
      80,
      'same_device 80',
    ]);
    const lent: Found = { shared: ['device'], apart: ['birthday', 'phone'] };
    expect(assessed(lent, { weights: { same_device: 81 } })).toEqual(['review', 40, 'same_device 40']);
    expect(assessed({ shared: ['ip'] }, { review: 5, refuse: 10 })).toEqual(['refused', 10, 'same_ip 10']);
    expect(assessed({ shared: ['email'] }, { refuse: 101 })).toEqual(['review', 100, 'same_email 100']);
    const home: Found = { shared: ['address', 'ip'] };
    expect(assessed(home, { households: 'review' })).toEqual(['review', 40, 'household 40']);
    expect(assessed(home, { households: 'refuse' })).toEqual(['refused', 80, 'household 80']);
    const doubtful: Found = { shared: ['address', 'phone'] };
    expect(assessed(doubtful, { households: 'review' })).toEqual(['review', 40, 'household 40']);
    expect(assessed(doubtful, { households: 'refuse' })).toEqual(['refused', 80, 'household 80']);
    expect(assessed({ recent: { hour: 3, day: 3 } }, { velocity: { perHour: 2, perDay: 9 } })).toEqual([
      'review',
      45,
      'velocity 45',
    ]);
  });

  test('where nothing was found, or of another advocate, nothing is written', () => {
    expect(assessed({})).toBeUndefined();
    expect(assessed({ recent: { hour: 2, day: 40 } })).toBeUndefined();
    expect(assessed({ advocate: 'eve', shared: ['email'] })).toBeUndefined();
    expect(judged(join(watched(null)))).toBeUndefined();
  });
});

describe('what a risk holds up', () => {
  const points = (story: Story, id: string) => story.points(id, NOW + 9 * DAY).balance;
  const settle = (story: Story) => {
    for (let n = 0; n < 4; n += 1) story.deliver(NOW + 2 * DAY);
    return [points(story, 'ada'), points(story, 'bob')];
  };
  const decideIt = (story: Story, verdict: 'passed' | 'refused', key: string = verdict) =>
    story.submit('bob', { kind: 'decideReferral', verdict, by: 'Zoé', why: 'looked', key, body: '' }, NOW + 2 * DAY);
  const ordered = (story: Story, id = 'o1', total = 5_000) => story.order('bob', id, { total }, { at: NOW + DAY });
  const silent = ({ silent: all }: Entry) => all.filter(({ of }) => of === 'referral').map(({ reason }) => reason);

  test('in review: neither side gets anything until somebody approves; then both get all of it, once', () => {
    const story = watched({ shared: ['device'] });
    expect(silent(join(story))).toEqual(['referral_in_review']);
    expect(settle(story)).toEqual([0, 0]);
    expect(silent(ordered(story))).toEqual(['referral_in_review']);
    expect(settle(story)).toEqual([0, 50]);
    expect(decideIt(story, 'passed')).toMatchObject({ outcome: 'applied' });
    expect(settle(story)).toEqual([300, 100]);
    decideIt(story, 'passed', 'again');
    expect(settle(story)).toEqual([300, 100]);
    story.audit();
  });

  test('approved before the order, the welcome comes at once and the reward with the order', () => {
    const story = watched({ shared: ['device'] });
    join(story);
    decideIt(story, 'passed');
    expect(settle(story)).toEqual([0, 50]);
    expect(silent(ordered(story))).toEqual([]);
    expect(settle(story)).toEqual([300, 100]);
  });

  test('refused by its score: nothing, until somebody knows better', () => {
    const story = watched({ shared: ['email'] });
    expect(silent(join(story))).toEqual(['referral_refused']);
    expect(silent(ordered(story))).toEqual(['referral_refused']);
    expect(settle(story)).toEqual([0, 50]);
    decideIt(story, 'passed');
    expect(settle(story)).toEqual([300, 100]);
    expect(story.at('ada', NOW + 9 * DAY).friends.bob).toMatchObject({ stage: 'rewarded', points: 300 });
  });

  test('refused by somebody: what was given is taken back, also where it was spent; approved after all, it comes again', () => {
    const story = watched(null);
    join(story);
    ordered(story);
    expect(settle(story)).toEqual([300, 100]);
    story.submit('ada', { kind: 'adjust', points: -300, by: 'Zoé', why: 'spent', key: 'a', body: '' }, NOW + 2 * DAY);
    decideIt(story, 'refused');
    expect(settle(story)).toEqual([-300, 50]);
    expect(story.at('ada', NOW + 9 * DAY).friends.bob?.stage).toMatch(/undone|refused/);
    decideIt(story, 'passed', 'after all');
    expect(settle(story)).toEqual([0, 100]);
    decideIt(story, 'refused', 'no');
    expect(settle(story)).toEqual([-300, 50]);
    story.audit();
  });

  test('what is found at the order weighs more than what was at the joining, and a word more than both', () => {
    const story = watched({ shared: ['ip'] });
    expect(judged(join(story))).toEqual(['passed', 10, 'same_ip 10']);
    story.found = { shared: ['payment', 'ip'] };
    const entry = ordered(story);
    expect(judged(entry)).toEqual(['review', 70, 'same_payment 60', 'same_ip 10']);
    // The welcome was given by then.
    expect(settle(story)).toEqual([0, 100]);
    const trusted = watched({ shared: ['ip'] });
    join(trusted);
    decideIt(trusted, 'passed');
    trusted.found = { shared: ['email'] };
    expect(judged(ordered(trusted))).toBeUndefined();
    expect(settle(trusted)).toEqual([300, 100]);
    const less = watched({ shared: ['device'] });
    join(less);
    less.found = { shared: ['ip'] };
    expect(judged(ordered(less))).toBeUndefined();
    expect(settle(less)).toEqual([0, 50]);
  });

  test('of somebody whom nobody recommended there is nothing to decide', () => {
    const story = watched(null).member('bob', NOW);
    expect(decideIt(story, 'passed')).toMatchObject({ outcome: 'refused', reason: 'reward_unavailable' });
  });
});

describe('steps and milestones', () => {
  const program: Partial<Referral> = {
    friend: { discount: { percent: 10 }, valid: { days: 30 } },
    advocate: { discount: { amount: 500 } },
    hold: { days: 14 },
    steps: [
      { on: 'joined', advocate: { points: 5 } },
      { on: 'order', nth: 2, advocate: { points: 70 }, friend: { points: 20 } },
    ],
    milestones: [{ friends: 2, advocate: { points: 1_000 } }],
  };
  const friend = (story: Story, id: string, orders: number) => {
    story.submit(id, { kind: 'join', referral: LINK, key: 'j', body: '' }, NOW);
    for (let n = 1; n <= orders; n += 1) story.order(id, `${id}-${n}`, { total: 1_000 }, { at: NOW + n });
    for (let n = 0; n < 4; n += 1) story.deliver(NOW + 10);
  };
  const of = (story: Story, id: string, days: number) => story.at(id, NOW + days * DAY);

  test('a friend who joins, orders and orders again brings what each step says; points wait out the hold', () => {
    const story = watched(null, program);
    friend(story, 'bob', 2);
    const [welcome] = Object.values(of(story, 'bob', 1).coupons);
    expect(welcome).toMatchObject({ give: { percent: 10 }, welcome: true });
    expect(of(story, 'ada', 1)).toMatchObject({ pending: 75, available: 0 });
    expect(of(story, 'ada', 15)).toMatchObject({ pending: 0, available: 75 });
    // What the friend gets for the step waits for nothing.
    expect(of(story, 'bob', 1).available).toBe(40);
    expect(of(story, 'ada', 1).friends.bob).toMatchObject({ stage: 'ordered' });
  });

  test('an order that is given back undoes its step and no other', () => {
    const story = watched(null, program);
    friend(story, 'bob', 2);
    story.refund('bob', 'bob-2', { amount: 1_000 }, { at: NOW + DAY });
    for (let n = 0; n < 4; n += 1) story.deliver(NOW + DAY);
    expect(of(story, 'ada', 20).available).toBe(5);
    expect(of(story, 'ada', 20).friends.bob?.stage).toBe('ordered');
    story.refund('bob', 'bob-1', { amount: 1_000 }, { at: NOW + 2 * DAY });
    for (let n = 0; n < 4; n += 1) story.deliver(NOW + 2 * DAY);
    expect(of(story, 'ada', 20).friends.bob?.stage).toBe('undone');
    expect(of(story, 'ada', 20).available).toBe(5);
    story.audit();
  });

  test('so many friends who ordered are a milestone, reached once, and undone when one of them is', () => {
    const story = watched(null, program);
    friend(story, 'bob', 1);
    expect(of(story, 'ada', 20).available).toBe(5);
    friend(story, 'cy', 1);
    expect(of(story, 'ada', 20).available).toBe(1_010);
    expect(Object.keys(of(story, 'ada', 20).milestones)).toEqual(['2']);
    friend(story, 'dan', 1);
    expect(of(story, 'ada', 20).available).toBe(1_015);
    for (const id of ['bob', 'cy']) {
      story.refund(id, `${id}-1`, { amount: 1_000 }, { at: NOW + DAY });
      for (let n = 0; n < 4; n += 1) story.deliver(NOW + DAY);
    }
    expect(of(story, 'ada', 20).available).toBe(15);
    expect(of(story, 'ada', 20).milestones).toEqual({});
    story.audit();
  });
});
