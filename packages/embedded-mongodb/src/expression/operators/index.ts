import type { BuildOperator } from '../types.ts';
import { ACCUMULATE } from './accumulate.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { ARRAYS } from './arrays.ts';
import { CONVERT } from './convert.ts';
import { LOGIC } from './logic.ts';
import { SETS } from './sets.ts';
import { STRINGS } from './strings.ts';

/** Operators whose answer depends on BSON's types and order; `mingo` has the others. */
export const OPERATORS: Readonly<Record<string, BuildOperator>> = Object.assign(
  Object.create(null) as Record<string, BuildOperator>,
  LOGIC,
  ARITHMETIC,
  ARRAYS,
  SETS,
  STRINGS,
  CONVERT,
  ACCUMULATE,
);
