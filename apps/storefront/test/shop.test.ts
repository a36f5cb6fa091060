import { jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { newBrowser, orderId } from './support/browser.ts';
import { openDoor, takesAll } from './support/laurel.ts';
import { NOWHERE, newFolder, PUBLISHABLE, SECRET, startShop } from './support/shop.ts';

const cake = '/goods/regency-cake-stand-three-tiers';

async function open(laurel = NOWHERE) {
  const folder = await newFolder();
  const shop = await startShop(laurel, folder.path);
  return {
    url: shop.url,
    visit: (headers: Record<string, string> = {}) => newBrowser(shop.url, headers),
    async [Symbol.asyncDispose]() {
      await shop[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe('a page', () => {
  test('speaks the browser’s language until another is chosen', async () => {
    await using shop = await open();
    const browser = shop.visit({ 'accept-language': 'fr-CA, en;q=0.5' });
    expect((await browser.get('/')).text).toContain('<html lang="fr"');
    const english = await browser.post('/language', { language: 'en', back: cake });
    expect(english.url).toBe(cake);
    expect(english.text).toContain('<html lang="en-GB"');
  });

  test('lets in no script and no style but its own and Laurel’s', async () => {
    await using shop = await open();
    const page = await shop.visit().get(cake);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(page.text).not.toMatch(/ style="| on[a-z]+="|<style|<script(?![^>]* src=)/);
    expect(page.text).toContain(`data-program="${PUBLISHABLE}" data-token="/laurel/token"`);
  });

  test('that is not there says so, in the frame of the shop', async () => {
    await using shop = await open();
    for (const path of [
      '/goods/none',
      '/aisle/none',
      '/orders/H1',
      '/pictures/none.svg',
      '/orders/__proto__',
      '/%00',
    ]) {
      const page = await shop.visit().get(path);
      expect([path, page.status]).toEqual([path, 404]);
      expect(page.text).toContain('wandered off');
    }
  });

  test('leads back to the shop only', async () => {
    await using shop = await open();
    for (const back of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const page = await shop.visit().post('/theme', { theme: 'dark', back });
      expect(page.url).toBe('/');
    }
  });

  test('takes forms from its own pages only', async () => {
    await using shop = await open();
    const page = await shop.visit().post('/basket/add', { sku: '22423' }, { 'sec-fetch-site': 'cross-site' });
    expect(page.status).toBe(403);
  });
});

describe('a basket', () => {
  test('fills, changes and empties', async () => {
    await using shop = await open();
    const browser = shop.visit();
    await browser.post('/basket/add', { sku: '22423', quantity: '2' });
    expect((await browser.post('/basket/add', { sku: '22423', quantity: '1' })).text).toContain('£38.25');
    expect((await browser.post('/basket/set', { sku: '22423', quantity: '1' })).text).toContain('£12.75');
    expect((await browser.post('/basket/set', { sku: '22423', quantity: '1', remove: '1' })).text).toContain(
      'basket is empty',
    );
  });

  test.each(['-1', '0', '1e9', 'NaN', '', '1.5'])(
    'makes of a quantity %j something between 1 and 99',
    async (quantity) => {
      await using shop = await open();
      const page = await shop.visit().post('/basket/add', { sku: '22423', quantity });
      const shown = Number(/name="quantity" value="(\d+)"/.exec(page.text)?.[1]);
      expect(shown).toBeGreaterThanOrEqual(1);
      expect(shown).toBeLessThanOrEqual(99);
    },
  );

  test('goes along when somebody signs in, under another session', async () => {
    await using shop = await open();
    const browser = shop.visit();
    await browser.post('/basket/add', { sku: '22423' });
    const before = browser.jar.get('shop_session');
    await browser.signIn('anna');
    expect(browser.jar.get('shop_session')).not.toBe(before);
    expect((await browser.get('/basket')).text).toContain('£12.75');
  });
});

describe('an order', () => {
  test('is placed once however often the form is sent', async () => {
    await using shop = await open();
    const browser = shop.visit();
    await browser.post('/basket/add', { sku: '22423' });
    const pages = await Promise.all([1, 2, 3].map(() => browser.post('/checkout', { total: '1670' })));
    expect(pages.filter(({ url }) => url.startsWith('/orders/'))).toHaveLength(1);
  });

  test('is not placed for another amount than the button said', async () => {
    await using shop = await open();
    const browser = shop.visit();
    await browser.post('/basket/add', { sku: '22423' });
    expect((await browser.post('/checkout', { total: '1' })).url).toBe('/checkout');
  });

  test('is nobody else’s to see or to return', async () => {
    await using shop = await open();
    const anna = shop.visit();
    await anna.signIn('anna');
    const id = orderId(await anna.buy('22423'));
    const guest = shop.visit();
    const guestOrder = orderId(await guest.buy('22423'));
    const luc = shop.visit();
    await luc.signIn('luc');
    for (const [browser, order] of [
      [luc, id],
      [shop.visit(), id],
      [luc, guestOrder],
      [anna, guestOrder],
    ] as const) {
      expect((await browser.get(`/orders/${order}`)).status).toBe(404);
      expect((await browser.post(`/orders/${order}/return`)).status).toBe(404);
    }
    expect((await guest.get(`/orders/${guestOrder}`)).status).toBe(200);
  });

  test('comes back line by line, then as a whole with its postage, and never twice', async () => {
    const door = await openDoor(takesAll);
    await using shop = await open(door.url);
    const browser = shop.visit();
    await browser.signIn('anna');
    await browser.post('/basket/add', { sku: '22699', quantity: '2' });
    const id = orderId(await browser.buy('22423'));
    await browser.post(`/orders/${id}/return`, { line: `${id}-1`, quantity: '1' });
    await browser.post(`/orders/${id}/return`);
    expect((await browser.post(`/orders/${id}/return`)).text).not.toContain('Return the whole order');
    const refunds = door.events().filter(({ type }) => type === 'order.refunded');
    expect(refunds).toMatchObject([
      { key: `refund:${id}-R1`, data: { amount: 295, shipping: 0, lines: [{ lineId: `${id}-1`, quantity: 1 }] } },
      {
        key: `refund:${id}-R2`,
        data: {
          amount: 295 + 1_275 + 395,
          shipping: 395,
          lines: [
            { lineId: `${id}-1`, quantity: 1 },
            { lineId: `${id}-2`, quantity: 1 },
          ],
        },
      },
    ]);
    await door.close();
  });
});

describe('people', () => {
  test('get a token for their own browser, never kept by caches; visitors get none', async () => {
    await using shop = await open();
    const browser = shop.visit();
    expect((await browser.get('/laurel/token')).status).toBe(204);
    await browser.signIn('anna');
    const page = await browser.get('/laurel/token');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const { payload } = await jwtVerify(JSON.parse(page.text).token, SECRET, { audience: PUBLISHABLE });
    expect(payload).toMatchObject({ sub: 'anna', name: 'Anna Berg' });
    await browser.post('/sign-out');
    expect((await browser.get('/laurel/token')).status).toBe(204);
  });

  test('who sign in find the shop in their language', async () => {
    await using shop = await open();
    expect((await shop.visit().signIn('luc')).text).toContain('Bonjour, Luc');
  });

  test('cannot be signed in as without being offered', async () => {
    await using shop = await open();
    expect((await shop.visit().signIn('somebody-else')).status).toBe(404);
  });

  test('a planted or forged session is nobody’s', async () => {
    await using shop = await open();
    const browser = shop.visit();
    browser.jar.set('shop_session', 's%3Aanna.forged');
    expect((await browser.get('/laurel/token')).status).toBe(204);
  });

  test('whose name is none are asked again', async () => {
    await using shop = await open();
    for (const name of ['', 'A', '<script>', 'x'.repeat(31)]) {
      expect((await shop.visit().post('/sign-up', { name })).status).toBe(422);
    }
  });
});

describe('a friend’s link', () => {
  test('leaves a cookie that pages cannot read, and a clean address; a new account carries the code to Laurel', async () => {
    const door = await openDoor(takesAll);
    await using shop = await open(door.url);
    const browser = shop.visit();
    const landing = await browser.request('/?ref=ANNA-7K2&x=1');
    expect(landing.headers.get('location')).toBe('/?x=1');
    expect(landing.headers.getSetCookie().join()).toMatch(
      /laurel_ref=ANNA-7K2; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax/,
    );
    expect((await browser.get('/')).text).toContain('A friend sent you');
    await browser.post('/sign-up', { name: 'Zoë' });
    expect(door.calls.find(({ path }) => path === 'members.put')?.input).toMatchObject({
      name: 'Zoë',
      referralCode: 'ANNA-7K2',
    });
    expect(browser.jar.has('laurel_ref')).toBe(false);
    await door.close();
  });

  test('changes nothing for somebody who is signed in, and a code that is none is ignored', async () => {
    await using shop = await open();
    const browser = shop.visit();
    await browser.get('/?ref=%3Cscript%3E');
    expect(browser.jar.has('laurel_ref')).toBe(false);
    await browser.signIn('anna');
    await browser.get('/?ref=LUC-1');
    expect(browser.jar.has('laurel_ref')).toBe(false);
  });
});

describe('a review', () => {
  test('is published once for a product and shopper; what it says stays in the shop', async () => {
    const door = await openDoor(takesAll);
    await using shop = await open(door.url);
    const browser = shop.visit();
    await browser.signIn('anna');
    const text = 'Lovely <b>"china"</b> & more';
    const page = await browser.post(`${cake}/reviews`, { stars: '4', text });
    expect(page.text).toContain('Lovely &lt;b&gt;&quot;china&quot;&lt;/b&gt; &amp; more');
    await browser.post(`${cake}/reviews`, { stars: '1', text: 'again' });
    expect(door.events()).toHaveLength(1);
    expect(door.events()[0]).toMatchObject({
      type: 'review.published',
      key: 'review:anna:22423',
      data: { sku: '22423', stars: 4 },
    });
    expect(JSON.stringify(door.calls)).not.toContain('Lovely');
    await door.close();
  });

  test('needs stars, words and an account', async () => {
    await using shop = await open();
    const browser = shop.visit();
    expect((await browser.post(`${cake}/reviews`, { stars: '4', text: 'hm' })).url).toContain('/sign-in');
    await browser.signIn('anna');
    for (const fields of [
      { stars: '0', text: 'hm' },
      { stars: '4', text: ' ' },
      { stars: 'x', text: 'hm' },
    ]) {
      expect((await browser.post(`${cake}/reviews`, fields)).text).toContain('Nobody has reviewed this yet');
    }
  });
});
