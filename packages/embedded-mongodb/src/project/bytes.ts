import { elementEnd } from '../bson/elements.ts';
import type { Branch, Leaf } from './tree.ts';

/** A projection over a document as it lies there; undefined where it has to be read for it. */
export type Cut = (raw: Buffer) => Buffer | undefined;

interface Node {
  /** By name, as its bytes read one by one. */
  readonly children: ReadonlyMap<string, 'include' | 'exclude' | Node>;
}

const DOCUMENT = 3;
const ARRAY = 4;

/** Of a projection that only keeps or leaves out fields: the bytes of what is kept, none of it decoded. */
export function cutter(root: Branch, mode: 'include' | 'exclude'): Cut | undefined {
  const node = plain(root);
  return node && ((raw) => cut(node, mode, raw));
}

function plain({ children }: Branch): Node | undefined {
  const nodes = new Map<string, 'include' | 'exclude' | Node>();
  for (const [name, child] of children) {
    const node = child.kind === 'branch' ? plain(child) : leaf(child);
    if (node === undefined) return undefined;
    nodes.set(Buffer.from(name).toString('latin1'), node);
  }
  return { children: nodes };
}

const leaf = ({ kind }: Leaf) => (kind === 'include' || kind === 'exclude' ? kind : undefined);

function cut(node: Node, mode: 'include' | 'exclude', raw: Buffer): Buffer | undefined {
  const pieces: Buffer[] = [];
  /** Where the stretch that is kept whole began. */
  let from = 4;
  const until = (at: number, next: number): void => {
    if (at > from) pieces.push(raw.subarray(from, at));
    from = next;
  };
  let at = 4;
  while (raw[at] !== 0) {
    const value = raw.indexOf(0, at + 1) + 1;
    const end = elementEnd(raw, at);
    const child = node.children.get(raw.toString('latin1', at + 1, value - 1));
    const type = raw[at];
    if (typeof child === 'object') {
      // Each element of an array is projected by itself.
      if (type === ARRAY) return undefined;
      if (type === DOCUMENT) {
        const inner = cut(child, mode, raw.subarray(value, end));
        if (!inner) return undefined;
        until(value, end);
        pieces.push(inner);
      } else if (mode === 'include') until(at, end);
    } else if (child === 'exclude' || (child === undefined && mode === 'include')) until(at, end);
    at = end;
  }
  until(at, at);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 5);
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(length);
  return Buffer.concat([head, ...pieces, END], length);
}

const END = Buffer.from([0]);
