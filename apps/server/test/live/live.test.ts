import { LIVE, PROTOCOL } from '@laurel/contract';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createProgram } from '../../src/use/programs/create.ts';
import { type House, ORIGIN, openHouse, order, PROGRAM } from '../doors/support/house.ts';
import { browse, closeBrowsers } from './support/browser.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(closeBrowsers);
afterAll(() => house[Symbol.asyncDispose]());

const program = () => house.program.publishableKey;
const member = async (externalId: string) =>
  browse(house.url, { program: program(), token: await house.token(externalId) });

describe('who may connect', () => {
  const refused = (auth: object, headers: Record<string, string> = {}) =>
    browse(house.url, auth as never, headers).then(
      () => null,
      (error: Error & { data?: { code: string } }) => error.data?.code,
    );

  test('whoever names a program, from a page that it allows, with a token that is good', async () => {
    expect(await refused({ program: 'pk_nobody' })).toBe('program_not_found');
    expect(await refused({})).toBe('bad_request');
    expect(await refused({ program: program(), protocol: PROTOCOL.oldest - 1 })).toBe('bad_request');
    expect(await refused({ program: program() }, { origin: 'https://evil.example' })).toBe('origin_not_allowed');
    expect(await refused({ program: program(), token: 'nonsense' })).toBe('unauthorized');
    const old = await house.token('ada', { from: -1_000, seconds: 600 });
    expect(await refused({ program: program(), token: old })).toBe('token_expired');
    const other = await createProgram(house.laurel, { ...PROGRAM, name: 'Other' });
    const foreign = await house.token('ada', { signing: other.signingSecret });
    expect(await refused({ program: program(), token: foreign })).toBe('unauthorized');
    expect(await refused({ program: program() }, { origin: ORIGIN })).toBeNull();
  });

  test('whoever sends what is no hello is sent away', async () => {
    const browser = await browse(house.url, { program: program() });
    browser.hello({ boards: 'all' } as never);
    await browser.until(({ socket }) => socket.disconnected);
  });

  test('a message that is too large ends the connection', async () => {
    const browser = await browse(house.url, { program: program() });
    browser.hello({ locale: 'x'.repeat(100_000) });
    await browser.until(({ socket }) => socket.disconnected);
  });
});

describe('a member', () => {
  test('who holds nothing gets a snapshot, then patches of values, each from what is held', async () => {
    const browser = await member('ada');
    browser.hello({ member: null });
    await browser.until((held) => held.member !== null);
    const before = browser.member?.version ?? 0;
    for (let n = 1; n <= 3; n += 1) await house.rest('POST', '/v1/events', order('ada', n));
    await browser.until((held) => held.member?.points.balance === 6);
    expect(browser.member?.version).toBe(before + 3);
    const patches = browser.heard.filter(({ name }) => name === LIVE.memberPatch);
    expect(patches.length).toBeGreaterThan(0);
    const { body } = await house.rest('GET', '/v1/members/ada');
    expect(browser.member).toEqual(body);
  });

  test('who holds the newest gets nothing; who holds an old one gets what is missing', async () => {
    await house.rest('POST', '/v1/events', order('bob', 5));
    const { body: held } = await house.rest('GET', '/v1/members/bob');
    const current = await member('bob');
    current.member = held;
    current.hello({ member: held.version });
    const behind = await member('bob');
    behind.hello({ member: held.version - 1 });
    await behind.until(({ member: view }) => view?.version === held.version);
    await house.rest('POST', '/v1/events', order('bob', 7));
    await current.until(({ heard }) => heard.length > 0);
    expect(current.heard[0]).toMatchObject({
      name: LIVE.memberPatch,
      data: { from: held.version, to: held.version + 1 },
    });
  });

  test('hears of a new name, which is no entry, as a snapshot of the same version', async () => {
    const browser = await member('cyd');
    browser.hello({ member: null });
    await browser.until((held) => held.member !== null);
    const version = browser.member?.version;
    await house.rest('PUT', '/v1/members/cyd', { alias: 'Cyd Sidus' });
    await browser.until((held) => held.member?.alias === 'Cyd Sidus');
    expect(browser.member?.version).toBe(version);
  });

  test('never hears of another member', async () => {
    const mine = await member('dan');
    mine.hello({ member: null });
    await mine.until((held) => held.member !== null);
    const heard = mine.heard.length;
    const theirs = await member('eve');
    theirs.hello({ member: null });
    await theirs.until((held) => held.member !== null);
    await house.rest('POST', '/v1/events', order('eve', 9));
    await theirs.until((held) => held.member?.points.balance === 9);
    expect(mine.heard.length).toBe(heard);
    const guest = await browse(house.url, { program: program() });
    guest.hello({ member: null, boards: [{ board: 'ever' }] });
    await guest.until((held) => held.board !== null);
    expect(guest.member).toBeNull();
  });

  test('whose token runs out is a guest until the next one', async () => {
    const brief = await house.token('fay', { from: -28, seconds: 1 });
    const browser = await browse(house.url, { program: program(), token: brief });
    browser.hello({ member: null });
    await browser.until(({ heard }) => heard.some(({ name }) => name === LIVE.tokenExpired));
    await house.rest('POST', '/v1/events', order('fay', 4));
    browser.hello({ member: null, token: await house.token('fay') });
    await browser.until((held) => held.member?.points.balance === 4);
  });
});

describe('a board', () => {
  test('moves while it is looked at, in frames that add up to what the API tells', async () => {
    const guest = await browse(house.url, { program: program() }, { origin: ORIGIN });
    const shopper = await member('gil');
    guest.hello({ boards: [{ board: 'month', limit: 5 }] });
    shopper.hello({ boards: [{ board: 'month', limit: 5, around: 1 }] });
    await Promise.all([guest.until(({ board }) => board !== null), shopper.until(({ board }) => board !== null)]);
    for (const [n, who] of ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'gil'].entries())
      await house.rest('POST', '/v1/events', order(who, 1_000 + n * 10));
    await guest.until(({ board }) => board?.rows[0]?.score === 1_060 && board.rows.length === 5);
    await shopper.until(({ me, board }) => me?.me?.place === 1 && board?.rows[0]?.id === me.me.id);
    const { body } = await house.rest('GET', '/v1/leaderboards/month?limit=5');
    await guest.until(({ board }) => board?.members === body.members);
    expect(guest.board?.rows).toEqual(body.rows);
    expect(guest.heard.some(({ name }) => name === LIVE.boardPatch)).toBe(true);
    expect(guest.heard.some(({ name }) => name === LIVE.boardMe)).toBe(false);
    expect(shopper.me?.rows.map(({ place }) => place)).toEqual([1, 2]);
  });

  test('whoever holds its newest version gets nothing until it moves', async () => {
    const { body } = await house.storefront('board', { board: 'ever', limit: 3 });
    const holds = body.result.data.version;
    const first = await browse(house.url, { program: program() });
    first.hello({ boards: [{ board: 'ever', limit: 3, holds: null }] });
    await first.until(({ board }) => board !== null);
    const second = await browse(house.url, { program: program() });
    second.board = first.board;
    second.hello({ boards: [{ board: 'ever', limit: 3, holds: first.board?.version ?? holds }] });
    const third = await browse(house.url, { program: program() });
    third.hello({ boards: [{ board: 'ever', limit: 3, holds: { process: 'another', n: holds.n } }] });
    await third.until(({ board }) => board !== null);
    await house.rest('POST', '/v1/events', order('hal', 9_000));
    await second.until(({ heard }) => heard.length > 0);
    expect(second.heard[0]?.name).toBe(LIVE.boardPatch);
  });

  test('over money tells places, and no board tells who is who', async () => {
    await house.rest('POST', '/v1/events', order('ivy@example.org', 50));
    const guest = await browse(house.url, { program: program() });
    guest.hello({ boards: [{ board: 'money', limit: 100 }, { board: 'nothing' }] });
    await guest.until(({ board }) => (board?.members ?? 0) > 0 && (board?.rows.length ?? 0) === board?.members);
    expect(guest.board?.rows.every(({ score }) => score === null)).toBe(true);
    expect(JSON.stringify(guest.heard)).not.toContain('ivy');
    expect(JSON.stringify(guest.heard)).not.toContain('mem_');
  });
});

test('however much happens and however many come, who looks at a board gets one frame a tick at most', async () => {
  const tick = 700;
  await using slow = await openHouse({}, { boardTick: tick });
  const open = () => browse(slow.url, { program: slow.program.publishableKey });
  const look = { board: 'ever', limit: 20 };
  const watcher = await open();
  watcher.hello({ boards: [look] });
  await watcher.until(({ board }) => board !== null);
  const began = performance.now();
  const others = [];
  for (let n = 1; n <= 12; n += 1) {
    await slow.rest('POST', '/v1/events', order(`p${n}`, n * 10));
    // One has asked over HTTP before, and so may know more than was told yet; the next one knows nothing.
    const asked = n % 2 === 0 ? (await slow.storefront('board', look)).body.result.data : null;
    const other = await open();
    other.board = asked;
    other.hello({ boards: [{ ...look, holds: asked?.version ?? null }] });
    others.push(other);
  }
  for (const browser of [watcher, ...others])
    await browser.until(({ board }) => board?.members === 12 && board.rows[0]?.score === 120);
  const frames = watcher.heard.filter(({ name }) => name === LIVE.boardPatch).length;
  expect(frames).toBeLessThanOrEqual(Math.floor((performance.now() - began) / tick) + 1);
  const { body } = await slow.rest('GET', '/v1/leaderboards/ever?limit=20');
  for (const browser of [watcher, ...others]) expect(browser.board?.rows).toEqual(body.rows);
});
