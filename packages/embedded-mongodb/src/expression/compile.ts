import { type Doc, getField, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { EvalContext } from '../query/context.ts';
import { delegated } from './delegate.ts';
import { OPERATORS } from './operators/index.ts';
import type { Env, Fn, Scope } from './types.ts';

const SYSTEM = ['ROOT', 'CURRENT', 'REMOVE', 'NOW', 'CLUSTER_TIME', 'KEEP', 'PRUNE', 'DESCEND'];

/** What `$redact` decides with. */
export const REDACT = { KEEP: Symbol('keep'), PRUNE: Symbol('prune'), DESCEND: Symbol('descend') } as const;

/** Compiles an aggregation expression to a function of the document. */
export function compileExpression(expression: unknown, context: EvalContext): (doc: unknown, extra?: Doc) => unknown {
  const known = new Set([...SYSTEM, ...Object.keys(context.variables)]);
  const fn = scopeOf(context, known).compile(expression);
  const base = { ...context.variables, NOW: context.now, ...REDACT, REMOVE: undefined };
  return (doc, extra) => fn({ root: doc, vars: { ...base, ROOT: doc, CURRENT: doc, ...extra } });
}

function scopeOf(context: EvalContext, known: ReadonlySet<string>): Scope {
  const scope: Scope = {
    context,
    known,
    compile: (expression) => compile(expression, scope),
    within: (names, expression) => scopeOf(context, new Set([...known, ...names])).compile(expression),
  };
  return scope;
}

function compile(expression: unknown, scope: Scope): Fn {
  if (typeof expression === 'string' && expression.startsWith('$')) return path(expression, scope);
  if (Array.isArray(expression)) {
    const items = expression.map((item) => compile(item, scope));
    return (env) => items.map((item) => item(env) ?? null);
  }
  if (!isDoc(expression)) return () => expression;
  const names = Object.keys(expression);
  const first = names[0];
  if (first?.startsWith('$')) {
    if (names.length > 1)
      throw new MongoError(
        15983,
        `an object representing an expression must have exactly one field: ${names.join(', ')}`,
      );
    return operator(first, expression[first], scope);
  }
  const fields = Object.entries(expression).map(([name, value]) => [name, compile(value, scope)] as const);
  return (env) => {
    const doc: Doc = {};
    for (const [name, fn] of fields) {
      const value = fn(env);
      if (value !== undefined) doc[name] = value;
    }
    return doc;
  };
}

function operator(name: string, operand: unknown, scope: Scope): Fn {
  const build = OPERATORS[name] ?? delegated(name);
  if (!build) throw new MongoError(168, `Unrecognized expression '${name}'`);
  return build(operand, scope, name);
}

function path(expression: string, scope: Scope): Fn {
  if (expression === '$') throw new MongoError(16872, "'$' by itself is not a valid FieldPath");
  const isVariable = expression.startsWith('$$');
  const parts = expression.slice(isVariable ? 2 : 1).split('.');
  if (parts.includes('')) throw new MongoError(15998, 'FieldPath field names may not be empty strings.');
  if (!isVariable) {
    if (parts.length === 1) {
      const name = parts[0] as string;
      return ({ vars }) => (isDoc(vars.CURRENT) ? getField(vars.CURRENT, name) : follow(vars.CURRENT, parts, 0));
    }
    return ({ vars }) => follow(vars.CURRENT, parts, 0);
  }
  const name = parts[0] as string;
  if (!scope.known.has(name)) throw new MongoError(17276, `Use of undefined variable: ${name}`);
  return ({ vars }: Env) => follow(vars[name], parts, 1);
}

/** A path in an expression goes through arrays element by element, and never by position. */
export function follow(value: unknown, parts: readonly string[], i: number): unknown {
  if (i === parts.length) return value;
  if (Array.isArray(value)) return value.map((item) => follow(item, parts, i)).filter((item) => item !== undefined);
  return isDoc(value) ? follow(getField(value, parts[i] as string), parts, i + 1) : undefined;
}
