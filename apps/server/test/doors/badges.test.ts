import type { BadgeStandView } from '@laurel/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, type House, openHouse } from './support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({
    badges: [
      { id: 'critic', name: { en: 'Critic', fr: 'Critique' } },
      { id: 'friend', description: 'A friend of the house' },
      { id: 'secret', hidden: true },
    ],
    challenges: [
      {
        id: 'review',
        name: 'Say what you think',
        steps: [{ on: 'review.published', times: 1 }],
        grant: { badge: 'critic' },
      },
      { id: 'dark', hidden: 'until-done', steps: [{ on: 'cave.entered', times: 1 }], grant: { badge: 'secret' } },
    ],
    streaks: [{ id: 'daily', on: ['site.visited'], milestones: [{ at: 30, grant: { badge: 'critic' } }] }],
  });
});
afterAll(() => house[Symbol.asyncDispose]());

const send = (member: string, type: string) =>
  house.rest('POST', '/v1/events', { type, key: `${type}:${member}`, member, data: {} });
const list = async (query = ''): Promise<BadgeStandView[]> => (await house.rest('GET', `/v1/badges${query}`)).body;
const badgeOf = (rows: BadgeStandView[], id: string) => rows.find((row) => row.id === id);
const hand = (verb: 'grants' | 'withdrawals', key: string, member: string, badge = 'friend') =>
  house.rest('POST', `/v1/badges/${badge}/${verb}`, { key, member, by: 'Zoé', why: 'a good talk' });

test('the list says how each is had, and how rare it is among those who take part', async () => {
  for (const member of ['ada', 'bob', 'eve', 'kim']) await house.rest('PUT', `/v1/members/${member}`, {});
  await send('ada', 'review.published');
  await send('bob', 'review.published');
  const rows = await eventually(
    () => list(),
    (all) => badgeOf(all, 'critic')?.holders === 2 && all[0]?.members === 4,
  );
  expect(badgeOf(rows, 'critic')).toMatchObject({
    rarity: 0.5,
    hidden: false,
    at: null,
    how: [
      { of: 'challenge', id: 'review', name: 'Say what you think', n: null },
      { of: 'streak', id: 'daily', n: 30, text: 'Keep up the streak “daily” 30 times in a row.' },
    ],
  });
  expect(badgeOf(rows, 'friend')).toMatchObject({ rarity: 0, how: [] });
  expect(badgeOf(await list('?member=ada&locale=fr'), 'critic')).toMatchObject({
    name: 'Critique',
    at: expect.any(String),
    how: [{ text: 'Réussissez le défi «\u00a0Say what you think\u00a0».' }, {}],
  });
  expect((await house.rest('GET', '/v1/members/ada')).body.badges).toMatchObject([{ id: 'critic', rarity: 0.5 }]);
  expect((await house.rest('GET', '/v1/badges?member=nobody')).body.code).toBe('member_not_found');
});

test('what is hidden is told to the shop, and to nobody else before they have it', async () => {
  expect(badgeOf(await list(), 'secret')).toMatchObject({ hidden: true, how: [{ of: 'challenge', id: 'dark' }] });
  const page = async () => JSON.stringify((await house.storefront('snapshot', {})).body.result.data.program);
  expect(await page()).not.toContain('secret');
  expect(await page()).not.toContain('dark');
  await send('ada', 'cave.entered');
  expect((await house.rest('GET', '/v1/members/ada')).body.badges).toMatchObject([{ id: 'secret' }, { id: 'critic' }]);
  expect(await page()).not.toContain('secret');
});

test('staff give one and take it back, with who and why; nothing is done twice', async () => {
  const given = await hand('grants', 'give-1', 'kim');
  expect([given.status, given.body.badges]).toMatchObject([200, [{ id: 'friend' }]]);
  expect((await hand('grants', 'give-1', 'kim')).status).toBe(200);
  expect((await hand('grants', 'give-2', 'kim')).body.details.reason).toBe('already_yours');
  expect((await hand('grants', 'give-3', 'kim', 'nothing')).body.details.reason).toBe('unknown_badge');
  const lines = async () => (await house.rest('GET', '/v1/members/kim/entries')).body.rows;
  expect((await lines())[2].text).toBe('Badge “friend” received, by Zoé: a good talk.');
  await eventually(
    () => list(),
    (all) => badgeOf(all, 'friend')?.rarity === 0.25,
  );

  expect((await hand('withdrawals', 'take-1', 'kim')).body.badges).toEqual([]);
  expect((await hand('withdrawals', 'take-2', 'kim')).body.details.reason).toBe('badge_not_held');
  expect((await lines())[1].text).toBe('Badge “friend” taken back, by Zoé: a good talk.');
  await eventually(
    () => list(),
    (all) => badgeOf(all, 'friend')?.holders === 0,
  );
});

test('whoever is erased or merged counts no more, and what one person has counts once', async () => {
  await house.rest('POST', '/v1/merges', { member: 'bob', into: 'ada' });
  await eventually(
    () => list(),
    (all) => badgeOf(all, 'critic')?.holders === 1 && all[0]?.members === 3,
  );
  await house.rest('DELETE', '/v1/members/ada');
  const rows = await eventually(
    () => list(),
    (all) => badgeOf(all, 'critic')?.holders === 0,
  );
  expect(badgeOf(rows, 'critic')).toMatchObject({ members: 2, rarity: 0 });
});
