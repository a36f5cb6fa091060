import type { CompareStrings } from '../bson/compare.ts';
import { asInteger } from '../bson/numbers.ts';
import { isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';

const cache = new Map<string, CompareStrings>();
const SENSITIVITY: Record<number, Intl.CollatorOptions['sensitivity']> = {
  1: 'base',
  2: 'accent',
  3: 'variant',
  4: 'variant',
  5: 'variant',
};

/** The comparison a collation asks for; undefined for the simple one. */
export function compareStringsOf(collation: unknown): CompareStrings | undefined {
  if (collation === undefined || collation === null) return undefined;
  if (!isDoc(collation)) throw new MongoError('TypeMismatch', 'collation must be an object');
  if (Object.keys(collation).length === 0) return undefined;
  const { locale } = collation;
  if (typeof locale !== 'string')
    throw new MongoError(40414, "BSON field 'collation.locale' is missing but a required field");
  if (locale === 'simple') return undefined;
  const key = JSON.stringify(collation);
  const known = cache.get(key);
  if (known) return known;
  const strength = asInteger(collation.strength) ?? 3;
  const options: Intl.CollatorOptions = {
    sensitivity: strength === 1 && collation.caseLevel === true ? 'case' : (SENSITIVITY[strength] ?? 'variant'),
    numeric: collation.numericOrdering === true,
    ignorePunctuation: collation.alternate === 'shifted',
  };
  if (collation.caseFirst === 'upper' || collation.caseFirst === 'lower') options.caseFirst = collation.caseFirst;
  let collator: Intl.Collator;
  try {
    collator = new Intl.Collator(locale.replaceAll('_', '-'), options);
  } catch {
    throw new MongoError('BadValue', `Field 'locale' is invalid in: { locale: "${locale}" }`);
  }
  const compare: CompareStrings = (a, b) => collator.compare(a, b);
  cache.set(key, compare);
  return compare;
}
