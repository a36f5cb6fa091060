import type { ProgramInput } from '@laurel/contract';
import type { Command, Context, Entry } from '../../src/index.ts';
import { at, changesOf, programOf, Story } from '../story.ts';

export const NOW = at('2026-03-10T12:00:00Z');
export const BY = { by: 'Zoé', why: 'a present' };
export type RewardInput = NonNullable<ProgramInput['rewards']>[number];
type Asked = { kind: Command['kind']; key?: string } & Record<string, unknown>;
let made = 0;

/** An id that nothing else has. */
export const fresh = (of: string) => `${of}${++made}`;

/** A shop that knows whose cards come with an order. */
export class Shop extends Story {
  cards = new Set<string>();
  luck = 0;
  protected override extra(): Partial<Context> {
    return { cards: this.cards, luck: new Map([['d', this.luck]]) };
  }
  ask(asked: Asked, when = NOW, who = 'm'): Entry {
    return this.submit(who, { key: `k${++made}`, body: '', ...asked } as Command, when);
  }
  buy(reward: string, when = NOW, more: object = {}): Entry {
    const redemption = `r${++made}`;
    return this.ask({ kind: 'redeem', redemption, reward, key: redemption, ...more }, when);
  }
  has(when = NOW): number {
    return this.points('m', when).available;
  }
}
export const why = ({ outcome, reason }: Entry) => (outcome === 'refused' ? reason : outcome);
export const codeOf = (entry: Entry) => changesOf(entry, 'coupon.issued')[0]?.coupon.code ?? '';
export const idOf = (entry: Entry) => changesOf(entry, 'redeemed')[0]?.redemption ?? '';

export const shop = (rewards: RewardInput[], more: Partial<ProgramInput> = {}) => {
  const story = new Shop(programOf({ rules: [{ id: 'start', on: 'a.done', earn: 1_000 }], rewards, ...more })).member(
    'm',
    NOW,
  ) as Shop;
  story.fact('m', 'a.done', {}, { at: NOW });
  return story;
};
