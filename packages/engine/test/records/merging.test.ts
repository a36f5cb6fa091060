import { Program, type ProgramInput } from '@laurel/contract';
import { expect, test } from 'vitest';
import { at } from '../story.ts';
import { lookedAgain, standing } from './ending.ts';
import { lived } from './life.ts';
import { made } from './programs/index.ts';
import { pending, waiting } from './programs/waiting.ts';
import type { Town } from './town.ts';

/** Whose accounts turn out to be one person's, and when: a visitor's, a friend's and its advocate's, and one that has taken over others. */
const MERGES: Record<number, [from: string, into: string]> = {
  18: ['eve', 'dee'],
  30: ['dee', 'ada'],
  44: ['cy', 'bob'],
  55: ['ada', 'bob'],
};

test.each<[string, ProgramInput, number]>([
  ['levels that are merged', made.rising, 41],
  ['games that are merged', made.playing, 42],
  ['goods that are merged', made.goods, 43],
  ['lives that are merged', made.lives, 44],
  ['coupons of friends who are merged', waiting, 45],
  ['friends who are merged', { ...pending, credit: { lastDays: 20 } }, 46],
])('%s', async (name, document, seed) => {
  let step = 0;
  const merge = (town: Town, now: number) => {
    step += 1;
    const merged = MERGES[step];
    if (!merged) return;
    town.merge(...merged, now);
    town.carryOut(now);
  };
  const from = at('2026-03-02T12:00:00Z');
  const how = { seed, steps: 66, from, isBrief: true, meanwhile: merge };
  const { town, page, now } = lived(Program.parse(document), how);
  const lines = [...page.lines, ...standing({ town, page, now }), ...lookedAgain({ town, from, now })];
  await expect(`${lines.join('\n').trim()}\n`).toMatchFileSnapshot(`pages/${name.replaceAll(' ', '-')}.txt`);
  town.audit();
});
