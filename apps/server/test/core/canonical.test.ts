import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../src/log/canonical.ts';

/** What it has to be, letter for letter. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

test('canonical JSON is JSON with the keys of every object sorted', () => {
  // Numbers as names have an order of their own in objects.
  const name = fc.string({ unit: 'binary' }).map((text) => `k${text}`);
  const few = fc.dictionary(name, fc.oneof(fc.string(), fc.double(), fc.array(fc.dictionary(name, fc.nat()))));
  const many = fc.dictionary(name, fc.nat(), { minKeys: 20, maxKeys: 60 });
  fc.assert(
    fc.property(few, many, (some, others) => {
      for (const value of [some, others, [others, { kb: some, ka: others }]])
        expect(canonical(value)).toBe(sorted(value));
    }),
  );
});

test('canonical JSON says what JSON says, whatever the order of the keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([key]) => key }), (fields) => {
      expect(canonical(Object.fromEntries(fields))).toBe(canonical(Object.fromEntries(fields.toReversed())));
    }),
  );
  // Entries were sealed with it: not one letter may ever be written in another way.
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => canonical(text) === JSON.stringify(text)));
  expect(canonical({ b: undefined, a: [undefined, Number.NaN, -0], at: new Date(0) })).toBe(
    '{"a":[null,null,0],"at":"1970-01-01T00:00:00.000Z"}',
  );
});
