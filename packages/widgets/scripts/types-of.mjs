/** The types of the elements' attributes and events, for what a page may be written in. */

const HEAD = '// Generated from custom-elements.json; a change belongs into the JSDoc of the class.\n';

/** @param {any} attribute @returns {string} */
function typeOf({ type }) {
  const text = type?.text ?? 'string';
  return text === 'boolean' ? "boolean | ''" : text === 'number' ? 'number | string' : text;
}

/** @param {any} declaration @returns {string} */
const attributes = ({ attributes: all = [] }) =>
  all
    .map((each) => `    /** ${each.description ?? ''} */\n    ${JSON.stringify(each.name)}?: ${typeOf(each)};`)
    .join('\n');

/** What an element tells the page; what it asks of Laurel is nobody else's. @param {any} declaration @returns {[string, string][]} */
const eventsOf = ({ events = [] }) =>
  events.filter(({ name }) => name !== 'laurel-request').map(({ name, type }) => [name, type?.text ?? 'Event']);

/** Two elements may tell different things under one name. @param {any[]} declarations */
function everyEvent(declarations) {
  /** @type {Map<string, Set<string>>} */
  const types = new Map();
  for (const [name, text] of declarations.flatMap(eventsOf)) types.set(name, (types.get(name) ?? new Set()).add(text));
  return [...types].map(([name, texts]) => `  '${name}': ${[...texts].join(' | ')};`).join('\n');
}

/** @param {any} declaration @param {(name: string, text: string) => string} line */
const handlers = (declaration, line) =>
  eventsOf(declaration)
    .map(([name, text]) => line(name, text))
    .join('; ');

/** @param {any[]} declarations @param {(declaration: any) => string} typed */
const tags = (declarations, typed) => declarations.map((each) => `'${each.tagName}': ${typed(each)};`).join('\n      ');

/** What a member of a class is, as its declaration. @param {any} member */
const memberOf = ({ name, type, description, readonly, return: back }) => {
  const about = description ? `  /** ${description} */\n` : '';
  return back
    ? `${about}  ${name}(): ${back.type?.text ?? 'void'};`
    : `${about}  ${readonly ? 'readonly ' : ''}${name}: ${type?.text ?? 'unknown'};`;
};

/** The classes as a page may use them: what they are made of is their own matter. @param {any[]} declarations */
const index = (declarations) => `${HEAD}
export type { Change, Laurel, Told } from '../../src/page/api.ts';

${declarations
  .map(({ name, summary, members = [] }) =>
    [`/** ${summary} */`, `export declare class ${name} extends HTMLElement {`, ...members.map(memberOf), '}'].join(
      '\n',
    ),
  )
  .join('\n\n')}
`;

/** @param {any[]} declarations */
const html = (declarations) => `${HEAD}
import type { Laurel, Told } from '../../src/page/api.ts';

${declarations.map((each) => `/** ${each.summary} */\nexport interface ${each.name}Attributes {\n${attributes(each)}\n}`).join('\n\n')}

/** What the tags take, by tag. */
export interface LaurelTags {
      ${tags(declarations, ({ name }) => `${name}Attributes`)}
}

/** The events that the tags send; they bubble out of every shadow tree. */
export interface LaurelEvents {
${everyEvent(declarations)}
}

/** What \`laurel.on\` tells, as events of the document. */
export type LaurelDocumentEvents = { [Name in keyof Told as \`laurel-\${Name}\`]: CustomEvent<Told[Name]> };

declare global {
  interface HTMLElementTagNameMap {
      ${tags(declarations, ({ name }) => `import('./index.d.ts').${name}`)}
  }
  interface HTMLElementEventMap extends LaurelEvents {}
  interface DocumentEventMap extends LaurelEvents, LaurelDocumentEvents {}
  interface Window {
    /** Before Laurel is there, an array of functions that take it. */
    laurel?: { push(...tasks: ((laurel: Laurel) => void)[]): unknown };
  }
}
`;

/** @param {any[]} declarations */
const react = (declarations) => `${HEAD}
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { LaurelTags } from './html.d.ts';

type Props<Own, Handlers = unknown> = Own & Handlers & Omit<DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>, keyof Own>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      ${tags(declarations, (each) => `Props<LaurelTags['${each.tagName}'], { ${handlers(each, (name, text) => `'on${name}'?: (event: ${text}) => void`)} }>`)}
    }
  }
}
`;

/** @param {any[]} declarations */
const vue = (declarations) => `${HEAD}
import type { DefineComponent } from 'vue';
import type { LaurelTags } from './html.d.ts';

type Tag<Own, Events extends Record<string, (event: never) => void> = Record<never, never>> =
  DefineComponent<Own, Record<never, never>, Record<never, never>, Record<never, never>, Record<never, never>, Record<never, never>, Record<never, never>, Events>;

declare module 'vue' {
  interface GlobalComponents {
      ${tags(declarations, (each) => `Tag<LaurelTags['${each.tagName}'], { ${handlers(each, (name, text) => `'${name}': (event: ${text}) => void`)} }>`)}
  }
}
`;

/** @param {any[]} declarations */
const svelte = (declarations) => `${HEAD}
import type { HTMLAttributes } from 'svelte/elements';
import type { LaurelTags } from './html.d.ts';

type Props<Own, Handlers = unknown> = Own & Handlers & Omit<HTMLAttributes<HTMLElement>, keyof Own>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
      ${tags(declarations, (each) => `Props<LaurelTags['${each.tagName}'], { ${handlers(each, (name, text) => `'on${name}'?: (event: ${text}) => void`)} }>`)}
  }
}
`;

/** @param {any[]} declarations @returns {Record<string, string>} files by name */
export function typesOf(declarations) {
  return {
    'index.d.ts': index(declarations),
    'define.d.ts': `${HEAD}\nexport {};\n`,
    'html.d.ts': html(declarations),
    'react.d.ts': react(declarations),
    'vue.d.ts': vue(declarations),
    'svelte.d.ts': svelte(declarations),
  };
}
