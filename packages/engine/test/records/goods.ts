import type { Program } from '@laurel/contract';
import type { Chance } from './chance.ts';
import type { Town } from './town.ts';
import type { Wishes } from './wishes.ts';

/** Prices on a coarse grid, so that sums often come to a limit exactly; and some that no round number divides. */
const PRICES = [0, 100, 250, 500, 1_000, 2_000, 5_000, 999, 333];

/** What an order holds, as a shop would tell it. Amounts in minor units. */
export type Basket = Record<string, unknown> & { total: number };

/** An order of somebody: lines now and then, prices beside and at what the program asks for. */
export function basketOf(town: Town, who: string, chance: Chance, wishes: Wishes): Basket {
  const { program } = town;
  const others = [...program.currencies.map(({ code }) => code), 'CHF'];
  const currency = chance.is(6 * others.length) ? chance.of(others) : program.currency;
  const shipping = chance.is(20) ? 500 : 0;
  const tax = chance.is(10) ? 200 : 0;
  const lines = chance.is(60) ? linesOf(chance, wishes) : [];
  const sum = lines.reduce((all, { quantity, unitPrice, discount = 0 }) => all + quantity * unitPrice - discount, 0);
  const goods =
    lines.length > 0 ? sum : chance.is(40) ? chance.of([...wishes.amounts, 10_000]) : 500 * chance.below(40);
  return {
    currency,
    total: goods + shipping + tax,
    ...(shipping > 0 ? { shipping } : {}),
    ...(tax > 0 ? { tax } : {}),
    ...(chance.is(15) ? { subtotal: goods } : {}),
    ...(lines.length > 0 ? { lines } : {}),
    ...(chance.is(20) ? { channel: chance.of(['app', 'store']), country: chance.of(['FR', 'US']) } : {}),
    ...fieldsOf(chance, wishes),
    ...paymentOf(town, who, chance, program, goods),
  };
}

interface Line {
  lineId?: string;
  sku: string;
  quantity: number;
  unitPrice: number;
  discount?: number;
  category?: string;
  brand?: string;
}

function linesOf(chance: Chance, { skus, categories, brands }: Wishes): Line[] {
  return Array.from({ length: 1 + chance.below(3) }, (_, at) => {
    const quantity = 1 + chance.below(3);
    const unitPrice = chance.of(PRICES);
    return {
      ...(chance.is(50) ? { lineId: `l${at}` } : {}),
      sku: chance.of(skus),
      quantity,
      unitPrice,
      ...(chance.is(20) ? { discount: Math.min(quantity * unitPrice, 250) } : {}),
      ...(chance.is(80) ? { category: chance.of(categories) } : {}),
      ...(chance.is(40) ? { brand: chance.of(brands) } : {}),
    };
  });
}

/** Fields of the event itself that conditions ask about, with those of `attributes` below it. */
export function fieldsOf(chance: Chance, { data }: Wishes, except: readonly string[] = []): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const attributes: Record<string, unknown> = {};
  for (const [path, values] of Object.entries(data)) {
    const [first = '', second] = path.split('.');
    if (!chance.is(70) || KEPT.has(first) || except.includes(first)) continue;
    const value = chance.of(values);
    if (first === 'attributes' && second !== undefined) attributes[second] = value;
    else if (second === undefined) fields[first] = value;
  }
  return Object.keys(attributes).length > 0 ? { ...fields, attributes } : fields;
}

/** What an order says by itself. */
const KEPT = new Set([
  'type',
  'country',
  'channel',
  'orderNumber',
  'total',
  'subtotal',
  'lines',
  'currency',
  'shipping',
  'tax',
  'orderId',
  'coupons',
  'paidWith',
]);

/** Coupons, cards and points that it is paid with: one's own, or (a card) anybody's. */
function paymentOf(
  town: Town,
  who: string,
  chance: Chance,
  { checkout }: Program,
  goods: number,
): Record<string, unknown> {
  const state = town.states.get(who);
  const own = Object.values(state?.coupons ?? {});
  const others = [...town.states.values()].flatMap(({ coupons }) => Object.values(coupons));
  const codes = own.filter(({ left }) => left === null).map(({ code }) => code);
  const cards = others.filter(({ left }) => left !== null);
  const holds = Object.keys(state?.holds ?? {});
  const paidWith: object[] = [];
  if (checkout && holds.length > 0 && chance.is(60))
    paidWith.push({ kind: 'points', hold: chance.of([...holds, 'h0']) });
  if (cards.length > 0 && chance.is(50)) {
    const { code, left, give } = chance.of(cards);
    const kind = 'giftCard' in give ? 'gift_card' : 'store_credit';
    paidWith.push({ kind, code, amount: Math.max(1, chance.of([left ?? 1, 500, Math.min(goods, 700)])) });
  }
  return {
    ...(paidWith.length > 0 ? { paidWith } : {}),
    ...(codes.length > 0 && chance.is(50)
      ? { coupons: [chance.of(codes), ...(chance.is(10) ? ['NOBODYS'] : [])] }
      : {}),
  };
}
