import { Program } from '@laurel/contract';

const CATEGORIES = ['tea', 'coffee', 'cups', 'books', 'sweets', 'flowers', 'candles', 'linen', 'soap', 'garden'];
const BRANDS = ['north', 'harbour', 'wren', 'alder', 'quill'];
const DAY = 86_400_000;
const iso = (/** @type {number} */ at) => new Date(at).toISOString();

/**
 * Fifty rules, twenty challenges and ten campaigns as a busy merchant would have them: most look at a line, an amount, a tier or an hour,
 * and some of each hold for the order that is measured.
 * @param {number} now
 */
export function busyProgram(now) {
  const rules = [
    { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 }, limit: { points: 5_000, per: 'month' } },
    ...Array.from({ length: 29 }, (_, n) => ({
      id: `line-${n}`,
      on: 'order.paid',
      lines: n % 2 ? { category: CATEGORIES[n % 10] } : { brand: BRANDS[n % 5], unitPrice: { $gte: 100 * n } },
      earn: { points: 1 + (n % 3), per: 200, of: 'lines' },
      ...(n % 4 === 0 ? { exclusive: 'brands' } : {}),
    })),
    ...Array.from({ length: 10 }, (_, n) => ({
      id: `large-${n}`,
      on: 'order.paid',
      when: { 'event.total': { $gte: 2_000 * (n + 1) }, 'member.tier': n % 2 ? 'gold' : { $in: ['silver', 'gold'] } },
      earn: 10 + n,
      limit: { times: 2, per: 'week' },
    })),
    ...Array.from({ length: 5 }, (_, n) => ({
      id: `hour-${n}`,
      on: 'order.paid',
      when: { 'time.weekday': { $in: [n + 1, n + 2] }, 'time.hour': { $gte: 8, $lt: 20 } },
      earn: 5,
    })),
    ...Array.from({ length: 5 }, (_, n) => ({ id: `done-${n}`, on: `thing${n}.done`, earn: 10 })),
  ];
  const challenges = Array.from({ length: 20 }, (_, n) => ({
    id: `goal-${n}`,
    steps: [
      n % 2
        ? { on: 'order.paid', times: 1_000_000, when: { 'event.total': { $gte: 500 * n } } }
        : { on: 'order.paid', sum: 'subtotal', reach: 1_000_000_000 },
      { on: `thing${n % 5}.done`, times: 3 },
    ],
    grant: { points: 100 },
  }));
  const campaigns = Array.from({ length: 10 }, (_, n) => ({
    id: `weeks-${n}`,
    from: iso(now - (n + 1) * 10 * DAY),
    until: iso(now + (n % 3 ? n * DAY + DAY : -DAY)),
    when: { 'member.orders': { $gte: n } },
    earn: { times: 1 + (n % 3) / 2 },
  }));
  return Program.parse({
    name: 'Busy',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    points: { pending: { days: 14 }, expiry: { months: 12 } },
    rules,
    challenges,
    campaigns,
    stack: 'add',
    limit: { points: 100_000, per: 'month' },
    tiers: [
      { id: 'silver', from: { points: 500, within: { months: 12 }, count: 'earned' }, earn: { times: 1.25 } },
      { id: 'gold', from: { points: 2_000, within: { months: 12 }, count: 'earned' }, earn: { times: 1.5 } },
    ],
  });
}

/**
 * An order of five lines, as a shop sends it.
 * @param {number} n
 */
export function orderOf(n) {
  const lines = Array.from({ length: 5 }, (_, at) => ({
    lineId: `${n}-${at}`,
    sku: `SKU-${(n * 7 + at) % 500}`,
    name: `Loose leaf no. ${(n + at) % 90}, in a tin of two hundred grams`,
    quantity: 1 + ((n + at) % 3),
    unitPrice: 450 + 110 * at,
    category: CATEGORIES[(n + at) % 10],
    brand: BRANDS[(n + at) % 5],
  }));
  const subtotal = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  return { orderId: `order-${n}`, currency: 'EUR', total: subtotal + 490, subtotal, shipping: 490, tax: 0, lines };
}
