import type { Doc } from '../bson/types.ts';
import type { EvalContext } from '../query/context.ts';

/** Where an expression is evaluated: the document, and the variables in scope. */
export interface Env {
  readonly root: unknown;
  readonly vars: Readonly<Record<string, unknown>>;
}

export type Fn = (env: Env) => unknown;

/** What an operator needs to build its function: compiled operands, and which variables are known. */
export interface Scope {
  readonly context: EvalContext;
  readonly known: ReadonlySet<string>;
  compile(expression: unknown): Fn;
  /** Compiles with further variables in scope. */
  within(names: readonly string[], expression: unknown): Fn;
}

export type BuildOperator = (operand: unknown, scope: Scope, name: string) => Fn;

export const withVars = (env: Env, vars: Doc): Env => ({ root: env.root, vars: { ...env.vars, ...vars } });
