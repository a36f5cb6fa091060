// Writes custom-elements.json from the classes, and the types for HTML, React, Vue and Svelte from that. A tag without its
// description, or an attribute that is read and not described, fails the build.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { commonTokens, STATES } from './common.mjs';
import { documentation } from './documentation.mjs';
import { typesOf } from './types-of.mjs';

const here = new URL('../', import.meta.url);
const dist = new URL('dist/', here);

/** The tags, as folders. @param {URL} room @returns {string[]} */
const tagsIn = (room) =>
  readdirSync(new URL('src/elements/', room), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** @param {string} path @param {URL} room @returns {import('typescript').SourceFile} */
const sourceOf = (path, room) =>
  ts.createSourceFile(path, readFileSync(new URL(path, room), 'utf8'), ts.ScriptTarget.ES2022, true);

/**
 * The manifest of all elements: what is private or belongs to the base class is left out.
 * @param {URL} [room] where `src/elements` is
 * @throws {Error} that names every tag, attribute, slot, part and event that is there and not described, or described and not there
 */
export function manifest(room = here) {
  const tags = tagsIn(room);
  const modules = tags.flatMap((tag) => [`src/elements/${tag}/${tag}.ts`, `src/elements/${tag}/define.ts`]);
  const made = create({ modules: modules.map((path) => sourceOf(path, room)), context: { dev: false } });
  const common = commonTokens(here);
  for (const module of made.modules) {
    for (const declaration of module.declarations ?? []) {
      if (declaration.customElement) {
        const own = declaration.cssProperties ?? [];
        const others = common.filter(({ name }) => !own.some((/** @type {any} */ each) => each.name === name));
        Object.assign(declaration, { cssProperties: [...own, ...others], cssStates: STATES });
      }
      declaration.members = (declaration.members ?? []).filter(
        ({ privacy, static: own, name, inheritedFrom }) =>
          !privacy && !own && !inheritedFrom && !name.startsWith('#') && !/Callback$/.test(name),
      );
    }
  }
  const faults = tags.flatMap((tag) => faultsOf(tag, made, room));
  if (faults.length) throw new Error(`custom-elements.json is not whole:\n- ${faults.join('\n- ')}`);
  return made;
}

/** @param {string} text @param {RegExp} pattern @returns {string[]} */
const all = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))];

/** @param {string} tag @param {any} made @param {URL} room @returns {string[]} */
function faultsOf(tag, made, room) {
  const folder = `src/elements/${tag}/`;
  const path = `${folder}${tag}.ts`;
  const declaration = declarationsOf(made).find(({ tagName }) => tagName === `laurel-${tag}`);
  if (!declaration) return [`laurel-${tag}: ${path} declares no class that define.ts registers under this tag`];
  const own = readFileSync(new URL(path, room), 'utf8');
  const code = readdirSync(new URL(folder, room))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(`${folder}${name}`, room), 'utf8'))
    .join('\n');
  const reads = /static override reads = \[([^\]]*)\]/.exec(own)?.[1] ?? '';
  const kinds = [
    { what: 'attribute', tagged: '@attr', said: declaration.attributes, there: all(reads, /'([^']+)'/g) },
    { what: 'slot', tagged: '@slot', said: declaration.slots, there: all(code, /<slot name="([\w-]+)"/g) },
    {
      what: 'part',
      tagged: '@csspart',
      said: declaration.cssParts,
      there: all(code, /\bpart="([\w -]+)"/g).flatMap((names) => names.split(' ')),
    },
    {
      what: 'event',
      tagged: '@fires',
      said: declaration.events,
      there: all(code, /new (?:Custom)?Event\('(laurel-[\w-]+)'/g),
    },
  ];
  const unsaid = kinds.flatMap(({ what, tagged, said = [], there }) =>
    there
      .filter((name) => !said.some((/** @type {any} */ each) => each.name === name && each.description))
      .map((name) => `laurel-${tag}: the ${what} ${name} is there and has no ${tagged}`),
  );
  return [
    ...(declaration.summary ? [] : [`laurel-${tag}: no @summary`]),
    ...(declaration.description ? [] : [`laurel-${tag}: no description`]),
    ...unsaid,
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
  for (const [name, text] of Object.entries(documentation(declarations, new URL('gallery/', here))))
    writeFileSync(new URL(`gallery/${name}`, dist), text);
}
