import * as fc from 'fast-check';
import { BSON } from 'mongodb';
import { expect, test } from 'vitest';
import { checkDocument } from '../src/bson/check.ts';
import { decode, decodeLazily } from '../src/bson/decode.ts';
import { encode } from '../src/bson/encode.ts';
import { anyValue } from './values.ts';

const long = 'a name that makes whatever it stands in large enough to be put off until somebody looks at it';

const anyDocument = fc
  .record({ a: anyValue, b: anyValue, list: fc.array(anyValue, { maxLength: 4 }) })
  .map((inner) => ({ _id: 1, ...inner, large: { [long]: inner, list: [{ [long]: inner }] }, last: inner.a }));

test('a document is the same read whole and read piece by piece, in any order', () => {
  fc.assert(
    fc.property(anyDocument, fc.shuffledSubarray(['a', 'list', 'large', 'last']), (document, first) => {
      const bytes = Buffer.from(BSON.serialize(document));
      const lazily = decodeLazily(bytes);
      for (const name of first) void lazily[name];
      expect(encode(lazily)).toEqual(encode(decode(bytes)));
      expect(Object.keys(lazily)).toEqual(Object.keys(decode(bytes)));
    }),
  );
});

test('what is put off can be given another value before it is read', () => {
  const lazily = decodeLazily(BSON.serialize({ large: { [long]: 1 } }));
  lazily.large = 2;
  expect({ ...lazily }).toEqual({ large: 2 });
});

test('damaged bytes are refused unread exactly when they cannot be read', () => {
  fc.assert(
    fc.property(anyDocument, fc.nat(), fc.integer({ min: 0, max: 255 }), (document, at, byte) => {
      const bytes = Buffer.from(BSON.serialize(document));
      // The length of the whole was checked where the document was cut out of its message.
      bytes[4 + (at % (bytes.length - 4))] = byte;
      expect(isGood(() => checkDocument(bytes))).toBe(isGood(() => decode(bytes)));
    }),
    { numRuns: 2_000 },
  );
});

function isGood(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
