import { expect, test, vi } from 'vitest';
import { newBrowser, orderId } from './support/browser.ts';
import { type Call, openDoor, takesAll } from './support/laurel.ts';
import { newFolder, startShop } from './support/shop.ts';

const within = { timeout: 20_000, interval: 50 };

test('an order is told to Laurel, and what it earned stands on its page', async () => {
  await using folder = await newFolder();
  const door = await openDoor(takesAll);
  await using shop = await startShop(door.url, folder.path);
  const browser = newBrowser(shop.url);
  await browser.signIn('anna');
  const page = await browser.buy('22423', 2);
  expect(page.text).toContain('This order earned 120');
  expect(door.events()).toMatchObject([
    {
      type: 'order.paid',
      key: `order:${orderId(page)}`,
      member: 'anna',
      data: {
        currency: 'GBP',
        subtotal: 2_550,
        shipping: 395,
        total: 2_945,
        lines: [{ sku: '22423', quantity: 2, unitPrice: 1_275 }],
      },
    },
  ]);
  await door.close();
});

test('while Laurel is away the shop sells; when it is back it hears of everything, once and in order', async () => {
  await using folder = await newFolder();
  const first = await openDoor(takesAll);
  await first.close();
  await using shop = await startShop(first.url, folder.path);
  const browser = newBrowser(shop.url);
  await browser.signIn('anna');
  const page = await browser.buy('85123A', 3);
  expect(page.status).toBe(200);
  await browser.post(`/orders/${orderId(page)}/return`);
  const door = await openDoor(takesAll, Number(new URL(first.url).port));
  await vi.waitFor(() => expect(door.events()).toHaveLength(2), within);
  expect(door.events().map(({ type }) => type)).toEqual(['order.paid', 'order.refunded']);
  await browser.buy('22423');
  expect(door.events().map(({ type }) => type)).toEqual(['order.paid', 'order.refunded', 'order.paid']);
  await door.close();
});

test('what Laurel has not answered outlives a restart, with the same key', async () => {
  await using folder = await newFolder();
  const away = await openDoor(() => ({ status: 503, code: 'store_unavailable' }));
  {
    await using shop = await startShop(away.url, folder.path);
    const browser = newBrowser(shop.url);
    await browser.signIn('anna');
    await browser.buy('22423');
  }
  const tried = away.events();
  await away.close();
  const door = await openDoor(takesAll);
  await using _shop = await startShop(door.url, folder.path);
  await vi.waitFor(() => expect(door.events()).toHaveLength(1), within);
  expect(door.events()[0]).toEqual(tried[0]);
  await door.close();
});

test('a letter that is refused for good is set aside, and keeps nobody else’s', async () => {
  await using folder = await newFolder();
  const door = await openDoor((call: Call) =>
    call.input.member === 'anna' ? { status: 409, code: 'order_conflict' } : takesAll(call),
  );
  await using shop = await startShop(door.url, folder.path);
  for (const shopper of ['anna', 'luc']) {
    const browser = newBrowser(shop.url);
    await browser.signIn(shopper);
    await browser.buy('22423');
  }
  await vi.waitFor(() => expect(door.events().map(({ member }) => member)).toEqual(['anna', 'luc']), within);
  await door.close();
});

test('one person whose letters Laurel cannot take now keeps their order, and nobody else waits', async () => {
  await using folder = await newFolder();
  let anna = false;
  const door = await openDoor((call: Call) =>
    call.input.member === 'anna' && !anna ? { status: 500, code: 'internal' } : takesAll(call),
  );
  await using shop = await startShop(door.url, folder.path);
  const one = newBrowser(shop.url);
  await one.signIn('anna');
  const page = await one.buy('22423');
  await one.post(`/orders/${orderId(page)}/return`);
  const other = newBrowser(shop.url);
  await other.signIn('luc');
  await other.buy('22423');
  expect(door.events().some(({ member }) => member === 'luc')).toBe(true);
  expect(door.events().every(({ type }) => type === 'order.paid')).toBe(true);
  anna = true;
  await vi.waitFor(
    () => expect(door.events().at(-1)).toMatchObject({ type: 'order.refunded', member: 'anna' }),
    within,
  );
  await door.close();
});
