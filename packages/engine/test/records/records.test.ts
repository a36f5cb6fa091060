import { readdirSync, readFileSync } from 'node:fs';
import { Program } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { at } from '../story.ts';
import { ending, explained, standing } from './ending.ts';
import { lived } from './life.ts';
import { made } from './programs/index.ts';
import type { Town } from './town.ts';

const room = new URL('../../../../programs/', import.meta.url);
const ready = readdirSync(room).filter((name) => name.endsWith('.json') && !/^(package|tsconfig)/.test(name));
const BEGIN = at('2026-03-02T12:00:00Z');

async function recorded(program: Program, how: { seed: number; steps: number }, page: string, more: string[] = []) {
  const { town, page: told, now } = lived(program, { ...how, from: BEGIN });
  const lines = [...more, ...told.lines, ...ending({ town, page: told, from: BEGIN, now })];
  await expectPage(page, lines, town);
}

async function expectPage(name: string, lines: string[], town: Town): Promise<void> {
  await expect(`${lines.join('\n').trim()}\n`).toMatchFileSnapshot(`pages/${name.replaceAll(/[, ]+/g, '-')}.txt`);
  town.audit();
}

describe('a ready programme comes to what it came to', () => {
  test.each(ready)('%s', async (name) => {
    const program = Program.parse(JSON.parse(readFileSync(new URL(name, room), 'utf8')));
    await recorded(program, { seed: name.length, steps: 28 }, name.replace('.json', ''));
  });
});

describe('so does a programme made of all that there is', () => {
  test.each(Object.entries(made))('%s', async (name, document) => {
    const program = Program.parse(document);
    await recorded(program, { seed: 1, steps: 110 }, name, explained(program));
  });

  test.each(Object.entries(made))('%s, another time', async (name, document) => {
    const { town, page, now } = lived(Program.parse(document), { seed: 2, steps: 110, from: BEGIN, isBrief: true });
    await expectPage(`${name}-again`, [...page.lines, ...standing({ town, page, now })], town);
  });
});

const CHANGES = [
  'order',
  'order',
  'amend',
  'amend',
  'refund',
  'dispute',
  'dispute',
  'handOver',
  'delivery',
  'cancelOrder',
];
const PAYING = [
  'order',
  'order',
  'redeem',
  'redeem',
  'redeem',
  'use',
  'use',
  'unuse',
  'hold',
  'confirm',
  'cancel',
  'refund',
  'amend',
  'cancelOrder',
  'dispute',
  'dispute',
];
const FRIENDS = [
  'order',
  'order',
  'order',
  'refer',
  'join',
  'refund',
  'dispute',
  'decideReferral',
  'cancelOrder',
  'send',
];
const CARDS = [
  'order',
  'order',
  'order',
  'redeem',
  'use',
  'use',
  'dispute',
  'dispute',
  'dispute',
  'cancelOrder',
  'unuse',
];
const RIGHTS = [
  'order',
  'redeem',
  'redeem',
  'redeem',
  'cancel',
  'cancel',
  'use',
  'settle',
  'event',
  'grantTier',
  'refund',
];
const KEEPING = ['order', 'order', 'order', 'event', 'refund', 'cancelOrder', 'dispute', 'amend'];
const PLAY = [
  'event',
  'event',
  'event',
  'draw',
  'pauseStreak',
  'giveFreezes',
  'order',
  'refund',
  'handBadge',
  'joinChallenge',
];

describe('so does one thing done over and over', () => {
  test.each<[string, keyof typeof made, number, string[]]>([
    ['orders that change under every cap', 'earning', 11, CHANGES],
    ['orders that change under every cap, again', 'earning', 12, CHANGES],
    ['orders that change while points wait', 'lives', 13, CHANGES],
    ['orders that change what was played', 'playing', 14, CHANGES],
    ['orders that change levels', 'rising', 15, CHANGES],
    ['paying with all there is', 'goods', 16, PAYING],
    ['paying with all there is, again', 'goods', 17, PAYING],
    ['friends who come and go', 'friends', 18, FRIENDS],
    ['friends who come for coupons', 'coupons', 19, FRIENDS],
    ['cards of others that pay, get back, and pay again', 'rising', 24, CARDS],
    ['playing on', 'playing', 20, PLAY],
    ['paying for rights and levels', 'rising', 22, RIGHTS],
    ['keeping up with orders', 'playing', 23, KEEPING],
  ])('%s', async (name, program, seed, only) => {
    const { town, page, now } = lived(Program.parse(made[program]), {
      seed,
      steps: 80,
      from: BEGIN,
      only,
      isBrief: true,
    });
    await expectPage(name, [...page.lines, ...standing({ town, page, now })], town);
  });

  test('a long life is folded into a state that is bounded', async () => {
    const rules = [
      { id: 'buy', on: 'order.paid', earn: { points: 1, per: 100 }, cooldown: { hours: 1 } },
      { id: 'stay', on: 'store.visited', earn: 3, expiry: { inactive: { months: 6 }, activities: ['store.visited'] } },
    ];
    const segments = [{ id: 'pots', when: { 'member.bought.codes': 'pot' } }];
    const program = Program.parse({ name: 'For ever', currency: 'EUR', timeZone: 'Europe/Paris', rules, segments });
    const only = ['order', 'event', 'event', 'event'];
    const { town, page, now } = lived(program, { seed: 21, steps: 240, from: BEGIN, only, isBrief: true });
    await expectPage('a long life', standing({ town, page, now }), town);
  });
});
