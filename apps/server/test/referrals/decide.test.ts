import type { ProgramInput } from '@laurel/contract';
import { expect, test } from 'vitest';
import { sendEvents } from '../../src/use/events/send.ts';
import { findMember } from '../../src/use/members/find.ts';
import { getMember } from '../../src/use/members/get.ts';
import { putMember } from '../../src/use/members/put.ts';
import { removeMember } from '../../src/use/members/remove.ts';
import { sweepDue } from '../../src/use/occasions/due.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { decideReferral } from '../../src/use/referrals/decide.ts';
import { listReferrals } from '../../src/use/referrals/list.ts';
import { referralMetrics } from '../../src/use/referrals/metrics.ts';
import { takeOwnCode } from '../../src/use/referrals/own-code.ts';
import { codeOf } from '../core/support/events.ts';
import { testStore } from '../core/support/shop.ts';

const DAY = 86_400_000;

async function shop(referral: NonNullable<ProgramInput['referral']>) {
  const store = await testStore();
  const time = { now: Date.parse('2026-03-02T09:00:00Z') };
  const laurel = await store.open({ follow: false, now: () => time.now });
  const { program } = await createProgram(laurel, {
    name: 'Shop',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    counters: [{ id: 'stamps' }],
    referral,
  });
  const come = async (member: string, by: string | null, device: string) => {
    const code = by === null ? undefined : (await getMember(laurel, program, by)).referral?.code;
    const signals = { device };
    await putMember(laurel, program, member, { signals, ...(code === undefined ? {} : { referralCode: code }) });
    await laurel.effects.idle();
  };
  const buy = async (member: string, orderId: string) => {
    const data = { orderId, currency: 'EUR', total: 5_000 };
    await sendEvents(laurel, program, [{ type: 'order.paid', key: orderId, member, data }]);
    await laurel.effects.idle();
  };
  const decide = async (member: string, decision: 'approve' | 'refuse', key: string) => {
    const said = { key, decision, by: 'Claire', why: 'called them' };
    const { view } = await decideReferral(laurel, program, member, said, 'en');
    await laurel.effects.idle();
    return view;
  };
  const get = (member: string) => getMember(laurel, program, member);
  return { store, time, laurel, program, come, buy, decide, get };
}

const own = (n: number) => ({ birthday: `199${n}-05-0${n}`, signals: { phone: `+33 6 11 20 45 8${n}` } });
const both = (shared: object, more: (n: number) => { birthday?: string; signals?: object } = () => ({})) =>
  [1, 2].map((n) => ({ ...more(n), signals: { ...more(n).signals, ...shared } }));
const born = (n: number) => ({ birthday: `198${n}-05-05` });
const home = { address: '4 Sea View, Cork', ip: '86.40.12.90' };

test('what two share weighs by what tells them apart', async () => {
  const rows = [
    ['one device', both({ device: 'd' }), 50, 'review'],
    ['one device, each with a telephone and a birthday', both({ device: 'd' }, own), 25, 'passed'],
    ['one card, the same', both({ payment: 'c' }, own), 30, 'passed'],
    ['one card and one device, the same', both({ payment: 'c', device: 'd' }, own), 55, 'review'],
    ['one device, one birthday', both({ device: 'd' }, (n) => ({ ...own(n), birthday: '1990-01-01' })), 50, 'review'],
    ['one telephone, one address', both({ phone: '+34 688 100 100', address: home.address }), 40, 'review'],
    ['one telephone at home, two birthdays', both({ phone: '+34 975 220 113', ...home }, born), 0, 'passed'],
    ['father and son of one name', both({ ...home, name: 'John Murphy' }, own), 20, 'passed'],
    ['one name, and no birthday', both({ ...home, name: 'John Murphy' }), 100, 'refused'],
  ] as const;
  await using store = await testStore();
  const laurel = await store.open({ follow: false });
  for (const [name, people, score, verdict] of rows) {
    const referral = { advocate: { points: 300 } };
    const { program } = await createProgram(laurel, { name, currency: 'EUR', timeZone: 'Europe/Paris', referral });
    for (const [at, { signals = {}, ...profile }] of people.entries()) {
      const { name: called, ...rest } = signals as { name?: string };
      const code = at === 0 ? undefined : (await getMember(laurel, program, 'm0')).referral?.code;
      await putMember(laurel, program, `m${at}`, {
        ...profile,
        ...(called === undefined ? {} : { name: called }),
        signals: rest,
        ...(code === undefined ? {} : { referralCode: code }),
      });
      await laurel.effects.idle();
    }
    const { _id } = await findMember(laurel, program.id, 'm1');
    const { risk } = (await laurel.log.state(program.id, _id)).referral ?? {};
    const found = { score: risk?.score ?? 0, verdict: risk?.verdict ?? 'passed' };
    expect(found, name).toEqual({ score, verdict });
  }
});

const page = { limit: 20, cursor: undefined };

test('what waits is listed with its reasons; approved it rewards both, refused it is taken back, as often as it is turned round', async () => {
  const { store, laurel, program, come, buy, decide, get } = await shop({
    friend: { points: 50 },
    advocate: { points: 300 },
  });
  await using _ = store;
  await come('ada', null, 'phone');
  await come('ben', 'ada', 'phone');
  await buy('ben', 'o1');
  const { rows } = await listReferrals(laurel, program, { ...page, verdict: 'review' }, 'fr');
  expect(rows).toMatchObject([{ friend: 'ben', advocate: 'ada', score: 50, counted: false, decided: null }]);
  expect(rows[0]?.reasons).toMatchObject([{ reason: 'same_device', weight: 50 }]);
  expect([(await get('ben')).points.balance, (await get('ada')).points.balance]).toEqual([0, 0]);

  expect(await decide('ben', 'approve', 'd1')).toMatchObject({ verdict: 'passed', counted: true });
  expect([(await get('ben')).points.balance, (await get('ada')).points.balance]).toEqual([50, 300]);
  await decide('ben', 'approve', 'd1');
  expect((await get('ada')).points.balance).toBe(300);

  expect(await decide('ben', 'refuse', 'd2')).toMatchObject({ verdict: 'refused', decided: { by: 'Claire' } });
  expect([(await get('ben')).points.balance, (await get('ada')).points.balance]).toEqual([0, 0]);
  await decide('ben', 'approve', 'd3');
  expect([(await get('ben')).points.balance, (await get('ada')).points.balance]).toEqual([50, 300]);
  expect(await referralMetrics(laurel, program)).toMatchObject({ friends: 1, counted: 1, percent: 100 });
});

test('steps, counters and milestones are given, what is no points once the return window has closed', async () => {
  const { store, time, laurel, come, buy, get } = await shop({
    advocate: { counter: 'stamps', n: 2 },
    hold: { days: 14 },
    steps: [
      { on: 'joined', advocate: { points: 10 } },
      { on: 'order', nth: 2, friend: { points: 70 }, advocate: { points: 30 } },
    ],
    milestones: [{ friends: 2, advocate: { discount: { amount: 500 } } }],
  });
  await using _ = store;
  await come('ada', null, 'd1');
  for (const [at, friend] of ['ben', 'cleo'].entries()) {
    await come(friend, 'ada', `f${at}`);
    await buy(friend, `${friend}-1`);
  }
  await buy('ben', 'ben-2');
  expect((await get('ben')).points.balance).toBe(70);
  expect(await get('ada')).toMatchObject({ points: { pending: 50 }, counters: [{ id: 'stamps', n: 0 }], coupons: [] });
  time.now += 15 * DAY;
  await sweepDue(laurel);
  await sweepDue(laurel);
  await laurel.effects.idle();
  const ada = await get('ada');
  expect(ada).toMatchObject({ points: { available: 50 }, counters: [{ id: 'stamps', n: 4 }] });
  expect(ada.coupons).toHaveLength(1);
  expect(ada.referral).toMatchObject({ counts: { rewarded: 2 }, milestones: [{ friends: 2 }] });
});

test('a code of one’s own wish leads to its member, as the code before does; nobody else takes it', async () => {
  const { store, laurel, program, come, get } = await shop({ advocate: { points: 300 } });
  await using _ = store;
  await come('ada', null, 'd1');
  await come('eve', null, 'd2');
  const before = (await get('ada')).referral?.code ?? '';
  expect(await takeOwnCode(laurel, program, 'ada', 'Ada-10')).toEqual({ code: 'ADA-10' });
  expect(await codeOf(takeOwnCode(laurel, program, 'eve', 'ada 10'))).toBe('claim_conflict');
  for (const [member, referralCode] of [
    ['ben', 'ada10'],
    ['cleo', before],
  ] as const)
    await putMember(laurel, program, member, { referralCode });
  await laurel.effects.idle();
  expect((await get('ada')).referral).toMatchObject({ code: 'ADA-10', counts: { joined: 2 } });
});

test('what tells people apart is kept as hashes, and goes with the member', async () => {
  const { store, laurel, program } = await shop({ advocate: { points: 300 } });
  await using _ = store;
  await putMember(laurel, program, 'lovelace', {
    name: 'Ada Byron',
    email: 'ada@example.com',
    signals: { phone: '0612345678' },
  });
  const { _id: member } = await findMember(laurel, program.id, 'lovelace');
  const kept = await laurel.store.signals.find({ member }).lean();
  expect(kept.length).toBeGreaterThan(3);
  // Words that are too long to come about in a hash by chance.
  expect(JSON.stringify(kept)).not.toMatch(/lovelace|byron|example|12345678/i);
  await removeMember(laurel, program, 'lovelace');
  expect(await laurel.store.signals.countDocuments({ member })).toBe(0);
});

test('a welcome is for the first order: unused it is over with it, used it is used, and one that came with the order is for the next', async () => {
  const { store, laurel, program, come, buy, get } = await shop({
    friend: { discount: { percent: 10 } },
    advocate: { points: 300 },
  });
  await using _ = store;
  const states = async (member: string) => (await get(member)).coupons.map(({ state }) => state);
  await come('ada', null, 'd1');
  const code = (await get('ada')).referral?.code;
  const pay = async (member: string, orderId: string, more: object) => {
    const data = { orderId, currency: 'EUR', total: 5_000, ...more };
    await sendEvents(laurel, program, [{ type: 'order.paid', key: orderId, member, data }]);
    await laurel.effects.idle();
  };
  await come('ben', 'ada', 'd2');
  await pay('ben', 'b1', {});
  expect(await states('ben')).toEqual(['cancelled']);
  await come('cat', 'ada', 'd3');
  await pay('cat', 'c1', { coupons: [(await get('cat')).coupons[0]?.code] });
  expect(await states('cat')).toEqual(['used']);
  await putMember(laurel, program, 'dan', {});
  await pay('dan', 'd1', { referralCode: code });
  expect(await states('dan')).toEqual(['open']);
  await buy('dan', 'd2');
  expect(await states('dan')).toEqual(['open']);
});
