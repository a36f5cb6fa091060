// Writes custom-elements.json from the classes, and the types for HTML, React, Vue and Svelte from that. A tag without its
// description, or an attribute that is read and not described, fails the build.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { documentation } from './documentation.mjs';
import { typesOf } from './types-of.mjs';

const room = new URL('../', import.meta.url);
const elements = new URL('src/elements/', room);
const dist = new URL('dist/', room);

/** The tags, as folders. @returns {string[]} */
const tags = () =>
  readdirSync(elements, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** @param {string} path @returns {import('typescript').SourceFile} */
const sourceOf = (path) =>
  ts.createSourceFile(path, readFileSync(new URL(path, room), 'utf8'), ts.ScriptTarget.ES2022, true);

/** The manifest of all elements: what is private or belongs to the base class is left out. */
export function manifest() {
  const modules = tags().flatMap((tag) => [`src/elements/${tag}/${tag}.ts`, `src/elements/${tag}/define.ts`]);
  const made = create({ modules: modules.map(sourceOf), context: { dev: false } });
  for (const module of made.modules) {
    for (const declaration of module.declarations ?? []) {
      declaration.members = (declaration.members ?? []).filter(
        ({ privacy, static: own, name, inheritedFrom }) =>
          !privacy && !own && !inheritedFrom && !name.startsWith('#') && !/Callback$/.test(name),
      );
    }
  }
  const faults = tags().flatMap((tag) => faultsOf(tag, made));
  if (faults.length) throw new Error(`custom-elements.json is not whole:\n- ${faults.join('\n- ')}`);
  return made;
}

/** @param {string} tag @param {any} made @returns {string[]} */
function faultsOf(tag, made) {
  const path = `src/elements/${tag}/${tag}.ts`;
  const declaration = declarationsOf(made).find(({ tagName }) => tagName === `laurel-${tag}`);
  if (!declaration) return [`laurel-${tag}: ${path} declares no class that define.ts registers under this tag`];
  const said = new Set((declaration.attributes ?? []).map(({ name }) => name));
  const source = readFileSync(new URL(path, room), 'utf8');
  const reads = /static override reads = \[([^\]]*)\]/.exec(source)?.[1] ?? '';
  const unsaid = [...reads.matchAll(/'([^']+)'/g)].map(([, name]) => name).filter((name) => !said.has(name));
  return [
    ...(declaration.summary ? [] : [`laurel-${tag}: no @summary`]),
    ...(declaration.description ? [] : [`laurel-${tag}: no description`]),
    ...unsaid.map((name) => `laurel-${tag}: the attribute ${name} is read and has no @attr`),
  ];
}

/** @param {any} made @returns {any[]} */
export const declarationsOf = (made) =>
  made.modules.flatMap(({ declarations = [] }) => declarations).filter(({ customElement }) => customElement);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = manifest();
  const declarations = declarationsOf(made);
  mkdirSync(new URL('types/', dist), { recursive: true });
  mkdirSync(new URL('gallery/', dist), { recursive: true });
  writeFileSync(new URL('custom-elements.json', dist), `${JSON.stringify(made, null, 2)}\n`);
  for (const [name, text] of Object.entries(typesOf(declarations))) writeFileSync(new URL(`types/${name}`, dist), text);
  for (const [name, text] of Object.entries(documentation(declarations, new URL('gallery/', room))))
    writeFileSync(new URL(`gallery/${name}`, dist), text);
}
