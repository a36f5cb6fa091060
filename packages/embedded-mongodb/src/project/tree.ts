import { type Doc, has, isDoc, setField } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';

/** What happens to a field; a computed one gets its value from the whole document. */
export type Leaf =
  | { readonly kind: 'include' }
  | { readonly kind: 'exclude' }
  | { readonly kind: 'compute'; readonly value: (root: Doc) => unknown }
  | { readonly kind: 'map'; readonly value: (existing: unknown) => unknown };

export interface Branch {
  readonly kind: 'branch';
  readonly children: Map<string, Leaf | Branch>;
}

export type Mode = 'include' | 'exclude' | 'add';

export const branch = (): Branch => ({ kind: 'branch', children: new Map() });

/** Puts a leaf at a path; paths may not run into each other. */
export function putLeaf(root: Branch, path: string, leaf: Leaf): void {
  const parts = path.split('.');
  if (parts.includes(''))
    throw new MongoError(
      40353,
      path === '' ? 'FieldPath cannot be constructed with empty string' : `FieldPath must not end with a '.'.`,
    );
  let at = root;
  parts.forEach((part, i) => {
    const known = at.children.get(part);
    if (i === parts.length - 1) {
      if (known) throw new MongoError(31250, `Path collision at ${path}`);
      at.children.set(part, leaf);
    } else if (!known) {
      const next = branch();
      at.children.set(part, next);
      at = next;
    } else if (known.kind === 'branch') at = known;
    else throw new MongoError(31249, `Path collision at ${path} remaining portion ${parts.slice(i + 1).join('.')}`);
  });
}

/** Applies a tree to a document. */
export function applyTree(root: Branch, doc: Doc, mode: Mode): Doc {
  return applyBranch(root, doc, mode, doc) as Doc;
}

const computes = (node: Leaf | Branch): boolean =>
  node.kind === 'compute' || (node.kind === 'branch' && [...node.children.values()].some(computes));

function applyBranch(node: Branch, value: unknown, mode: Mode, root: Doc): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => applyBranch(node, item, mode, root)).filter((item) => item !== undefined);
  }
  if (!isDoc(value)) {
    if (mode === 'exclude') return value;
    if (!computes(node)) return mode === 'add' ? value : undefined;
    return applyBranch(node, {}, mode, root);
  }
  const result: Doc = {};
  // A field that is left out is not even looked at: it may not have been read yet.
  for (const name of Object.keys(value)) {
    const child = node.children.get(name);
    if (child ? child.kind === 'exclude' : mode === 'include') continue;
    const kept = child ? applyChild(child, value[name], mode, root) : value[name];
    if (kept !== undefined) setField(result, name, kept);
  }
  for (const [name, child] of node.children) {
    if (has(result, name) || !computes(child) || (mode === 'add' && has(value, name))) continue;
    const made = child.kind === 'compute' ? child.value(root) : applyBranch(child as Branch, undefined, mode, root);
    if (made !== undefined) setField(result, name, made);
  }
  return result;
}

function applyChild(child: Leaf | Branch, existing: unknown, mode: Mode, root: Doc): unknown {
  switch (child.kind) {
    case 'include':
      return existing;
    case 'exclude':
      return undefined;
    case 'map':
      return child.value(existing);
    case 'compute':
      return mode === 'add' ? child.value(root) : undefined;
    case 'branch':
      return applyBranch(child, existing, mode, root);
  }
}
