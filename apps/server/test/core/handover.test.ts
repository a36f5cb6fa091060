import { expect, test } from 'vitest';
import { getMember } from '../../src/use/members/get.ts';
import { putMember } from '../../src/use/members/put.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { eventually } from '../doors/support/house.ts';
import { order, pointsOf, send } from './support/events.ts';
import { PROGRAM, testStore } from './support/shop.ts';

const FRIENDS = ['cleo', 'dora', 'enid', 'finn', 'gus', 'hal', 'iris', 'jan'];

test('what is written while its follower stops, by a process that dies over it, is carried out by the next one', async () => {
  await using store = await testStore();
  const follower = await store.open();
  const { program } = await createProgram(follower, {
    ...PROGRAM,
    referral: { friend: { points: 10 }, advocate: { points: 300 } },
  });
  let dies = false;
  const dying = await store.open({
    follow: false,
    step(name) {
      if (dies && name === 'appended') throw new Error('the process dies here');
    },
  });
  await send({ laurel: dying, program }, order({ member: 'ada' }, 'a', 5));
  const { referral } = await getMember(dying, program, 'ada');
  const befriend = (friend: string) =>
    send({ laurel: dying, program }, order({ member: friend }, friend, 20, { data: { referralCode: referral?.code } }));
  // The follower is at work: what a process leaves to it is done.
  dies = true;
  await befriend('bob').catch(() => {});
  await eventually(
    () => pointsOf({ laurel: follower, program }, 'ada'),
    ({ balance }) => balance === 305,
  );

  // Their orders come at once, so that something comes just when the follower hears of its end.
  for (const friend of FRIENDS) await putMember(follower, program, friend, {});
  const stopped = follower.close();
  await Promise.all(FRIENDS.map((friend) => befriend(friend).catch(() => {})));
  await stopped;
  const next = await store.open();
  const all = 305 + FRIENDS.length * 300;
  const { balance } = await eventually(
    () => pointsOf({ laurel: next, program }, 'ada'),
    ({ balance }) => balance === all,
  );
  expect(balance).toBe(all);
});
