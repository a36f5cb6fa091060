import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../src/log/canonical.ts';

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
