import { asInteger, isNumeric, toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { compileExpression } from '../expression/compile.ts';
import type { EvalContext } from '../query/context.ts';
import { elementTest } from '../query/operators.ts';
import type { FilterNode } from '../query/tree.ts';
import { type Cut, cutter } from './bytes.ts';
import { applyTree, type Branch, branch, type Leaf, type Mode, putLeaf } from './tree.ts';

export interface Project {
  (doc: Doc, arrayIndex?: number): Doc;
  /** The same of a document as it lies there, where that can be told from its bytes. */
  readonly cut?: Cut | undefined;
}

/** Compiles the projection of a `find`. */
export function compileProjection(spec: Doc, context: EvalContext, _filter?: FilterNode): Project {
  return new Compiler(context, true).compile(spec);
}

/** Compiles a `$project` stage, which knows neither `$`, nor `$slice` and `$elemMatch` as find has them. */
export function compileProjectStage(spec: Doc, context: EvalContext): Project {
  if (Object.keys(spec).length === 0)
    throw new MongoError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  return new Compiler(context, false).compile(spec);
}

/** Compiles `$addFields` or `$set`. */
export function compileAddFields(spec: Doc, context: EvalContext): (doc: Doc) => Doc {
  const root = branch();
  const add = (doc: Doc, prefix: string): void => {
    for (const [name, value] of Object.entries(doc)) {
      const path = prefix + name;
      if (name.startsWith('$'))
        throw new MongoError(
          16410,
          `Invalid $addFields :: caused by :: FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
        );
      if (isDoc(value) && Object.keys(value).length > 0 && !(Object.keys(value)[0] as string).startsWith('$'))
        add(value, `${path}.`);
      else putLeaf(root, path, { kind: 'compute', value: compileExpression(value, context) });
    }
  };
  add(spec, '');
  return (doc) => applyTree(root, doc, 'add');
}

class Compiler {
  private readonly context: EvalContext;
  private readonly forFind: boolean;
  private readonly root: Branch = branch();
  private mode: Mode | undefined;
  private id: 'include' | 'exclude' | undefined;
  private positional: string | undefined;
  private hasSlice = false;

  constructor(context: EvalContext, forFind: boolean) {
    this.context = context;
    this.forFind = forFind;
  }

  compile(spec: Doc): Project {
    this.fields(spec, '');
    const mode = this.mode ?? (this.id === 'include' && !this.hasSlice ? 'include' : 'exclude');
    if (!this.root.children.has('_id')) {
      if (mode === 'include' && this.id !== 'exclude') this.root.children.set('_id', { kind: 'include' });
      if (mode === 'exclude' && this.id === 'exclude') this.root.children.set('_id', { kind: 'exclude' });
    }
    const { positional, root } = this;
    const cut = positional === undefined ? cutter(root, mode === 'exclude' ? mode : 'include') : undefined;
    if (mode === 'exclude') return Object.assign((doc: Doc) => applyTree(root, doc, mode), { cut });
    const project = (doc: Doc, arrayIndex?: number) => {
      const result = applyTree(root, doc, mode);
      if (positional !== undefined) takeMatched(result, positional.split('.'), arrayIndex);
      return result;
    };
    return Object.assign(project, { cut });
  }

  private fields(spec: Doc, prefix: string): void {
    for (const [name, value] of Object.entries(spec)) this.field(prefix + name, value);
  }

  private field(path: string, value: unknown): void {
    if (path.startsWith('$'))
      throw new MongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    if (this.forFind && path.endsWith('.$')) {
      this.matched(path.slice(0, -2), value);
      return;
    }
    if (isNumeric(value) || typeof value === 'boolean') {
      this.flag(path, isNumeric(value) ? toNumber(value) !== 0 : value);
      return;
    }
    if (isDoc(value)) {
      const first = Object.keys(value)[0];
      if (first === undefined)
        throw new MongoError(51270, `An empty sub-projection is not a valid value. Found empty object at path`);
      if (!first.startsWith('$')) {
        this.fields(value, `${path}.`);
        return;
      }
      if (this.forFind && first === '$slice') {
        this.slice(path, value.$slice);
        return;
      }
      if (this.forFind && first === '$elemMatch') {
        this.elemMatch(path, value.$elemMatch);
        return;
      }
      if (first === '$meta') throw new MongoError('BadValue', '$meta is not supported by this server');
    }
    this.choose('include', path);
    putLeaf(this.root, path, { kind: 'compute', value: compileExpression(value, this.context) });
  }

  private flag(path: string, include: boolean): void {
    if (path === '_id') {
      this.id = include ? 'include' : 'exclude';
      return;
    }
    this.choose(include ? 'include' : 'exclude', path);
    putLeaf(this.root, path, { kind: include ? 'include' : 'exclude' });
  }

  private choose(mode: Mode, path: string): void {
    if (this.mode !== undefined && this.mode !== mode) {
      throw mode === 'exclude'
        ? new MongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`)
        : new MongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
    }
    this.mode = mode;
  }

  private matched(path: string, value: unknown): void {
    if (this.positional !== undefined)
      throw new MongoError(31276, 'Cannot specify more than one positional projection per query.');
    if (value === 0 || value === false)
      throw new MongoError(31395, 'positional projection cannot be used with exclusion');
    this.positional = path;
    this.choose('include', path);
    putLeaf(this.root, path, { kind: 'include' });
  }

  private slice(path: string, value: unknown): void {
    const [first, second] = Array.isArray(value) ? value : [value];
    const skip = asInteger(first);
    const count = Array.isArray(value) ? asInteger(second) : undefined;
    if (skip === undefined || (Array.isArray(value) && (count === undefined || value.length !== 2))) {
      // Not the form of find: the expression operator of the same name.
      this.choose('include', path);
      putLeaf(this.root, path, { kind: 'compute', value: compileExpression({ $slice: value }, this.context) });
      return;
    }
    if (count !== undefined && count <= 0)
      throw new MongoError(28724, `First argument to $slice must be a positive number`);
    this.hasSlice = true;
    putLeaf(this.root, path, {
      kind: 'map',
      value: (existing) => {
        if (!Array.isArray(existing)) return existing;
        if (count === undefined) return skip >= 0 ? existing.slice(0, skip) : existing.slice(skip);
        const start = skip >= 0 ? skip : Math.max(0, existing.length + skip);
        return existing.slice(start, start + count);
      },
    });
  }

  private elemMatch(path: string, value: unknown): void {
    if (!isDoc(value)) throw new MongoError(31274, '$elemMatch: Invalid argument, object required');
    if (path.includes('.')) throw new MongoError(31275, 'Cannot use $elemMatch projection on a nested field.');
    const test = elementTest(value, this.context);
    this.choose('include', path);
    const leaf: Leaf = {
      kind: 'map',
      value: (existing) => {
        const at = Array.isArray(existing) ? existing.findIndex(test) : -1;
        return at < 0 ? undefined : [(existing as unknown[])[at]];
      },
    };
    putLeaf(this.root, path, leaf);
  }
}

/** Keeps of an array only the element that the filter matched. */
function takeMatched(doc: Doc, parts: readonly string[], arrayIndex: number | undefined): void {
  if (arrayIndex === undefined)
    throw new MongoError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  let at: unknown = doc;
  for (let i = 0; i < parts.length; i++) {
    if (!isDoc(at)) return;
    const part = parts[i] as string;
    const value: unknown = at[part];
    if (Array.isArray(value)) {
      at[part] = arrayIndex < value.length ? [value[arrayIndex]] : [];
      return;
    }
    at = value;
  }
}
