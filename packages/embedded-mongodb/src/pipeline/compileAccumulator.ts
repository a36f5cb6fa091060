import { compare } from '../bson/compare.ts';
import { asInteger, double, isNumeric, toNumber } from '../bson/numbers.ts';
import { isDoc, isNullish } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { compileExpression } from '../expression/compile.ts';
import type { EvalContext } from '../query/context.ts';
import { sortKeys } from '../query/sort.ts';
import { ACCUMULATORS, type Accumulator } from './accumulators.ts';

/** Takes documents one by one and gives one value at the end. */
export type MakeAccumulator = () => { add(doc: unknown): void; result(): unknown };

/** Compiles `{$sum: '$a'}` and its like. */
export function compileAccumulator(field: string, spec: unknown, context: EvalContext): MakeAccumulator {
  if (!isDoc(spec)) throw new MongoError(40234, `The field '${field}' must be an accumulator object`);
  const names = Object.keys(spec);
  const name = names[0];
  if (names.length !== 1 || name === undefined)
    throw new MongoError(40238, `The field '${field}' must specify one accumulator`);
  const operand = spec[name];
  const simple = ACCUMULATORS[name];
  if (simple) {
    const value = compileExpression(operand, context);
    return () => {
      const made: Accumulator = simple(context.strings);
      return { add: (doc) => made.add(value(doc)), result: () => made.result() };
    };
  }
  if (name === '$count') return () => counted();
  const collected = COLLECTED[name];
  if (!collected) throw new MongoError(15952, `unknown group operator '${name}'`);
  return collected(operand, context, name);
}

function counted(): { add(doc: unknown): void; result(): unknown } {
  let n = 0;
  return {
    add: () => {
      n += 1;
    },
    result: () => n,
  };
}

type Collect = (operand: unknown, context: EvalContext, name: string) => MakeAccumulator;

/** Keeps a value of each document and decides at the end. */
function collecting(value: (doc: unknown) => unknown, decide: (values: unknown[]) => unknown): MakeAccumulator {
  return () => {
    const values: unknown[] = [];
    return { add: (doc) => void values.push(value(doc)), result: () => decide(values) };
  };
}

function howMany(operand: unknown, context: EvalContext, name: string): number {
  const n = isDoc(operand) ? asInteger(compileExpression(operand.n, context)({})) : undefined;
  if (n === undefined || n <= 0) throw new MongoError(5787908, `'n' must be greater than 0 in ${name}`);
  return n;
}

const several =
  (pick: (values: unknown[], n: number, context: EvalContext) => unknown[]): Collect =>
  (operand, context, name) => {
    const n = howMany(operand, context, name);
    const input = compileExpression(isDoc(operand) ? operand.input : null, context);
    return collecting(
      (doc) => input(doc) ?? null,
      (values) => pick(values, n, context),
    );
  };

const ranked =
  (top: boolean, many: boolean): Collect =>
  (operand, context, name) => {
    if (!isDoc(operand)) throw new MongoError(5788001, `${name} needs an object`);
    const n = many ? howMany(operand, context, name) : 1;
    const keys = sortKeys(operand.sortBy, context);
    const output = compileExpression(operand.output, context);
    return collecting(
      (doc) => ({ key: keys.of(doc as Record<string, unknown>), value: output(doc) ?? null }),
      (rows) => {
        const sorted = (rows as { key: unknown[]; value: unknown }[])
          .map((row, at) => ({ ...row, at }))
          .sort((a, b) => keys.compare(a.key, b.key) || a.at - b.at);
        const chosen = (top ? sorted.slice(0, n) : sorted.slice(-n)).map(({ value }) => value);
        return many ? chosen : (chosen[0] ?? null);
      },
    );
  };

const percentiles =
  (median: boolean): Collect =>
  (operand, context, name) => {
    if (!isDoc(operand)) throw new MongoError(7436100, `${name} needs an object`);
    const input = compileExpression(operand.input, context);
    const wanted = median
      ? [0.5]
      : (compileExpression(operand.p, context)({}) as unknown[]).map((p) => toNumber(p as number));
    return collecting(input, (values) => {
      const sorted = values
        .filter(isNumeric)
        .map(toNumber)
        .sort((a, b) => a - b);
      const found = wanted.map((p) =>
        sorted.length === 0 ? null : double(sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] as number),
      );
      return median ? (found[0] ?? null) : found;
    });
  };

const present = (values: unknown[], context: EvalContext): unknown[] =>
  values.filter((value) => !isNullish(value)).sort((a, b) => compare(a, b, context.strings));

const COLLECTED: Readonly<Record<string, Collect>> = {
  $firstN: several((values, n) => values.slice(0, n)),
  $lastN: several((values, n) => values.slice(-n)),
  $minN: several((values, n, context) => present(values, context).slice(0, n)),
  $maxN: several((values, n, context) => present(values, context).reverse().slice(0, n)),
  $top: ranked(true, false),
  $topN: ranked(true, true),
  $bottom: ranked(false, false),
  $bottomN: ranked(false, true),
  $median: percentiles(true),
  $percentile: percentiles(false),
};
