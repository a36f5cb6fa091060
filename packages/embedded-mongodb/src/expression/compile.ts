import { evalExpr } from 'mingo/core';
import type { Doc } from '../bson/types.ts';
import type { EvalContext } from '../query/context.ts';
import 'mingo';

/** Compiles an aggregation expression. */
export function compileExpression(expression: unknown, context: EvalContext): (doc: Doc) => unknown {
  return (doc) => evalExpr(doc, expression as never, { variables: context.variables } as never);
}
