import type { Accumulator } from '../../pipeline/accumulators.ts';
import { ACCUMULATORS } from '../../pipeline/accumulators.ts';
import { operands } from '../arguments.ts';
import type { BuildOperator } from '../types.ts';

/** `$sum`, `$avg` and their like as expressions: over their operands, or over one that is an array. */
function over(name: string): BuildOperator {
  return (operand, scope) => {
    const fns = operands(operand, scope, name);
    return (env) => {
      const made = (ACCUMULATORS[name] as () => Accumulator)();
      const values = fns.map((fn) => fn(env));
      for (const value of values.length === 1 && Array.isArray(values[0]) ? values[0] : values) made.add(value);
      return made.result();
    };
  };
}

export const ACCUMULATE: Record<string, BuildOperator> = Object.fromEntries(
  ['$sum', '$avg', '$min', '$max', '$stdDevPop', '$stdDevSamp'].map((name) => [name, over(name)]),
);
