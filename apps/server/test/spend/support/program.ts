import type { ProgramInput } from '@laurel/contract';
import type { Answer, House } from '../../doors/support/house.ts';

/** A reward of each kind that the doors treat differently. */
export const SPENDING: Partial<ProgramInput> = {
  tiers: [],
  causes: [{ id: 'sea', name: { en: 'Sea rescue', fr: 'Sauvetage en mer' } }],
  badges: [{ id: 'friend', name: 'Friend' }],
  challenges: [],
  checkout: { points: 100, amount: 100, minimum: 10, step: 10, percent: 50, hold: { minutes: 30 } },
  rewards: [
    { id: 'five-off', cost: 10, give: { discount: { amount: 500 } }, codes: { pattern: 'SUMMER-####-####' } },
    { id: 'from-fifty', cost: 10, give: { discount: { amount: 500 }, minimum: 5_000 } },
    { id: 'scarce', cost: 10, give: { product: 'mug' }, stock: 10 },
    { id: 'card', cost: 10, give: { giftCard: 1_000 } },
    { id: 'credit', cost: 10, give: { storeCredit: 1_000 } },
    { id: 'early', cost: 10, give: { access: 'presale', lasts: { days: 3 } } },
    { id: 'cinema', cost: 10, give: { voucher: 'Odeon' }, codes: { pool: 'odeon', low: 1 } },
    { id: 'sea', cost: 10, give: { donation: 250, cause: 'sea' } },
    { id: 'tree', cost: 10, give: { trees: 1, cause: 'sea' } },
  ],
};

let keys = 0;

/** Calls that a shop makes, each under a key of its own unless told otherwise. */
export function shopOf(house: Pick<House, 'rest'>) {
  const key = () => `k${++keys}`;
  const post = (path: string, body: object): Promise<Answer> => house.rest('POST', path, { key: key(), ...body });
  return {
    earn: (member: string, euros: number) =>
      post('/v1/events', {
        type: 'order.paid',
        member,
        data: { orderId: `earn-${++keys}`, currency: 'EUR', total: euros * 100 },
      }),
    redeem: (member: string, reward: string, rest: object = {}) => post('/v1/redemptions', { member, reward, ...rest }),
    post,
  };
}
