import { compareUtf8 } from '../bson/compare.ts';
import { type Doc, isDoc, typeOf } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { EvalContext } from '../query/context.ts';
import { MODIFIERS, type Modifier } from './modifiers.ts';
import { type ArrayFilters, checkPath, expandPath, identifiersIn, parseArrayFilters } from './paths.ts';
import { parsePipelineUpdate } from './pipeline.ts';
import type { Target } from './target.ts';

/** What an update needs to know of the moment it is applied. */
export interface Moment {
  readonly inserting: boolean;
  readonly arrayIndex: number | undefined;
  /** The next cluster time, for `$currentDate` as a timestamp. */
  readonly timestamp: () => unknown;
}

/** An update, parsed once and applied to any number of documents. */
export type Update =
  | { readonly kind: 'modify'; readonly apply: (target: Target, moment: Moment) => void }
  | { readonly kind: 'replace'; readonly doc: Doc }
  | { readonly kind: 'pipeline'; readonly apply: (doc: Doc) => Doc };

export function parseUpdate(update: unknown, options: { arrayFilters?: unknown; context: EvalContext }): Update {
  const { context, arrayFilters } = options;
  if (Array.isArray(update)) {
    if (arrayFilters !== undefined)
      throw new MongoError('FailedToParse', 'arrayFilters may not be specified for pipeline-syle updates');
    return { kind: 'pipeline', apply: parsePipelineUpdate(update, context) };
  }
  if (!isDoc(update)) throw new MongoError('FailedToParse', 'Update argument must be either an object or an array');
  const first = Object.keys(update)[0];
  if (first === undefined || !first.startsWith('$')) {
    if (arrayFilters !== undefined && (arrayFilters as unknown[]).length > 0)
      throw new MongoError('FailedToParse', 'arrayFilters may not be specified for replacement-style updates');
    const dollar = Object.keys(update).find((name) => name.startsWith('$'));
    if (dollar !== undefined) {
      throw new MongoError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
    return { kind: 'replace', doc: update };
  }
  return parseModifiers(update, parseArrayFilters((arrayFilters as unknown[]) ?? [], context), context);
}

interface Step {
  readonly path: string;
  readonly modifier: Modifier;
  readonly operand: unknown;
}

function parseModifiers(update: Doc, filters: ArrayFilters, context: EvalContext): Update {
  const steps: Step[] = [];
  const used = new Set<string>();
  for (const [name, fields] of Object.entries(update)) {
    const build = MODIFIERS[name];
    if (!build)
      throw new MongoError(
        'FailedToParse',
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!isDoc(fields)) {
      throw new MongoError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ...}`,
      );
    }
    for (const [path, operand] of Object.entries(fields)) {
      checkPath(path, filters);
      for (const id of identifiersIn(path)) used.add(id);
      steps.push({ path, modifier: build(operand, context, path), operand });
      if (name === '$rename') {
        checkPath(String(operand), filters);
        steps.push({ path: String(operand), modifier: () => undefined, operand });
      }
    }
  }
  for (const id of filters.keys()) {
    if (!used.has(id))
      throw new MongoError('FailedToParse', `The array filter for identifier '${id}' was not used in the update`);
  }
  steps.sort((a, b) => byPath(a.path, b.path));
  checkConflicts(steps);
  return {
    kind: 'modify',
    apply(target, moment) {
      for (const { path, modifier } of steps) {
        for (const parts of expandPath(target, path, filters, moment.arrayIndex)) modifier(target, parts, moment);
      }
    },
  };
}

/** Field by field; numbers by value and names by their bytes, as MongoDB applies them. */
function byPath(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const x = left[i] as string;
    const y = right[i] as string;
    if (x === y) continue;
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) return Number(x) - Number(y);
    return compareUtf8(x, y);
  }
  return left.length - right.length;
}

function checkConflicts(steps: readonly Step[]): void {
  const seen = new Set<string>();
  const parents = new Map<string, string>();
  for (const { path } of steps) {
    const parts = path.split('.');
    const prefixes = parts.map((_, i) => parts.slice(0, i + 1).join('.'));
    const clash = prefixes.find((prefix) => seen.has(prefix)) ?? (parents.has(path) ? path : undefined);
    if (clash !== undefined)
      throw new MongoError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${clash}'`,
      );
    seen.add(path);
    for (const prefix of prefixes) parents.set(prefix, path);
  }
}
