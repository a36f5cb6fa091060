import { Program, type ProgramInput } from '@laurel/contract';
import { expect, test } from 'vitest';
import { maturing } from '../../src/index.ts';
import { at } from '../story.ts';
import { lookedAgain, standing } from './ending.ts';
import { lived } from './life.ts';
import { pending, waiting } from './programs/waiting.ts';
import type { Town } from './town.ts';

const FRIENDS = ['order', 'order', 'order', 'order', 'refer', 'join', 'refund', 'decideReferral', 'cancelOrder'];

/** Gives what has waited for its return window, as the server does when it falls due. */
function mature(town: Town, now: number): void {
  for (const [who, state] of town.states)
    for (const { effect, reaction } of maturing(state, now)) {
      town.submit(who, { kind: 'react', key: `mature:${effect}`, body: '', reaction }, now);
      town.carryOut(now);
    }
}

test.each<[string, ProgramInput, number]>([
  ['coupons of friends that wait', waiting, 31],
  ['coupons of friends that wait, again', waiting, 32],
  ['points of friends that wait', pending, 33],
])('%s come to what they came to', async (name, document, seed) => {
  const from = at('2026-03-02T12:00:00Z');
  const how = { seed, steps: 90, from, only: FRIENDS, isBrief: true, meanwhile: mature };
  const { town, page, now } = lived(Program.parse(document), how);
  const lines = [...page.lines, ...standing({ town, page, now }), ...lookedAgain({ town, from, now })];
  const file = `pages/${name.replaceAll(/[, ]+/g, '-')}.txt`;
  await expect(`${lines.join('\n').trim()}\n`).toMatchFileSnapshot(file);
  town.audit();
});
