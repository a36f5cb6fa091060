import * as fc from 'fast-check';
import { BSON } from 'mongodb';
import { expect, test } from 'vitest';
import { decode } from '../src/bson/decode.ts';
import { encode } from '../src/bson/encode.ts';
import { compileProjection } from '../src/project/compile.ts';
import { plainContext } from '../src/query/context.ts';
import { anyValue } from './values.ts';

const name = fc.constantFrom('a', 'b', 'é');
const anyDocument = fc.record({
  _id: anyValue,
  a: fc.oneof(anyValue, fc.dictionary(name, fc.dictionary(name, anyValue))),
  b: anyValue,
  é: fc.dictionary(name, anyValue),
});
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'));
const noneInsideAnother = (paths: string[]) =>
  paths.every((one) => paths.every((other) => one === other || !other.startsWith(`${one}.`)));

test('a projection of bytes is that of the document, wherever it can be told from bytes', () => {
  const paths = fc.uniqueArray(path, { minLength: 1, maxLength: 4 }).filter(noneInsideAnother);
  let told = 0;
  fc.assert(
    fc.property(anyDocument, paths, fc.boolean(), fc.constantFrom({}, { _id: 0 }), (document, some, keep, id) => {
      const bytes = Buffer.from(BSON.serialize(document));
      const project = compileProjection(
        { ...id, ...Object.fromEntries(some.map((each) => [each, keep])) },
        plainContext(),
      );
      const cut = project.cut?.(bytes);
      if (!cut) return;
      told += 1;
      expect(cut).toEqual(encode(project(decode(bytes))));
    }),
  );
  expect(told).toBeGreaterThan(0);
});
