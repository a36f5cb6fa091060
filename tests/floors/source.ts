import { parseSync, Visitor } from 'vite';

/** One import, export from, `import()` or `import('…')` type. */
export interface Import {
  readonly from: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

/** A use of the clock, of chance, or of the world outside. */
interface Impurity {
  readonly what: string;
  readonly line: number;
}

/** What a source file reaches for. */
export interface Reach {
  readonly imports: readonly Import[];
  readonly impurities: readonly Impurity[];
}

// Names of the DOM are left to the compiler, which does not know them there: "window" is a word of rules too.
const worldly = new Set([
  'Buffer',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'fetch',
  'global',
  'globalThis',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);
const clocks: Readonly<Record<string, readonly string[]>> = { Date: ['now'], Math: ['random'], Temporal: ['Now'] };

/**
 * Reads a TypeScript file for what it imports and touches.
 * @throws {Error} if it cannot be parsed
 */
export function readReach(file: string, text: string): Reach {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error) throw new Error(`${file}: ${error.message}`);
  const imports: Import[] = [];
  const impurities: Impurity[] = [];
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const add = (from: unknown, offset: number, typeOnly: boolean) => {
    if (typeof from === 'string') imports.push({ from, line: lineAt(offset), typeOnly });
  };
  const touch = (what: string, offset: number) => impurities.push({ what, line: lineAt(offset) });

  // A name in a type, or after a dot, or a key, is no use of the thing; walking only what is evaluated tells them apart.
  const named = new Set<number>();
  const skip = (node: { start: number }) => named.add(node.start);

  new Visitor({
    // `import { type A } from 'b'` still imports 'b' when it runs (verbatimModuleSyntax); only `import type` does not.
    ImportDeclaration: (node) => add(node.source.value, node.start, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node.source?.value, node.start, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source.value, node.start, node.exportKind === 'type'),
    ImportExpression: (node) => add(node.source.type === 'Literal' && node.source.value, node.start, false),
    TSImportType: (node) => add(node.source.value, node.start, true),

    MemberExpression: (node) => {
      const property = node.property.type === 'Identifier' ? node.property : undefined;
      if (property && !node.computed) skip(property);
      const object = node.object.type === 'Identifier' ? node.object.name : '';
      const literal = node.property.type === 'Literal' ? node.property.value : undefined;
      const name = node.computed ? literal : property?.name;
      if (clocks[object]?.includes(String(name))) touch(`${object}.${name}`, node.start);
    },
    Property: (node) => {
      if (!node.computed && !node.shorthand) skip(node.key);
    },
    PropertyDefinition: (node) => skip(node.key),
    MethodDefinition: (node) => skip(node.key),
    TSPropertySignature: (node) => skip(node.key),
    TSMethodSignature: (node) => skip(node.key),
    NewExpression: (node) => {
      const date = node.callee.type === 'Identifier' && node.callee.name === 'Date';
      if (date && node.arguments.length === 0) touch('new Date()', node.start);
    },
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date') touch('Date()', node.start);
    },
    Identifier: (node) => {
      if (worldly.has(node.name) && !named.has(node.start)) touch(node.name, node.start);
    },
  }).visit(program);
  return { imports, impurities };
}
