import { type GoalsPush, type GoalView, LIVE, type ProgramInput } from '@laurel/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { openDoors } from '../../src/doors/http.ts';
import { rebuildProjections } from '../../src/project/rebuild.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { eventually, type House, ORIGIN, openHouse, order } from '../doors/support/house.ts';
import { browse, closeBrowsers } from '../live/support/browser.ts';

const START = Date.parse('2026-11-20T10:00:00Z');
const DAY = 86_400_000;

let house: House;
let clock: number;
afterEach(() => {
  closeBrowsers();
  return house?.[Symbol.asyncDispose]();
});

const together = {
  id: 'together',
  name: { en: 'A thousand together', fr: 'Mille ensemble' },
  score: { sum: 'spend' as const },
  target: 10_000,
  from: '2026-11-20T00:00:00Z',
  until: '2026-11-25T00:00:00Z',
  grant: { points: 40, badge: 'critic' },
};

async function open(goals: ProgramInput['goals'], step?: (name: string) => void, more: object = {}): Promise<void> {
  clock = START;
  const document = { goals, boards: [], tiers: [], challenges: [], ...more } as never;
  house = await openHouse(document, {}, { now: () => clock, ...(step ? { step } : {}) } as never);
}

const buy = (member: string, euros: number, orderId: string) =>
  house.rest('POST', '/v1/events', { ...order(member, euros, { orderId }), occurredAt: new Date(clock).toISOString() });
const refund = (member: string, orderId: string, amount: number) =>
  house.rest('POST', '/v1/events', {
    type: 'order.refunded',
    key: `refund-${orderId}`,
    member,
    occurredAt: new Date(clock).toISOString(),
    data: { orderId, refundId: `r-${orderId}`, amount },
  });
const goals = async (query = ''): Promise<GoalView[]> => (await house.rest('GET', `/v1/goals?${query}`)).body;
const goal = async (query = '') => (await goals(query))[0] as GoalView;
const total = (n: number) =>
  eventually(
    () => goal(),
    (view) => view.total === n,
  );
const noted = () =>
  eventually(
    () => house.laurel.store.goals.countDocuments({}),
    (n) => n > 0,
  );
/** A token of now, by the server’s clock. */
const token = (member: string) => house.token(member);
const done = (id = 'together') =>
  eventually(
    () => house.laurel.store.goals.findOne({ goal: id }).lean(),
    (found) => found?.done === true,
  );
const balance = async (member: string) => (await house.rest('GET', `/v1/members/${member}`)).body.points.balance;
const given = async (member: string) =>
  (await house.rest('GET', `/v1/members/${member}/entries?limit=100`)).body.rows.filter(
    ({ kind }: { kind: string }) => kind === 'reaction',
  );

describe('a common goal', () => {
  test('is told to whoever looks at it as it is filled, to each with their own part, and when it is reached', async () => {
    await open([together]);
    const program = house.program.publishableKey;
    const guest = await browse(house.url, { program }, { origin: ORIGIN });
    const ada = await browse(house.url, { program, token: await token('ada') });
    const other = await browse(house.url, { program }, { origin: ORIGIN });
    const last = ({ heard }: typeof guest) =>
      (heard.filter(({ name }) => name === LIVE.goals).at(-1)?.data as GoalsPush | undefined)?.goals[0];
    guest.hello({ goals: true });
    ada.hello({ goals: true, member: null });
    other.hello({});
    await Promise.all([guest, ada].map((one) => one.until((held) => last(held)?.total === 0)));
    await buy('ada', 30, 'a1');
    await buy('bob', 20, 'b1');
    await guest.until((held) => last(held)?.total === 5_000 && last(held)?.members === 2);
    await ada.until((held) => last(held)?.total === 5_000 && last(held)?.mine === 3_000);
    expect(last(guest)?.mine).toBeNull();
    await buy('bob', 60, 'b2');
    await guest.until((held) => last(held)?.state === 'reached');
    expect(last(guest)).toEqual(await goal().then(({ mine: _, ...view }) => ({ ...view, mine: null })));
    expect(other.heard.filter(({ name }) => name === LIVE.goals)).toEqual([]);
  });

  test('is filled by everybody, lowered by a refund, reached once, and stands', async () => {
    await open([{ ...together, least: 1_000 }]);
    await house.rest('PUT', '/v1/members/eve', { join: true });
    await buy('ada', 50, 'a1');
    await buy('bob', 45, 'b1');
    await buy('cid', 4, 'c1');
    await total(9_900);
    expect(await goal('member=bob')).toMatchObject({
      name: 'A thousand together',
      target: 10_000,
      members: 3,
      mine: 4_500,
      least: 1_000,
      state: 'open',
      reachedAt: null,
      endsAt: '2026-11-25T00:00:00.000Z',
    });
    await refund('ada', 'a1', 2_000);
    await total(7_900);
    // Who steps off the boards contributes all the same: nobody is named there.
    expect((await house.storefront('profile', { onBoards: false }, await token('cid'))).status).toBe(200);
    await total(7_900);
    await noted();
    await buy('bob', 21, 'b2');
    await done();
    expect(await goal()).toMatchObject({ state: 'reached', total: 10_000, reachedAt: new Date(clock).toISOString() });
    // Cid added less than the least, Eve nothing.
    expect(await Promise.all(['ada', 'bob', 'cid', 'eve'].map(balance))).toEqual([30 + 40, 66 + 40, 4, 0]);
    const [entry] = await given('bob');
    expect(entry.text).toBe('Together you reached “A thousand together”, +40 points for it, badge “Critic” received.');
    const french = await house.rest('GET', '/v1/members/bob/entries?locale=fr&limit=1');
    expect(french.body.rows[0].text).toContain('Ensemble vous avez atteint');
    // A refund after that lowers nothing, and takes nothing back.
    await refund('bob', 'b1', 4_500);
    await house.storefront('snapshot', {});
    expect(await goal()).toMatchObject({ state: 'reached', total: 10_000 });
    expect(await balance('bob')).toBe(21 + 40);
    // Another process, and everything made anew: nothing is given twice.
    const other = await openDoors(house.laurel, { port: 0, host: '127.0.0.1' });
    await rebuildProjections(house.laurel);
    await house.laurel.store.goals.updateOne({}, { $set: { done: false } });
    await done();
    await other.close();
    expect((await given('ada')).length + (await given('bob')).length).toBe(2);
    expect(await house.laurel.store.outbox.countDocuments({ type: 'goal.reached' })).toBe(1);
    expect((await audit(house.laurel)).faults).toEqual([]);
  });

  test('gives once, wherever its process breaks off', async () => {
    const steps = ['goal.archived', 'goal.reached', 'goal.granted'];
    for (const step of steps) {
      let broken: string | null = step;
      await open([together], (name) => {
        if (name !== broken) return;
        broken = null;
        throw new Error(`broke off after ${name}`);
      });
      await noted();
      await buy('ada', 50, 'a1');
      await buy('bob', 50, 'b1');
      await done();
      expect([step, broken]).toEqual([step, null]);
      expect(await Promise.all(['ada', 'bob'].map(balance))).toEqual([90, 90]);
      const archives = new Set((await house.laurel.store.archives.find({}).lean()).map(({ archive }) => archive));
      expect(archives.size).toBe(1);
      if (step !== steps.at(-1)) await house[Symbol.asyncDispose]();
    }
  });

  test('gives to every member where it says so, what it counts are facts, and the page tells', async () => {
    await open([
      {
        ...together,
        score: { sum: 'data.bottles', on: 'bottles.returned' },
        target: 30,
        to: 'members',
        grant: { points: 5 },
      },
    ]);
    for (const member of ['ada', 'bob', 'eve']) await house.rest('PUT', `/v1/members/${member}`, { join: true });
    const bring = (member: string, bottles: number) =>
      house.rest('POST', '/v1/events', {
        type: 'bottles.returned',
        key: `${member}-bottles`,
        member,
        data: { bottles },
      });
    await noted();
    await bring('ada', 12);
    await total(12);
    const own = (await house.storefront('me', { locale: 'fr' }, await token('ada'))).body.result.data.goals[0];
    expect(own).toMatchObject({ name: 'Mille ensemble', total: 12, target: 30, mine: 12, members: 1, least: null });
    const guest = await house.fetch(
      `/p/${house.program.publishableKey}/trpc/storefront.goals?input=${encodeURIComponent('{}')}`,
    );
    expect(guest.body.result.data[0]).toMatchObject({ total: 12, mine: null, state: 'open' });
    await bring('bob', 18);
    await done();
    expect(await Promise.all(['ada', 'bob', 'eve'].map(balance))).toEqual([5, 5, 5]);
    await house.rest('PUT', '/v1/members/fay', { join: true });
    expect(await balance('fay')).toBe(0);
    const explained = (await house.rest('GET', '/v1/program/explanation')).body.sections;
    const [section] = explained.filter(({ id }: { id: string }) => id === 'goals');
    expect(section.lines[0]).toContain('together a total of 30');
    expect(section.lines[0]).toContain('every member gets 5 points');
  });

  test('is missed when it is over, and what was over before it was published gives nothing', async () => {
    await open([{ ...together, hold: { hours: 1 } }]);
    await noted();
    await buy('ada', 60, 'a1');
    await total(6_000);
    clock = START + 6 * DAY;
    await buy('bob', 60, 'b1');
    const { body } = await house.rest('GET', '/v1/program');
    const past = { ...together, id: 'past', target: 1_000, until: '2026-11-21T00:00:00Z' };
    const changed = { ...body.program, goals: [...body.program.goals, past] };
    expect((await house.rest('PUT', '/v1/program', { program: changed })).status).toBeLessThan(300);
    // What was done is seen, and nothing comes of it.
    await eventually(goals, (all) => all[1]?.total === 6_000);
    // A goal that is still open is reached meanwhile: the job has looked at all of them.
    const now = {
      ...together,
      id: 'now',
      score: { count: 'orders' as const },
      target: 1,
      until: '2026-12-01T00:00:00Z',
    };
    await house.rest('PUT', '/v1/program', { program: { ...changed, goals: [...changed.goals, now] } });
    await done('now');
    expect((await goals()).map(({ id, state }) => [id, state])).toEqual([
      ['together', 'missed'],
      ['past', 'missed'],
      ['now', 'reached'],
    ]);
    expect(await Promise.all(['ada', 'bob'].map(async (member) => (await given(member)).length))).toEqual([1, 1]);
  });
});
