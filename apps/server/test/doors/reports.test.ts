import jsQR from 'jsqr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, ORIGIN, openHouse } from './support/house.ts';

const START = Date.parse('2026-05-05T10:00:00Z');
let house: House;
let now = START;
beforeAll(async () => {
  house = await openHouse(
    {
      rules: [
        { id: 'look', on: 'site.visited', earn: 2 },
        { id: 'survey', on: 'survey.answered', earn: 10 },
        { id: 'come', on: 'store.visited', earn: 20 },
        { id: 'share', on: 'share.visited', earn: 5 },
      ],
      browserEvents: [{ on: 'site.visited' }, { on: 'survey.answered', perDay: 2 }],
      visits: { places: [{ id: 'paris' }, { id: 'lyon' }], cooldown: { hours: 2 } },
      shares: { perDay: 3 },
    },
    { rates: { arrivals: { calls: 8, seconds: 60 } } },
    { now: () => now },
  );
});
afterAll(() => house[Symbol.asyncDispose]());

/** A token that is fresh by the clock of the test. */
const tokenOf = (who: string) => house.token(who);
const as = async (who: string, procedure: string, input: unknown) => {
  const { body } = await house.storefront(procedure, input, await tokenOf(who));
  return body.error ? { code: body.error.data.code, reason: body.error.data.details?.reason } : body.result.data;
};
const points = async (who: string) => (await house.rest('GET', `/v1/members/${who}`)).body.points.available;
const entries = async (who: string) => (await house.rest('GET', `/v1/members/${who}/entries`)).body.rows.length;

describe('a browser reports', () => {
  const track = (who: string, key: string, type: string, data = {}) => as(who, 'track', { key, type, data });

  test('what the program takes from browsers, so many times a day, once for each key; the rest leaves nothing', async () => {
    expect(await track('ada', 'first-visit', 'site.visited')).toMatchObject({ points: 2, replayed: false });
    expect(await track('ada', 'first-visit', 'site.visited')).toMatchObject({ points: 2, replayed: true });
    const before = await entries('ada');
    for (let n = 0; n < 5; n += 1)
      expect(await track('ada', `visit-again-${n}`, 'site.visited')).toEqual({ code: 'refused', reason: 'limit' });
    expect(await track('ada', 'a-review-1', 'review.published')).toEqual({
      code: 'refused',
      reason: 'not_from_browser',
    });
    expect(await entries('ada')).toBe(before);
    expect(await points('ada')).toBe(2);
  });

  test('sent at once under many keys, no more than the day’s count', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => track('bob', `survey-${n}`, 'survey.answered', { survey: 's' })),
    );
    expect(answers.filter(({ code }) => code === undefined)).toHaveLength(2);
    expect(await points('bob')).toBe(20);
  });

  test('neither money nor what Laurel makes itself, whatever a program says', async () => {
    for (const on of ['order.paid', 'partner.purchased', 'store.visited', 'share.visited', 'birthday.reached']) {
      const { body } = await house.rest('PUT', '/v1/program', {
        program: { ...house.program.document, browserEvents: [{ on }] },
      });
      expect(body.code).toBe('program_invalid');
    }
    expect(
      (await track('ada', 'an-order-1', 'order.paid', { orderId: 'x', currency: 'EUR', total: 9_900 })).reason,
    ).toBe('not_from_browser');
  });
});

describe('a visit to a place', () => {
  const codeOf = async (place: string) => (await house.rest('GET', `/v1/places/${place}/code`)).body;
  const visit = (who: string, place: string, code: string) => as(who, 'visit', { place, code });

  test('by the code that it shows: not by a photograph of it, not at another place, not again before the cooldown', async () => {
    const shown = await codeOf('paris');
    expect(Date.parse(shown.validUntil) - now).toBeLessThanOrEqual(60_000);
    expect(await visit('cat', 'lyon', shown.code)).toEqual({ code: 'refused', reason: 'code_expired' });
    expect(await visit('cat', 'paris', ` ${shown.code.toLowerCase()} `)).toMatchObject({ points: 20, replayed: false });
    expect(await visit('cat', 'paris', shown.code)).toMatchObject({ points: 20, replayed: true });
    expect(await visit('dan', 'paris', shown.code)).toMatchObject({ points: 20 });
    now += 61_000;
    expect((await codeOf('paris')).code).not.toBe(shown.code);
    expect(await visit('eve', 'paris', shown.code)).toEqual({ code: 'refused', reason: 'code_expired' });
    expect(await visit('cat', 'paris', (await codeOf('paris')).code)).toEqual({ code: 'refused', reason: 'cooldown' });
    expect(await visit('cat', 'lyon', (await codeOf('lyon')).code)).toMatchObject({ points: 20 });
    now += 2 * 3_600_000;
    expect(await visit('cat', 'paris', (await codeOf('paris')).code)).toMatchObject({ points: 20 });
    expect(await points('cat')).toBe(60);
    now = START;
  });

  test('a tablet shows the code by a link that is good for nothing else, and leads the phone to the shop’s page', async () => {
    const mint = (body: object) => house.rest('POST', '/v1/places/paris/display', body);
    const { url, expiresAt } = (await mint({ page: 'https://shop.example/club?a=1', days: 2 })).body;
    expect(Date.parse(expiresAt) - now).toBe(2 * 86_400_000);
    const [path, token] = url.split('#');
    expect(path.endsWith('/till/')).toBe(true);
    const page = await house.fetch('/till/');
    expect([page.status, page.headers.get('content-security-policy')?.includes("script-src 'self'")]).toEqual([
      200,
      true,
    ]);
    for (const file of ['page.js', 'style.css']) expect((await house.fetch(`/till/${file}`)).status).toBe(200);
    const show = async (bearer: string) => {
      const answer = await house.fetch('/till/code', { headers: { authorization: `Bearer ${bearer}` } });
      return { status: answer.status, body: answer.body };
    };
    const shown = await show(token);
    expect(shown.body).toMatchObject({ place: 'paris', code: (await codeOf('paris')).code });
    // What a camera reads from the picture.
    expect(scanned(shown.body.qr)).toBe(`https://shop.example/club?a=1&visit=paris.${shown.body.code}`);
    expect(await visit('zoe', 'paris', shown.body.code)).toMatchObject({ points: 20 });
    const alone = await show((await mint({})).body.url.split('#')[1]);
    expect(scanned(alone.body.qr)).toBe(alone.body.code);
    // It opens no other door, and no other token opens this one.
    const door = await house.fetch('/v1/members/zoe', { headers: { authorization: `Bearer ${token}` } });
    expect(door.status).toBe(401);
    for (const wrong of ['', 'x.y.z', await house.token('zoe'), `${token}x`])
      expect((await show(wrong)).status).toBe(401);
    now += 2 * 86_400_000 + 1_000;
    expect((await show(token)).body.code).toBe('token_expired');
    now = START;
    expect((await house.rest('POST', '/v1/places/nowhere/display', {})).status).toBe(404);
    expect((await mint({ page: 'javascript:alert(1)' })).status).toBe(400);
  });

  test('by the member’s own card, which staff scan: each card once, and only while it is fresh', async () => {
    await house.rest('PUT', '/v1/members/fay', {});
    const { card, expiresAt } = await as('fay', 'card', {});
    expect(Date.parse(expiresAt) - now).toBeLessThanOrEqual(90_000);
    const scan = (body: object) => house.rest('POST', '/v1/visits', body);
    expect((await scan({ place: 'paris', card })).body).toMatchObject({ member: 'fay', replayed: false });
    expect(await scan({ place: 'paris', card })).toMatchObject({ status: 200, body: { replayed: true } });
    expect((await scan({ place: 'nowhere', card })).body.code).toBe('not_found');
    expect((await scan({ place: 'paris', card: `${card.slice(0, -6)}AAAAAA` })).body.code).toBe('unauthorized');
    now += 91_000;
    expect((await scan({ place: 'lyon', card })).body.code).toBe('token_expired');
    expect(await points('fay')).toBe(20);
    now = START;
  });
});

describe('a shared link', () => {
  const arrive = async (code: string, visitor: string, who?: string) => {
    const token = who === undefined ? {} : { authorization: `Bearer ${await tokenOf(who)}` };
    const answer = await house.fetch(`/p/${house.program.publishableKey}/trpc/storefront.arrive`, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json', ...token },
      body: JSON.stringify({ code, visitor }),
    });
    return answer.body.error?.data.code ?? answer.body.result.data;
  };

  test('pays when a distinct visitor arrives, not who shared it, not twice, not beyond the day’s count, and tells nobody', async () => {
    const product = { product: 'mug', url: `${ORIGIN}/mug?colour=blue` };
    const share = await as('gil', 'share', { ...product, visitor: 'gils-own-browser' });
    expect(share.link).toBe(`${ORIGIN}/mug?colour=blue&share=${share.code}`);
    expect(await as('gil', 'share', product)).toEqual(share);
    expect((await as('gil', 'share', { product: 'x', url: 'https://evil.example/x' })).code).toBe('bad_request');
    const said = { taken: true };
    expect(await arrive(share.code, 'gils-own-browser')).toEqual(said);
    expect(await arrive(share.code, 'another-browser', 'gil')).toEqual(said);
    expect(await points('gil')).toBe(0);
    for (const visitor of ['visitor-1', 'visitor-1', 'visitor-2'])
      expect(await arrive(share.code, visitor)).toEqual(said);
    expect(await points('gil')).toBe(10);
    for (const visitor of ['visitor-3', 'visitor-4']) expect(await arrive(share.code, visitor)).toEqual(said);
    expect(await points('gil')).toBe(15);
    expect(await arrive('NOBODYS2', 'visitor-1')).toEqual(said);
    // A script that makes visitors up is stopped by its address.
    expect(await arrive(share.code, 'visitor-5')).toBe('rate_limited');
    const log = await house.laurel.store.entries
      .find({ program: house.program.id, 'fact.type': 'share.visited' })
      .lean();
    expect(JSON.stringify(log)).not.toContain('visitor-1');
    expect(log[0]?.fact?.data).toEqual({ product: 'mug' });
  });
});

/** Reads a QR code as a camera would. */
function scanned({ size, path }: { size: number; path: string }): string | undefined {
  const scale = 4;
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1/g))
    for (let dy = 0; dy < scale; dy += 1)
      for (let dx = 0; dx < scale; dx += 1)
        pixels.fill(
          0,
          ((Number(y) * scale + dy) * width + Number(x) * scale + dx) * 4,
          ((Number(y) * scale + dy) * width + Number(x) * scale + dx) * 4 + 3,
        );
  return jsQR(pixels, width, width)?.data;
}
