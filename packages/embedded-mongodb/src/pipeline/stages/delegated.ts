import { Context } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as windows from 'mingo/operators/window';
import { type Doc, Double, isDoc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { idInFront } from '../../writes/insert.ts';
import type { BuildStage } from '../types.ts';
import { all } from './simple.ts';

type MingoStage = (documents: unknown, spec: unknown, options: unknown) => { collect(): unknown[] };

const context = Context.init({
  accumulator: accumulators as never,
  expression: expressions as never,
  pipeline: stages as never,
  window: windows as never,
});

/** A stage as `mingo` has it, over all documents at once. */
function delegated(name: string, stage: unknown): BuildStage {
  return (spec, env) => {
    if (!isDoc(spec)) throw new MongoError('FailedToParse', `the ${name} stage specification must be an object`);
    const run = stage as MingoStage;
    const options = {
      context,
      scriptEnabled: true,
      failOnError: true,
      useStrictMode: true,
      idKey: '_id',
      variables: env.context.variables,
    };
    return all((docs) => {
      try {
        return (run(Lazy(docs.map(plain) as never), plain(spec), options).collect() as Doc[]).map(idInFront);
      } catch (error) {
        throw error instanceof MongoError
          ? error
          : new MongoError('BadValue', `${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  };
}

/** Numbers as `mingo` reckons with them. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Double) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  if (!isDoc(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

export const $setWindowFields = delegated('$setWindowFields', stages.$setWindowFields);
export const $densify = delegated('$densify', stages.$densify);
export const $fill = delegated('$fill', stages.$fill);
export const $bucketAuto = delegated('$bucketAuto', stages.$bucketAuto);
