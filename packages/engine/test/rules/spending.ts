import type { ProgramInput } from '@laurel/contract';
import { type Entry, memberView } from '../../src/index.ts';
import { at, changesOf, programOf, Story } from '../story.ts';

/** A member with points that last differently long, and what spends them. */
export const NOW = at('2026-11-02T12:00:00Z');
export const MINUTE = 60_000;
export const rules = [
  { id: 'short', on: 'a.done', earn: 50, expiry: { days: 20 } },
  { id: 'long', on: 'b.done', earn: 50, expiry: { days: 90 } },
  { id: 'ever', on: 'c.done', earn: 900 },
];
const causes = [{ id: 'sea', name: 'Sea rescue' }];
const badges = [{ id: 'friend', name: 'Friend' }];
export type Give = NonNullable<ProgramInput['rewards']>[number]['give'];

export const begin = (input: Partial<ProgramInput> = {}) => {
  const story = new Story(programOf({ rules, causes, badges, ...input })).member('m', NOW);
  for (const type of ['c.done', 'b.done', 'a.done']) story.fact('m', type, {}, { at: NOW });
  return story;
};
export const selling = (give: Give, rest: object = {}) => begin({ rewards: [{ id: 'it', cost: 70, give, ...rest }] });
export const redeem = (story: Story, when = NOW, id = 'r') =>
  story.submit('m', { kind: 'redeem', redemption: id, reward: 'it', key: id, body: '' }, when);
export const cancel = (story: Story, when = NOW, id = 'r', key = `x${id}`) =>
  story.submit('m', { kind: 'cancel', redemption: id, key, body: '' }, when);
export const codeOf = (entry: Entry) => changesOf(entry, 'coupon.issued')[0]?.coupon.code ?? '';
export const use = (
  story: Story,
  code: string,
  key: string,
  { amount = null, subject = null }: { amount?: number | null; subject?: string | null } = {},
  when = NOW,
) => story.submit('m', { kind: 'use', use: key, code, amount, subject, key, body: '' }, when);
export const unuse = (story: Story, id: string, subject: string | null = null) =>
  story.submit('m', { kind: 'unuse', use: id, subject, key: `un${id}`, body: '' }, NOW);
export const available = (story: Story, when = NOW) => story.points('m', when).available;
export const view = (story: Story, when = NOW, stockLeft: Record<string, number | null> = {}) =>
  memberView(
    story.program,
    story.at('m', when),
    { externalId: 'm', alias: 'M', onBoards: true, stockLeft, referralCode: null, attributes: {} } as never,
    when,
    'en',
  );

/** Amends the order `o` of 50.00, by an id and with what else it says. */
export const amending = (story: Story) => (id: string, data: object) =>
  story.fact(
    'm',
    'order.amended',
    { amendmentId: id, orderId: 'o', currency: 'EUR', total: 5_000, ...data },
    { at: NOW },
  );
