import type { ProgramInput } from '@laurel/contract';
import type { Random } from './random.ts';

/** Of the shop's page. */
export const ORIGIN = 'https://shop.example';

/** A programme whose points anybody can count without the engine: no caps, no tiers that multiply, nothing pending. */
export function programOf(stock: number, seasons: ProgramInput['boards'] = []): ProgramInput {
  return {
    name: 'Chaos',
    currency: 'EUR',
    origins: [ORIGIN],
    timeZone: 'Europe/Paris',
    rules: [
      { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } },
      { id: 'review', on: 'review.published', earn: WORTH.review },
    ],
    challenges: [{ id: 'critic', steps: [{ on: 'review.published', times: 3 }], grant: { badge: 'critic' } }],
    badges: [{ id: 'critic' }],
    boards: [
      { id: 'month', score: { sum: 'points.earned' }, period: 'month' },
      { id: 'reviews', score: { count: 'review.published' }, period: 'all' },
      { id: 'best', score: { best: 'spend' }, period: 'week' },
      ...seasons,
    ],
    rewards: [
      { id: 'scarce', cost: WORTH.scarce, give: { shipping: 'free' }, stock },
      { id: 'plenty', cost: WORTH.plenty, give: { discount: { amount: 500 } } },
      { id: 'voucher', cost: WORTH.voucher, give: { voucher: 'Odeon' }, codes: { pool: 'vouchers' } },
    ],
    checkout: { points: 1, amount: 1 },
    // A storm of friends is unusual, and nobody is there to look at them.
    referral: {
      friend: { points: WORTH.friend },
      advocate: { points: WORTH.advocate },
      risk: { weights: { velocity: 0 } },
    },
  };
}

export const WORTH = { review: 50, scarce: 30, plenty: 80, voucher: 40, friend: 25, advocate: 300 } as const;

export interface Order {
  kind: 'order';
  id: string;
  member: string;
  total: number;
  /** Sent under so many keys at once, to both processes. */
  twins: number;
  /** First as a visitor's, then as the account's. */
  guest: string | null;
  /** Whose code it came by; such a member has this one order. */
  advocate: string | null;
}

export type Reward = 'scarce' | 'plenty' | 'voucher';

/** One thing that a writer does. What it says depends on nothing but the seed. */
export type Op =
  | Order
  | { kind: 'refund'; id: string; order: Order; amount: number; names: boolean }
  | { kind: 'undo'; id: string; order: Order }
  | { kind: 'review' | 'visit'; id: string; member: string }
  | { kind: 'redeem'; id: string; member: string; reward: Reward; cancel: boolean }
  | { kind: 'adjust'; id: string; member: string; points: number }
  | { kind: 'hold'; id: string; member: string; points: number; end: 'confirm' | 'release' }
  | { kind: 'profile'; id: string; member: string; name: string }
  | { kind: 'batch'; id: string; orders: Order[] }
  /** What must be refused, and leave nothing. */
  | { kind: 'broken'; id: string; member: string; how: 'shape' | 'future' | 'other body' };

export interface Plan {
  ops: Op[];
  members: string[];
  advocates: string[];
  /** How many of the scarce reward there are. */
  stock: number;
  /** Codes of the vouchers, fewer than are asked for. */
  codes: string[];
}

const ADVOCATES = 5;
/** How many orders back, or ahead, a refund looks. */
const REACH = 200;

/** What a seed comes to: about so many operations, counting each of a batch. */
export function planOf(random: Random, count: number): Plan {
  const members = Array.from({ length: Math.min(5_000, Math.max(20, Math.ceil(count / 20))) }, (_, n) => `m${n}`);
  const orders: Order[] = [];
  const ops: Op[] = [];
  let serial = 0;
  // One member in the middle of every storm: a hot log.
  const someone = () => (random.chance(0.05) ? (members[0] as string) : random.pick(members));
  const order = (rest: Partial<Order> = {}): Order => {
    const made: Order = {
      kind: 'order',
      id: `o${serial++}`,
      member: someone(),
      total: random.whole(100, 20_000),
      twins: 1,
      guest: null,
      advocate: null,
      ...rest,
    };
    if (made.advocate === null) orders.push(made);
    return made;
  };
  const advocates = members.slice(0, ADVOCATES);
  const some = () => random.pick(orders.slice(-REACH));
  const makers: [weight: number, make: () => Op][] = [
    [38, () => order()],
    [12, () => ({ kind: 'refund', id: `r${serial++}`, order: some(), amount: amount(), names: random.chance(0.5) })],
    [2, () => ({ kind: 'undo', id: `u${serial++}`, order: some() })],
    [6, () => order({ twins: 2 })],
    [12, () => ({ kind: 'review', id: `v${serial++}`, member: someone() })],
    [7, () => ({ kind: 'visit', id: `w${serial++}`, member: someone() })],
    [
      13,
      () => ({
        kind: 'redeem',
        id: `b${serial++}`,
        member: someone(),
        reward: random.pick<Reward>(['scarce', 'plenty', 'voucher']),
        cancel: random.chance(0.35),
      }),
    ],
    [4, () => ({ kind: 'adjust', id: `a${serial++}`, member: someone(), points: random.pick([-120, -30, 20, 250]) })],
    [
      5,
      () => ({
        kind: 'hold',
        id: `h${serial++}`,
        member: someone(),
        points: random.whole(5, 150),
        end: random.pick(['confirm', 'release']),
      }),
    ],
    [3, () => ({ kind: 'profile', id: `p${serial++}`, member: someone(), name: `Name ${serial}` })],
    [2, () => order({ guest: `g${serial}` })],
    [2, () => order({ member: `f${serial}`, advocate: random.pick(advocates) })],
    [
      0.3,
      () => ({ kind: 'batch', id: `t${serial++}`, orders: Array.from({ length: random.whole(2, 25) }, () => order()) }),
    ],
    [
      1.5,
      () => ({
        kind: 'broken',
        id: `x${serial++}`,
        member: someone(),
        how: random.pick(['shape', 'future', 'other body']),
      }),
    ],
  ];
  const amount = () => random.whole(1, 15_000);
  const all = makers.reduce((sum, [weight]) => sum + weight, 0);
  ops.push(order());
  for (let size = 1; size < count; ) {
    let at = random.next() * all;
    const make = makers.find(([weight]) => {
      at -= weight;
      return at < 0;
    })?.[1];
    const op = make?.() ?? order();
    size += sizeOf(op);
    ops.push(op);
  }
  // Some refunds come before their orders.
  for (let at = ops.length - 1; at > 0; at -= 1) {
    const op = ops[at] as Op;
    if (op.kind !== 'refund' || !random.chance(0.15)) continue;
    const to = Math.max(0, at - random.whole(1, REACH));
    ops.splice(at, 1);
    ops.splice(to, 0, op);
  }
  const stock = Math.max(5, Math.ceil(count / 60));
  return { ops, members, advocates, stock, codes: Array.from({ length: stock }, (_, n) => `ODEON-${n}`) };
}

/** How many operations one counts for. */
export function sizeOf(op: Op): number {
  return op.kind === 'batch' ? op.orders.length : 1;
}

/** What a batch or a repeated order comes to, one by one. */
export function ordersOf(ops: Op[]): Order[] {
  return ops.flatMap((op) => (op.kind === 'order' ? [op] : op.kind === 'batch' ? op.orders : []));
}
