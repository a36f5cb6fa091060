import * as fc from 'fast-check';
import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb';

const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => new Int32(n)),
  fc.integer({ min: -3, max: 3 }).map((n) => new Double(n)),
  fc.integer({ min: -3, max: 3 }).map((n) => Long.fromNumber(n)),
  fc.integer({ min: -3, max: 3 }).map((n) => Decimal128.fromString(String(n))),
  fc
    .constantFrom(
      '0.1',
      '-0.1',
      '1E+3',
      '9007199254740993',
      '-9007199254740993',
      'NaN',
      'Infinity',
      '-Infinity',
      '1E-400',
    )
    .map((text) => Decimal128.fromString(text)),
  fc
    .constantFrom(0.1, -0.1, 1000, 2 ** 53, -(2 ** 53), Number.NaN, Infinity, -Infinity, -0, 5e-324)
    .map((n) => new Double(n)),
  fc
    .constantFrom('9007199254740993', '-9007199254740993', '9223372036854775807', '-9223372036854775808')
    .map((text) => Long.fromString(text)),
);

const scalar = fc.oneof(
  { weight: 4, arbitrary: number },
  fc.constantFrom('', 'a', 'b', 'a\0', 'a\0b', 'é', '\u{1F600}', '\uFFFD', 'aa'),
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -5, max: 5 }).map((n) => new Date(n * 1000)),
  fc.constantFrom('000000000000000000000001', 'ff0000000000000000000000').map((hex) => new ObjectId(hex)),
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 3 })).map(([t, i]) => new Timestamp({ t, i })),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes, 0)),
  fc.constantFrom(new BSONRegExp('a', ''), new BSONRegExp('a', 'i')),
  fc.constantFrom(new MinKey(), new MaxKey()),
);

/** Any value a document may hold, two levels deep, and often the same one in another type. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b'), scalar, { maxKeys: 2 }),
);

/** Numbers of every type, many of them equal by value. */
export const anyNumber = number;
