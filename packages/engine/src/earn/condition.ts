import type { Condition } from '@laurel/contract';
import { compile, type Test } from '../conditions/compile.ts';

const tests = new WeakMap<object, Test>();

/** The test of a condition, made once. */
export function testOf(condition: Condition): Test {
  let test = tests.get(condition);
  if (!test) {
    test = compile(condition);
    tests.set(condition, test);
  }
  return test;
}

/** Whether a condition holds; one that is left out always does. */
export function holds(condition: Condition | undefined, subject: object): boolean {
  return !condition || testOf(condition)(subject as Record<string, unknown>);
}
