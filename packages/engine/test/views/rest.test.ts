import { describe, expect, test } from 'vitest';
import { type Command, entryView, memberView, previewView } from '../../src/index.ts';
import { penOf } from '../../src/views/pen.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };
const stateOf = (story: Story) => {
  const state = story.states.get('m');
  if (!state) throw new Error('there is no state');
  return state;
};
const visit = (key: string, when: number): Command => ({
  kind: 'fact',
  fact: { type: 'store.visited', key, occurredAt: when, data: { place: 'counter' } },
  referral: null,
  key,
  body: '',
});

describe('what a visit would do for a streak', () => {
  const program = programOf({ streaks: [{ id: 'days', on: ['store.visited', 'order.paid'] }] });
  const foretold = (story: Story, when: number) => {
    const entry = new Story(program);
    entry.states.set('m', stateOf(story));
    const next = entry.submit('m', visit('next', when), when);
    return previewView(program, stateOf(story), next, { ifJoined: false, locale: 'en' }).streaks;
  };

  test('keeps it up, unless it was kept up that day already, by an order alone too', () => {
    const story = new Story(program).member('m', NOW);
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    const streak = { id: 'days', name: 'days', per: 'day', reached: [], points: 0 };
    expect(foretold(story, NOW + 1)).toEqual([{ ...streak, before: 1, after: 1, kept: false }]);
    expect(foretold(story, NOW + DAY)).toEqual([{ ...streak, before: 1, after: 2, kept: true }]);
    story.submit('m', visit('v', NOW + DAY), NOW + DAY);
    expect(foretold(story, NOW + DAY + 1)).toEqual([{ ...streak, before: 2, after: 2, kept: false }]);
    expect(foretold(story, NOW + 3 * DAY)).toEqual([{ ...streak, before: 0, after: 1, kept: true }]);
    expect(foretold(story, NOW + 2 * DAY)).toEqual([{ ...streak, before: 2, after: 3, kept: true }]);
  });
});

test('an entry is told with what was sent, and without it where nothing was', () => {
  const story = new Story().member('m', NOW);
  const sent = story.submit('m', visit('v', NOW), NOW);
  expect(entryView(sent, 'x', 'en', story.program)).toMatchObject({
    data: { place: 'counter' },
    type: 'store.visited',
  });
  expect(entryView(story.log('m')[0] as never, 'x', 'en', story.program)).toMatchObject({ data: null, type: null });
});

test('a badge that the program no longer has stays, by its id; a level it no longer has gives way', () => {
  const tiers = [{ id: 'gold', name: 'Gold', from: { orders: 1 }, gift: { badge: 'star' } }];
  const story = new Story(programOf({ tiers, badges: [{ id: 'star', name: 'Star' }] })).member('m', NOW);
  story.order('m', 'o', { total: 1_000 }, { at: NOW });
  const shown = (when: number) => {
    const { tier, badges } = memberView(story.program, stateOf(story), extras, when, 'en');
    return [tier.id, badges.map(({ id, name }) => `${id} ${name}`)];
  };
  expect(shown(NOW)).toEqual(['gold', ['star Star']]);
  story.publish(programOf());
  expect(shown(NOW + DAY)).toEqual([null, ['star star']]);
  const settled = story.submit('m', { kind: 'settle', key: 's', body: '' }, NOW + DAY);
  expect(settled.changes).toMatchObject([{ kind: 'tier.changed', from: 'gold', to: null, until: null, at: NOW + DAY }]);
  expect(stateOf(story).tier).toEqual({ id: null, since: NOW + DAY, until: null });
  // One that was granted stays as long as the grant.
  const granted = new Story(programOf({ tiers, badges: [{ id: 'star' }] })).member('m', NOW);
  const by = { by: 'Zoé', why: 'x' };
  granted.submit('m', { kind: 'grantTier', tier: 'gold', until: NOW + 9 * DAY, ...by, key: 'g', body: '' }, NOW);
  granted.publish(programOf());
  expect(granted.at('m', NOW + DAY).tierGrants).toHaveLength(1);
  expect(granted.at('m', NOW + 10 * DAY)).toMatchObject({ tier: { id: null }, tierGrants: [] });
});

test('formats are dear to make, and however many were asked for, each says what it says', () => {
  const program = programOf();
  const codes = Array.from(
    { length: 26 * 26 },
    (_, n) => `${String.fromCharCode(65 + (n % 26), 65 + Math.floor(n / 26))}Z`,
  );
  const said = codes.map((code) => penOf('en', program).money(1_234, code));
  expect(codes.map((code) => penOf('en', program).money(1_234, code))).toEqual(said);
  expect(penOf('en', program).money(1_234, 'EUR')).toBe('€12.34');
  expect([said[0], new Set(said).size]).toEqual(['AAZ\u00a012.34', codes.length]);
});

test('a coupon whose code the shop did not give is told so, and a purchase that was taken back', () => {
  const rewards = [
    { id: 'mug', cost: 50, give: { product: 'mug' } },
    { id: 'film', cost: 50, give: { product: 'film' }, codes: { webhook: 'https://shop.example/codes' } },
  ];
  const story = new Story(programOf({ rewards })).member('m', NOW);
  story.order('m', 'o', { total: 20_000 }, { at: NOW });
  const told = (undelivered: boolean, n: number) => {
    const redemption = `r${n}`;
    story.submit(
      'm',
      { kind: 'redeem', redemption, reward: undelivered ? 'film' : 'mug', key: redemption, body: '' },
      NOW + n,
    );
    const more = undelivered ? { undelivered } : {};
    const entry = story.submit('m', { kind: 'cancel', redemption, ...more, key: `c${n}`, body: '' }, NOW + n);
    return entryView(entry, 'x', 'en', story.program).text;
  };
  const [taken, undelivered] = [told(false, 1), told(true, 2)];
  expect(taken).toContain('50 points');
  expect(undelivered).not.toBe(taken);
  expect(story.points('m', NOW + 3).available).toBe(200);
});
