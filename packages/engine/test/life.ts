import type { ProgramInput } from '@laurel/contract';
import type { Context } from '../src/index.ts';
import { at, DAY, programOf, Story } from './story.ts';

export const BEGIN = at('2026-03-02T12:00:00Z');
export const END = at('2026-09-30T12:00:00Z');

/** A program with one of each. */
const ONE_OF_EACH: Partial<ProgramInput> = {
  points: { pending: { days: 7 }, expiry: { months: 5 }, warn: { days: 10 }, worth: { amount: 1, points: 1 } },
  counters: [{ id: 'miles', name: 'Miles' }],
  badges: [
    { id: 'critic', name: 'Critic' },
    { id: 'hand', name: 'Friend of the house' },
  ],
  causes: [{ id: 'sea', name: 'Sea rescue', tree: 200 }],
  transfers: {},
  claims: { within: { days: 60 } },
  rules: [
    { id: 'purchase', name: 'Purchases', on: 'order.paid', earn: { points: 1, per: 100 } },
    { id: 'pieces', name: 'Pieces', on: 'order.paid', earn: { points: 2, items: 1 }, lines: { sku: 'tea' } },
    { id: 'miles', name: 'Way', on: 'order.paid', earn: { points: 1, per: 1_000, counter: 'miles' } },
    {
      id: 'review',
      name: 'Reviews',
      on: 'review.published',
      earn: 40,
      pending: false,
      limit: { points: 50, per: 'month' },
    },
  ],
  tiers: [
    { id: 'silver', name: 'Silver', from: { orders: 2 }, gift: { points: 15 } },
    {
      id: 'gold',
      name: 'Gold',
      from: { points: 400, within: { months: 3 } },
      earn: { times: 1.5 },
      warn: { days: 20 },
    },
  ],
  challenges: [
    {
      id: 'two',
      name: 'Two reviews',
      steps: [{ on: 'review.published', times: 2 }],
      grant: { points: 25, badge: 'critic' },
    },
    {
      id: 'road',
      name: 'The road',
      join: true,
      onRefund: 'undo',
      steps: [
        { on: 'store.visited', times: 1, grant: { points: 3 } },
        { on: 'order.paid', times: 1 },
      ],
      grant: { points: 9 },
    },
  ],
  streaks: [
    {
      id: 'visits',
      name: 'Visits',
      on: ['store.visited'],
      freezes: { start: 1, most: 5 },
      pauses: { most: 20 },
      milestones: [{ at: 2, grant: { points: 4 } }],
    },
  ],
  draws: [
    {
      id: 'wheel',
      name: 'Wheel',
      cost: 10,
      total: 10,
      consolation: 'none',
      prizes: [
        { id: 'win', name: 'Thirty', odds: 1, grant: { points: 30 } },
        { id: 'none', name: 'Nothing', odds: 9 },
      ],
    },
  ],
  goals: [
    {
      id: 'together',
      name: 'Together',
      score: { sum: 'orders' },
      target: 4,
      from: '2026-03-01T00:00:00Z',
      until: '2026-05-01T00:00:00Z',
      grant: { points: 12 },
    },
  ],
  rewards: [
    { id: 'mug', name: 'A mug', cost: 50, give: { product: 'mug' } },
    { id: 'card', name: 'A gift card', cost: 30, give: { giftCard: 1_000 } },
    { id: 'sea', name: 'For the sea', cost: 20, give: { donation: 250, cause: 'sea' } },
    { id: 'wood', name: 'Two trees', cost: 20, give: { trees: 2, cause: 'sea' } },
    { id: 'presale', name: 'Presale', cost: 20, give: { access: 'presale', lasts: { days: 9 } } },
  ],
  checkout: { points: 10, amount: 100, hold: { minutes: 30 } },
  referral: {
    friend: { points: 5 },
    advocate: { points: 60 },
    steps: [
      { on: 'joined', advocate: { points: 2 } },
      { on: 'order', nth: 2, advocate: { points: 7 } },
    ],
    milestones: [{ friends: 2, advocate: { points: 11 } }],
  },
};

/** Whose wheel stops where it is told to. */
class Life extends Story {
  number = 5;

  protected override extra(): Partial<Context> {
    return { luck: new Map([['wheel', this.number]]) };
  }
}

/** What a trial does not ask of a log again, or (who decided that it was fraud) not of the advocate’s: it is about rules. */
const NOT_ASKED_AGAIN = new Set(['send', 'extend', 'hold', 'unhold', 'use', 'unuse', 'decideReferral']);

/** What happens to Ada and her friends in a program with one of each, from joining to leaving. */
export function live({ asTried = false } = {}): Life {
  const story = new Life(programOf(ONE_OF_EACH)).member('ada', BEGIN);
  const day = (n: number) => BEGIN + n * DAY;
  let serial = 0;
  const does = (n: number, command: { kind: string } & Record<string, unknown>, who = 'ada') => {
    serial += 1;
    if (asTried && NOT_ASKED_AGAIN.has(command.kind)) return;
    story.submit(who, { key: `c${serial}`, body: '', ...command } as never, day(n));
  };
  const by = { by: 'Zoé', why: 'a late parcel' };
  const line = (sku: string, quantity: number, unitPrice: number) => ({ lineId: sku, sku, quantity, unitPrice });
  const order = (n: number, id: string, total: number, who = 'ada', more: object = {}) =>
    story.order(who, id, { total, ...more }, { at: day(n), key: id });
  const fact = (n: number, type: string, data: object = {}, who = 'ada') =>
    story.fact(who, type, { ...data }, { at: day(n), key: `${type}-${n}-${who}` });

  order(1, 'o1', 12_000, 'ada', { lines: [line('tea', 3, 2_000), line('pot', 1, 6_000)] });
  fact(2, 'review.published');
  fact(2.5, 'review.published');
  does(3, { kind: 'joinChallenge', challenge: 'road' });
  fact(3.1, 'store.visited');
  fact(4, 'store.visited');
  story.submit('bob', { kind: 'join', referral: { advocate: 'ada', code: 'ADA' }, key: 'j', body: '' }, day(5));
  story.deliver(day(5));
  order(6, 'b1', 3_000, 'bob');
  story.deliver(day(6));
  story.deliver(day(6));
  order(7, 'b2', 2_000, 'bob');
  story.deliver(day(7));
  story.submit('cy', { kind: 'join', referral: { advocate: 'ada', code: 'ADA' }, key: 'j', body: '' }, day(7.1));
  order(7.2, 'c1', 1_000, 'cy');
  for (const [who, mine] of [
    ['ada', 1],
    ['bob', 2],
    ['cy', 1],
  ] as const) {
    const goal = { kind: 'goal.reached', goal: 'together', grant: { points: 12 }, at: day(7.2), mine };
    does(7.2, { kind: 'react', reaction: goal }, who);
  }
  for (let n = 0; n < 3; n += 1) story.deliver(day(7.3));
  order(8, 'o2', 30_000);
  story.refund('ada', 'o2', { amount: 10_000, refundId: 'r1' } as never, { at: day(9), key: 'r1' });
  fact(9.5, 'order.amended', { amendmentId: 'a1', orderId: 'o1', currency: 'EUR', total: 13_000 });
  does(20, { kind: 'redeem', redemption: 'red-1', reward: 'mug' });
  does(21, { kind: 'cancel', redemption: 'red-1' });
  does(22, { kind: 'redeem', redemption: 'red-2', reward: 'card' });
  const card = Object.values(story.at('ada', day(22)).coupons).find(({ left }) => left === 1_000)?.code ?? '';
  does(23, { kind: 'use', use: 'u1', code: card, amount: 400, subject: null });
  does(24, { kind: 'unuse', use: 'u1', subject: null });
  for (const reward of ['sea', 'wood', 'presale']) does(25, { kind: 'redeem', redemption: `red-${reward}`, reward });
  does(26, { kind: 'hold', hold: 'h1', points: 20, goods: 5_000 });
  does(26.001, { kind: 'unhold', hold: 'h1' });
  does(27, { kind: 'adjust', points: 33, ...by });
  does(28, { kind: 'adjust', points: -3, ...by });
  story.number = 0;
  does(29, { kind: 'draw', draw: 'wheel' });
  story.number = 5;
  does(30, { kind: 'draw', draw: 'wheel' });
  does(31, { kind: 'grantTier', tier: 'gold', until: day(60), ...by });
  does(32, { kind: 'handBadge', badge: 'hand', take: false, ...by });
  does(33, { kind: 'handBadge', badge: 'hand', take: true, ...by });
  does(34, { kind: 'giveFreezes', streak: 'visits', n: 2, ...by });
  does(35, { kind: 'pauseStreak', streak: 'visits', until: day(40), own: false });
  does(36, { kind: 'pauseStreak', streak: 'visits', until: null, own: false });
  does(37, { kind: 'send', transfer: 't1', to: 'bob', points: 15 });
  story.deliver(day(37));
  does(38, { kind: 'claim', claim: 'clm-1', order: 'o9' });
  does(39, { kind: 'endClaim', claim: 'clm-1', order: 'o9', state: 'refused', by: 'Zoé', why: 'not ours' });
  does(39.5, { kind: 'claim', claim: 'clm-2', order: 'o10' });
  does(39.6, { kind: 'endClaim', claim: 'clm-2', order: 'o10', state: 'settled', by: null, why: null });
  fact(40, 'order.charged_back', { orderId: 'o2' });
  fact(41, 'order.chargeback_won', { orderId: 'o2' });
  does(42, { kind: 'extend', until: { add: { days: 30 } }, before: null, ...by });
  does(43, { kind: 'redeem', redemption: 'red-9', reward: 'nothing' });
  fact(44, 'order.cancelled', { orderId: 'o1' });
  story.fact('bob', 'order.cancelled', { orderId: 'b1' }, { at: day(45), key: 'cancel-b1' });
  story.deliver(day(45));
  does(46, { kind: 'decideReferral', verdict: 'refused', by: 'Zoé', why: 'one person' }, 'bob');
  story.deliver(day(46));
  fact(47, 'order.paid', { orderId: 'usd', currency: 'USD', total: 1_000 });
  does(200, { kind: 'settle' });
  does(205, { kind: 'close', reason: 'erased', into: null }, 'bob');
  return story;
}
