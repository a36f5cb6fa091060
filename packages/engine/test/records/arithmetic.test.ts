import { Program } from '@laurel/contract';
import { expect, test } from 'vitest';
import {
  type Bought,
  boughtByBoth,
  difference,
  NOTHING_BOUGHT,
  piecesOf,
  withOrder,
  withPieces,
} from '../../src/buyer/bought.ts';
import { buyerOf } from '../../src/buyer/fields.ts';
import { roundAt, standingAt, turnsOf } from '../../src/challenges/round.ts';
import { mostPoints, pointsFor, worthOf } from '../../src/checkout/worth.ts';
import { addDuration, type State } from '../../src/index.ts';
import { shown } from '../../src/number/fraction.ts';
import { asideOf } from '../../src/order/aside.ts';
import { giveBack, remainingData } from '../../src/order/give-back.ts';
import {
  earningShare,
  type Goods,
  goodsOf,
  isGone,
  subtotalOf,
  taxed,
  totalOf,
  untaxed,
} from '../../src/order/goods.ts';
import { unitAt, unitEnds } from '../../src/streaks/unit.ts';
import { walk } from '../../src/streaks/walk.ts';
import { at, DAY } from '../story.ts';
import { Chance } from './chance.ts';
import { instant, said } from './said.ts';

const NOW = at('2026-03-10T12:00:00Z');
const kept = (lines: string[], name: string) =>
  expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`tables/${name}.txt`);

test('what remains of orders of which things come back, a part after another', async () => {
  const chance = new Chance(41);
  const left = (goods: Goods) => {
    const { worth, shipping, money, lines, aside } = goods;
    const of = (means: ('points' | 'gift_card' | 'store_credit')[], which: 'all' | 'goods') =>
      shown(earningShare(goods, { earnNothing: means, of: which }));
    const {
      subtotal,
      tax,
      total,
      lines: told,
    } = remainingData(goods, { lines: goods.order.lines }) as Record<string, unknown>;
    return said([
      isGone(goods) ? 'gone' : '',
      shown(worth),
      shipping,
      money,
      shown(subtotalOf(goods)),
      shown(totalOf(goods)),
      shown(untaxed(goods, 100)),
      lines.map(({ net, returned, cut }) => `${net}-${returned}-${cut}`),
      aside.map(({ means, amount, of: within }) => `${means} ${shown(amount)} ${within}`),
      [
        of(['points'], 'all'),
        of(['points'], 'goods'),
        of(['gift_card', 'points'], 'all'),
        of(['store_credit'], 'goods'),
        of([], 'all'),
      ],
      [subtotal, tax, total, Array.isArray(told) ? told.map(({ quantity }: { quantity: number }) => quantity) : told],
    ]);
  };
  const lines = Array.from({ length: 70 }, () => {
    const items = Array.from({ length: chance.of([0, 1, 2, 3]) }, (_, n) => ({
      ...(chance.is(40) ? { lineId: `l${n}` } : {}),
      sku: chance.of(['a', 'b']),
      quantity: 1 + chance.below(3),
      unitPrice: chance.of([0, 100, 250, 333]),
      ...(chance.is(30) ? { discount: chance.of([50, 400]) } : {}),
    }));
    const sum = items.reduce(
      (all, { quantity, unitPrice, discount = 0 }) => all + Math.max(0, quantity * unitPrice - discount),
      0,
    );
    const subtotal = items.length === 0 || chance.is(30) ? chance.of([0, 500, 1_000, sum]) : sum;
    const [tax, shipping] = [chance.of([0, 0, 0, 100]), chance.of([0, 0, 50])];
    const total = Math.max(0, subtotal + tax + shipping - chance.of([0, 0, 100]));
    const order = {
      orderId: 'o',
      currency: 'EUR',
      total,
      subtotal,
      shipping,
      tax,
      lines: items,
      coupons: [],
      paidWith: [
        ...(chance.is(40) ? [{ kind: 'points' as const, hold: 'h', amount: chance.of([100, 50, 400]) }] : []),
        ...(chance.is(30) ? [{ kind: 'gift_card' as const, code: 'C', amount: chance.of([100, total]) }] : []),
      ],
    };
    let goods = goodsOf(order as never);
    const told = [`${said(order)}: ${shown(taxed(goods))} ${asideOf(order as never).length}`, `  ${left(goods)}`];
    for (let n = 0; n < 4; n += 1) {
      const refund = {
        refundId: `r${n}`,
        amount: chance.of([0, 100, 101, 250, total, Math.floor(total / 2), total + 1, n === 3 ? null : 50]),
        shipping: chance.of([0, 0, 50, 20]),
        lines: chance.is(60)
          ? Array.from({ length: 1 + chance.below(2) }, () => ({
              sku: chance.of(['a', 'b', 'c']),
              quantity: 1 + chance.below(2),
              ...(chance.is(30) ? { lineId: chance.of(['l0', 'l1', 'l9']) } : {}),
              ...(chance.is(30) ? { unitPrice: chance.of([100, 250]) } : {}),
            }))
          : [],
      };
      goods = giveBack(goods, refund);
      told.push(`  ${said([refund.amount, refund.shipping, refund.lines])}: ${left(goods)}`);
    }
    return told;
  }).flat();
  await kept(lines, 'goods');
});

test('what points are worth at the checkout, and how many may be put down', async () => {
  const lines: string[] = [];
  for (const [points, amount] of [
    [1, 1],
    [100, 100],
    [3, 1],
    [1, 3],
    [10, 7],
  ] as const)
    for (const [minimum, maximum, step] of [
      [1, undefined, 1],
      [10, 60, 10],
      [15, undefined, 4],
    ] as const)
      for (const percent of [100, 50, 33]) {
        const checkout = {
          points,
          amount,
          minimum,
          step,
          percent,
          hold: { minutes: 1 },
          ...(maximum ? { maximum } : {}),
        } as never;
        const most = [0, 9, 10, 61, 500].map((available) =>
          [null, 0, 1, 7, 20, 100].map((goods) => mostPoints(checkout, available, goods)).join(','),
        );
        const worth = [0, 1, 2, 3, 10, 99].map((n) => worthOf(checkout, n));
        const parts = [0, 1, 6, 7, 8].map((part) => pointsFor(part, { points: 10, amount: 7 }));
        lines.push(
          `${said([points, amount, minimum, maximum ?? null, step, percent])}: ${most.join(' ')} | ${worth.join(' ')} | ${parts.join(' ')}`,
        );
      }
  await kept(lines, 'slider');
});

test('which round of a challenge a fact finds', async () => {
  const program = { timeZone: 'Europe/Paris' };
  const day = (n: number) => addDuration('Europe/Paris', NOW, { days: Math.abs(n) }, n < 0 ? -1 : 1);
  const lines: string[] = [];
  for (const within of [undefined, 'week', 'month', { days: 3 }] as const)
    for (const repeat of [undefined, 'ever', { times: 2 }] as const)
      for (const more of [{}, { cooldown: { days: 2 } }, { onRefund: 'undo' }, { join: true }] as const) {
        const challenge = {
          id: 'c',
          steps: [],
          grant: {},
          onRefund: 'keep',
          ...(within ? { within } : {}),
          ...(repeat ? { repeat } : {}),
          ...more,
        } as never;
        const standings = [
          undefined,
          { startedAt: day(0) },
          { startedAt: day(0), completedAt: day(1), times: 1 },
          { startedAt: day(0), completedAt: day(1), times: 2, joinedAt: day(0) },
          { startedAt: null, completedAt: null, joinedAt: day(2) },
        ].map((one) => one && { steps: [1], completedAt: null, lot: null, points: 0, expired: 0, ...one });
        lines.push(
          `${said([within ?? null, repeat ?? null, more])}: ${standings
            .map((standing) => {
              const when = [-9, -3, -2, -1, 0, 1, 2, 3, 4, 6, 30].map(day);
              const found = when
                .flatMap((one) => [one - 1, one])
                .map((one) => roundAt(program, challenge, standing, one)[0]);
              const later = standingAt(program, challenge, standing, day(30));
              const turns = standing ? turnsOf(program, challenge, standing).map(instant) : [];
              return `${found.join('')} ${later === standing ? 'same' : said(later)} ${turns.join(' ')}`;
            })
            .join(' | ')}`,
        );
      }
  await kept(lines, 'rounds');
});

test('where a streak stands, with freezes and pauses', async () => {
  const chance = new Chance(42);
  const lines = Array.from({ length: 120 }, () => {
    const runs: { from: number; to: number }[] = [];
    for (let unit = 100 + chance.below(3); unit < 120; unit += 2 + chance.below(5)) {
      const to = unit + chance.below(3);
      runs.push({ from: unit, to });
      unit = to;
    }
    const base = chance.of([
      { current: 0, start: null, freezes: 0, last: null },
      { current: 3, start: 95, freezes: 1, last: 98 },
      { current: 0, start: null, freezes: 2, last: 90 },
    ]);
    const gives = Array.from({ length: chance.below(4) }, () => ({
      unit: 98 + chance.below(20),
      n: 1 + chance.below(2),
      most: 1 + chance.below(3),
    })).sort((a, b) => a.unit - b.unit);
    const pauses = Array.from({ length: chance.below(3) }, () => {
      const from = 98 + chance.below(20);
      return [from, from + chance.below(5)] as [number, number];
    });
    const streak = {
      per: 'day',
      zone: 'UTC',
      begun: true,
      base,
      best: chance.of([0, 2, 5]),
      runs,
      gives,
      pauses,
      reached: {},
      earned: null,
    } as never;
    const last = runs.at(-1)?.to ?? 100;
    const walked = [last, last + 1, last + 2, last + 4].map((now) => {
      const { current, start, best, freezes, frozen, last: kept } = walk(streak, now);
      return [current, start, best, freezes, frozen, kept].map(said).join(',');
    });
    return `${said({ base, runs: runs.map(({ from, to }) => `${from}-${to}`), gives: gives.map(({ unit, n, most }) => `${unit}:${n}/${most}`), pauses })}: ${walked.join(' | ')}`;
  });
  for (const zone of ['UTC', 'Asia/Tokyo', 'America/New_York'])
    for (const per of ['day', 'week', 'month'] as const)
      lines.push(
        `${zone} ${per}: ${[
          '1970-01-01T12:00:00Z',
          '1969-12-31T23:00:00Z',
          '2026-03-01T14:59:59Z',
          '2026-03-01T15:00:00Z',
          '2026-03-02T05:00:00Z',
          '2026-12-31T23:59:59Z',
        ]
          .map((iso) => {
            const unit = unitAt(zone, at(iso), per);
            return `${unit} ${instant(unitEnds(zone, unit, per))}`;
          })
          .join(', ')}`,
      );
  await kept(lines, 'streaks');
});

test('what a buyer bought, as it is kept and as conditions see it', async () => {
  const chance = new Chance(43);
  const program = Program.parse({
    name: 'B',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    rules: [
      {
        id: 'r',
        on: 'order.paid',
        earn: 1,
        when: {
          'member.bought.codes': 'a',
          'member.last.10.spent': 0,
          'member.last.3.codes': 'a',
          'member.top.spent': 1,
        },
      },
    ],
  });
  let bought: Bought = NOTHING_BOUGHT;
  let other: Bought = NOTHING_BOUGHT;
  let now = NOW;
  const lines: string[] = [];
  const told = (of: Bought) =>
    `${said(of.orders.map(([when, n, spend]) => `${instant(when)} ${n} ${spend}`))} ${(['codes', 'categories', 'brands'] as const).map((of_) => said(of[of_].map(([name, times]) => `${name} ${times.map(([when, n]) => `${instant(when)}:${n}`).join(' ')}`))).join(' ')}`;
  for (let n = 0; n < 90; n += 1) {
    now += chance.of([0, DAY, DAY, 2 * DAY, 5 * DAY]);
    const when = now - chance.of([0, 0, 0, DAY, 9 * DAY]);
    const of = (m: number) => ({
      line: {
        sku: chance.of(['a', 'b', 'c', 'd', '__proto__']),
        quantity: 1,
        unitPrice: 1,
        ...(chance.is(50) ? { category: chance.of(['x', 'y']) } : {}),
        ...(chance.is(30) ? { brand: 'z' } : {}),
      },
      quantity: m,
    });
    const before = piecesOf([of(1), { line: null, quantity: 3 }, of(2), of(0)]);
    const after = piecesOf(chance.is(50) ? [of(1)] : []);
    const pieces = chance.is(70) ? before : difference(before, after);
    const orders = chance.of([1, 1, 1, 0, -1]);
    bought = withOrder(bought, when, orders, chance.of([100, 200, -100]));
    if (pieces) bought = withPieces(bought, when, pieces);
    if (n % 3 === 0) other = withPieces(withOrder(other, when + 1, 1, 50), when, before);
    const state = { orders: n, spent: 70 * n, firstOrderAt: n === 0 ? null : NOW, bought } as unknown as State;
    const standings = { spent: [0, 5_000, 2_000, 300], orders: [0, 80, 40] };
    const { last, bought: things, ...buyer } = buyerOf(program, state, now, n % 5 === 0 ? null : standings);
    lines.push(
      `${instant(when)} ${orders} ${said(pieces)} ${said(difference(before, after))}`,
      `  ${told(bought)}`,
      `  ${said(buyer)} ${said(last)} ${said(things)}`,
    );
  }
  lines.push(
    told(other),
    told(boughtByBoth(bought, other)),
    said(difference({ codes: { a: 1 } }, { codes: { a: 1 } })),
  );
  // Bounded: what is old goes, and so does what is too much.
  let many: Bought = NOTHING_BOUGHT;
  for (let n = 0; n < 420; n += 1)
    many = withPieces(withOrder(many, NOW + n * 1_000, 1, 1), NOW + n * 1_000, {
      codes: { [`c${n % 210}`]: 1 },
      categories: { [`k${n % 105}`]: 1 },
      brands: { all: 1 },
    });
  const sizes = (of: Bought) => [
    of.orders.length,
    of.orders[0]?.[0],
    of.codes.length,
    of.codes[0]?.[0],
    of.categories.length,
    of.categories[0]?.[0],
    of.brands[0]?.[1].length,
  ];
  lines.push(
    said(sizes(many)),
    said(sizes(withOrder(many, NOW + 1_100 * DAY, 1, 1))),
    said(sizes(withOrder(many, NOW + 1_100 * DAY + 5_000, 1, 1))),
  );
  await kept(lines, 'bought');
});
