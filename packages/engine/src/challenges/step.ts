import type { ChallengeOf } from '../earn/program.ts';
import { sumUp } from '../number/sum-up.ts';

export type StepOf = ChallengeOf['steps'][number];

/** Of a value that counts once, as much as tells it apart. */
const MARK = 80;

/** What a fact adds to a step: one, or the number that the step sums. */
export function addOf(step: StepOf, data: Record<string, unknown>): number {
  if (step.sum === undefined) return 1;
  const value = numberAt(data, step.sum);
  return value === null ? 0 : sumUp(value);
}

/** The different values that a fact brings to a step; null: the step counts something else. */
export function marksOf({ distinct }: StepOf, data: Record<string, unknown>): string[] | null {
  if (distinct === undefined) return null;
  const marks = new Set<string>();
  for (const value of valuesAt(data, distinct.split('.')))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      marks.add(String(value).slice(0, MARK));
  return [...marks];
}

/** What a step must come to. */
export function targetOf(step: StepOf): number {
  return step.times ?? step.reach ?? 1;
}

export function isStepDone(step: StepOf, value: number | undefined): boolean {
  return (value ?? 0) >= targetOf(step);
}

/** The number at a dotted path, or null. */
export function numberAt(data: unknown, path: string): number | null {
  const value = valueAt(data, path);
  return Number.isFinite(value) ? (value as number) : null;
}

/** Whatever stands at a dotted path; null where nothing does. */
export function valueAt(data: unknown, path: string): unknown {
  let value: unknown = data;
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object') return null;
    value = (value as Record<string, unknown>)[part];
  }
  return value ?? null;
}

/** Everything that stands at a dotted path, through lists. */
export function valuesAt(data: unknown, [part, ...rest]: string[]): unknown[] {
  if (Array.isArray(data)) return data.flatMap((one) => valuesAt(one, part === undefined ? [] : [part, ...rest]));
  if (part === undefined) return [data];
  if (data === null || typeof data !== 'object') return [];
  return valuesAt((data as Record<string, unknown>)[part], rest);
}
