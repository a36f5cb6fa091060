import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import shoppers from '../demo/shoppers.json' with { type: 'json' };
import { CATEGORIES, PRODUCTS } from '../src/catalogue/product.ts';
import { draw, MOTIF_NAMES } from '../src/pictures/draw.ts';

interface Fact {
  type: string;
  key: string;
  member: string;
  occurredAt: string;
  data: { orderId: string; lines?: { sku: string; unitPrice: number }[] };
}

const file = fileURLToPath(new URL('../demo/events.ndjson.gz', import.meta.url));
const facts = gunzipSync(await readFile(file))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Fact);

describe('the past of the demo', () => {
  test('fits into the repository', async () => {
    expect((await stat(file)).size).toBeLessThan(1_000_000);
  });

  test('is in time order, every key once, and no refund without its order', () => {
    const orders = new Map<string, string>();
    let before = '';
    for (const { type, member, occurredAt, data } of facts) {
      expect(occurredAt >= before).toBe(true);
      before = occurredAt;
      if (type === 'order.paid') orders.set(data.orderId, member);
      else expect(orders.get(data.orderId)).toBe(member);
    }
    expect(new Set(facts.map(({ key }) => key)).size).toBe(facts.length);
  });

  test('holds those whom one may sign in as', () => {
    const members = new Set(facts.map(({ member }) => member));
    for (const { externalId } of shoppers) expect(members).toContain(externalId);
  });
});

describe('the goods', () => {
  test('each have an address of their own, a price, and words in both languages', () => {
    expect(new Set(PRODUCTS.map(({ slug }) => slug)).size).toBe(PRODUCTS.length);
    expect(new Set(PRODUCTS.map(({ sku }) => sku)).size).toBe(PRODUCTS.length);
    for (const { price, name, description, category } of PRODUCTS) {
      expect(price).toBeGreaterThan(0);
      expect(CATEGORIES).toContain(category);
      for (const words of [name, description]) expect(Object.keys(words)).toEqual(['en', 'fr']);
    }
  });

  test('are sold at prices of the data', () => {
    const sold = new Set(
      facts.flatMap(({ data }) => (data.lines ?? []).map(({ sku, unitPrice }) => `${sku} ${unitPrice}`)),
    );
    const found = PRODUCTS.filter(({ sku, price }) => sold.has(`${sku} ${price}`));
    expect(found.length).toBeGreaterThan(PRODUCTS.length * 0.9);
  });

  test('are drawn from motifs that exist, the same every time', () => {
    for (const { picture } of PRODUCTS) {
      expect(MOTIF_NAMES).toContain(picture.motif);
      expect(draw(picture)).toBe(draw(picture));
      expect(draw(picture)).not.toMatch(/NaN|undefined/);
    }
  });
});
