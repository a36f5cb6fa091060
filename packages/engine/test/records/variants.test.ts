import type { Program, ProgramInput } from '@laurel/contract';
import { expect, test } from 'vitest';
import {
  type Command,
  entryView,
  explainProgram,
  memberView,
  previewView,
  programView,
  upcomingView,
} from '../../src/index.ts';
import { tryOver } from '../replay/tried.ts';
import { at, DAY, programOf, Story } from '../story.ts';
import { Chance } from './chance.ts';
import { VARIANTS } from './programs/variants.ts';
import { flat, moved, said, seen } from './said.ts';
import { Town } from './town.ts';

const BEGIN = at('2026-03-02T12:00:00Z');
const NOW = at('2026-04-10T12:00:00Z');
const LANGUAGES = ['en', 'fr'] as const;

const base: Partial<ProgramInput> = {
  counters: [{ id: 'miles', name: 'Miles' }],
  badges: [{ id: 'b' }],
  rewards: [{ id: 'mug', cost: 50, give: { product: 'mug' } }],
};

/** What a member does in six weeks, whatever the program makes of it. */
function lived(program: Program): Town {
  const town = new Town(program, new Chance(1));
  const does = (command: object, when: number, key: string) => {
    town.submit('ada', { key, body: '', ...command } as Command, when);
    town.carryOut(when);
  };
  const fact = (type: string, data: object, days: number) => {
    const occurredAt = BEGIN + days * DAY;
    const key = `${type}-${days}`;
    does({ kind: 'fact', fact: { type, key, occurredAt, data }, referral: null }, occurredAt, key);
  };
  const order = (orderId: string, total: number, days: number, more: object = {}) =>
    fact('order.paid', { orderId, currency: 'EUR', total, ...more }, days);
  does({ kind: 'create', guest: true }, BEGIN, 'create');
  does({ kind: 'join', referral: null }, BEGIN, 'join');
  const lines = [
    { sku: 'tea', quantity: 3, unitPrice: 1_999 },
    { sku: 'pot', quantity: 1, unitPrice: 4_050, discount: 50 },
  ];
  order('o1', 10_497, 1, { shipping: 500, lines, channel: 'app' });
  does({ kind: 'joinChallenge', challenge: 'c' }, BEGIN + DAY, 'take-up');
  fact('review.published', { stars: 5 }, 2);
  for (const days of [35, 36, 38, 39]) fact('store.visited', { place: 'counter' }, days);
  for (const score of [7, 12, 12]) fact('game.played', { score, sku: `s${score}` }, 30 + score / 100);
  order('o2', 8_000, 37);
  fact('order.refunded', { orderId: 'o1', refundId: 'r', amount: 1_000 }, 37.5);
  fact('membership.started', {}, 37.6);
  for (const { id } of program.rewards) does({ kind: 'redeem', redemption: id, reward: id }, BEGIN + 38 * DAY, id);
  for (const { id } of program.draws) does({ kind: 'draw', draw: id }, BEGIN + 38.5 * DAY, `draw-${id}`);
  does({ kind: 'hold', hold: 'h', points: 20, goods: 5_000 }, BEGIN + 38.6 * DAY, 'hold');
  return town;
}

/** What a member and anybody are told, by where it stands on the page. */
function told(program: Program, town: Town) {
  const state = town.states.get('ada');
  if (!state) throw new Error('there is no state');
  const extras = {
    externalId: 'ada',
    alias: 'Ada',
    onBoards: true,
    stockLeft: { w: 2 },
    referralCode: 'ADA',
    attributes: {},
    badges: { members: 8, holders: { b: 3 } },
  };
  const own = (when: number, locale: string) => flat(memberView(program, state, extras, when, locale));
  const later = said(upcomingView(program, state, NOW));
  const anybody = (when: number) =>
    flat(programView(program, 1, 'fr', when, { stockLeft: {}, causes: { sea: { money: 400, trees: 3, cost: 450 } } }));
  return { own, anybody, later };
}

function explained(program: Program): string[] {
  return LANGUAGES.flatMap((locale) =>
    explainProgram(program, 1, locale).sections.flatMap(({ title, lines }) => lines.map((line) => `${title}: ${line}`)),
  );
}

/** What another order, visit or try would come to. */
function foretold(program: Program, town: Town): Map<string, string> {
  const fact = (type: string, data: object) =>
    ({ kind: 'fact', fact: { type, key: 'k', occurredAt: NOW, data }, referral: null, key: 'k', body: '' }) as Command;
  const asks = [
    fact('order.paid', { orderId: 'o9', currency: 'EUR', total: 6_000 }),
    fact('store.visited', { place: 'counter' }),
    fact('review.published', { stars: 5 }),
    fact('order.paid', { orderId: 'o8', currency: 'CHF', total: 100 }),
    fact('order.refunded', { orderId: 'o2', refundId: 'r9', amount: 100 }),
  ];
  const state = town.states.get('ada');
  if (!state) throw new Error('there is no state');
  return new Map(
    asks.flatMap((ask) => {
      const entry = town.preview('ada', ask, NOW);
      const { programVersion: _, ...view } = previewView(program, state, entry, { ifJoined: false, locale: 'en' });
      return [...flat(view, `${entry.fact?.type} ${entry.fact?.data.currency ?? ''}`.trim())];
    }),
  );
}

/** What is told of each entry, in a sentence and in all lines. */
function sentences(program: Program, town: Town): string[] {
  return town.log('ada').flatMap((entry) => {
    const { text, why } = entryView(entry, 'x', 'en', program);
    return [`“${text}”`, ...why.slice(0, -1)];
  });
}

test('one thing that a program says otherwise is told, shown and explained otherwise', async () => {
  const plain = programOf(base);
  const usual = lived(plain);
  const before = { ...told(plain, usual), foretold: foretold(plain, usual) };
  const known = new Set([...explained(plain), ...sentences(plain, usual)]);
  const first = [
    ...known,
    ...seen(before.anybody(NOW)).map((line) => `  anybody > ${line}`),
    ...seen(before.own(NOW, 'en')).map((line) => `  > ${line}`),
    ...seen(before.foretold).map((line) => `  foretold > ${line}`),
  ];
  const pages = VARIANTS.flatMap(([what, more]) => {
    const program = programOf({ ...base, ...more });
    const town = lived(program);
    const { own, anybody, later } = told(program, town);
    return [
      '',
      what,
      ...[...explained(program), ...sentences(program, town)].filter((line) => !known.has(line)),
      ...moved(before.anybody(NOW), anybody(NOW)).map((line) => `  anybody > ${line}`),
      ...moved(anybody(NOW), anybody(NOW + 60 * DAY)).map((line) => `  anybody, later > ${line}`),
      ...moved(before.own(NOW, 'en'), own(NOW, 'en')).map((line) => `  > ${line}`),
      ...moved(own(NOW, 'en'), own(NOW + 60 * DAY, 'en')).map((line) => `  later > ${line}`),
      ...(later === before.later ? [] : [`  to come ${later}`]),
      ...moved(own(NOW, 'en'), own(NOW, 'fr')).map((line) => `  fr > ${line}`),
      ...moved(before.foretold, foretold(program, town)).map((line) => `  foretold > ${line}`),
    ].filter((line) => !/> (coupons\.C-ada-15|rules\.purchase): .*gone/.test(line));
  });
  await expect(`${[...first, ...pages].join('\n')}\n`).toMatchFileSnapshot('tables/variants.txt');
});

/** What three people did, each in their own measure, with a program that has nothing of all that. */
function facts(): Story {
  const story = new Story(programOf(base));
  const all: [day: number, what: (when: number) => unknown][] = [];
  for (const [n, who] of ['ada', 'bob', 'cy'].entries()) {
    const fact = (type: string, data: object, day: number) =>
      all.push([day, (when) => story.fact(who, type, { ...data }, { at: when, key: `${type} ${who} ${day}` })]);
    all.push([n, (when) => story.member(who, when)]);
    for (let day = 3; day < 39; day += 5 + 3 * n) {
      const lines = [{ sku: day % 2 === 0 ? 'tea' : 'pot', quantity: 1 + (day % 3), unitPrice: 500 }];
      const goods = day % 4 === 0 ? { lines, total: 500 * (1 + (day % 3)) } : { total: 1_000 * (1 + ((day * 3) % 9)) };
      const channel = day % 2 === 0 ? 'app' : 'web';
      all.push([day, (when) => story.order(who, `${who}${day}`, { ...goods, channel }, { at: when })]);
      fact('game.played', { score: (day * 3) % 20 }, day + 0.1);
      if (day % 2 === n % 2) fact('review.published', { stars: 5 }, day + 0.2);
    }
    for (const day of [20, 21, 22, 24, 25]) fact('store.visited', { place: 'counter' }, day);
    fact('order.refunded', { orderId: `${who}3`, refundId: 'r', amount: 500 }, 12);
    fact('order.cancelled', { orderId: `${who}${8 + 3 * n}` }, 30);
    const redeem = { kind: 'redeem', redemption: `m${who}`, reward: 'mug', key: `m${who}`, body: '' } as const;
    all.push([31 + n, (when) => story.submit(who, redeem, when)]);
    fact('membership.started', {}, 33);
  }
  for (const [day, what] of all.sort(([a], [b]) => a - b)) what(BEGIN + day * DAY);
  return story;
}

test('what each would have made of what happened', async () => {
  const story = facts();
  const logs = [...story.logs];
  const published = { program: story.program, version: 1 };
  const during = { since: BEGIN + 3 * DAY, until: NOW + 9 * DAY };
  const plain = tryOver({ draft: published, published }, logs, during);
  const usual = flat(plain.published);
  // What nobody bought or used there makes no difference to it.
  const drafts = VARIANTS.filter(([, { rewards, checkout, referral }]) => !rewards && !checkout && !referral);
  const pages = drafts.flatMap(([what, more]) => {
    const sides = { draft: { program: programOf({ ...base, ...more }), version: 2 }, published };
    const { draft, counts, winners, losers, looks } = tryOver(sides, logs, during, 1 + (what.length % 3));
    const who = (all: typeof winners) => all.map((one) => `${one.member} ${one.draft - one.published}`).join(' ');
    return [
      '',
      `${what}: ${looks} ${said(counts)} ${who(winners)}, ${who(losers)}`,
      ...moved(usual, flat(draft)).map((line) => `  ${line}`),
    ];
  });
  await expect(`${[...seen(usual), ...pages].join('\n')}\n`).toMatchFileSnapshot('tables/trials.txt');
});
