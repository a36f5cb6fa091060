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

/** @param {any[]} declarations @returns {Record<string, string>} files by name */
export function typesOf(declarations) {
  const named = declarations.map((each) => ({ ...each, props: `${each.name}Attributes` }));
  const events = new Map();
  for (const { events: all = [] } of declarations) {
    for (const { name, type } of all) {
      if (name === 'laurel-request') continue;
      const text = type?.text ?? 'Event';
      events.set(name, text === 'Event' ? 'Event' : text);
    }
  }
  const html = `${HEAD}
${named.map((each) => `/** ${each.summary} */\nexport interface ${each.props} {\n${attributes(each)}\n}`).join('\n\n')}

/** What the tags take, by tag. */
export interface LaurelTags {
${named.map(({ tagName, props }) => `  '${tagName}': ${props};`).join('\n')}
}

/** The events that the tags send; they bubble out of every shadow tree. */
export interface LaurelEvents {
${[...events].map(([name, text]) => `  '${name}': ${text};`).join('\n')}
}

declare global {
  interface HTMLElementTagNameMap {
${named.map(({ tagName, name }) => `    '${tagName}': import('../../src/index.ts').${name};`).join('\n')}
  }
  interface HTMLElementEventMap extends LaurelEvents {}
}
`;
  const react = `${HEAD}
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { LaurelTags } from './html.d.ts';

type Props<Own> = Own & Omit<DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>, keyof Own>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${named.map(({ tagName }) => `      '${tagName}': Props<LaurelTags['${tagName}']>;`).join('\n')}
    }
  }
}
`;
  const vue = `${HEAD}
import type { DefineComponent } from 'vue';
import type { LaurelTags } from './html.d.ts';

declare module 'vue' {
  interface GlobalComponents {
${named.map(({ tagName }) => `    '${tagName}': DefineComponent<LaurelTags['${tagName}']>;`).join('\n')}
  }
}
`;
  const handlers = [...events.keys()]
    .map((name) => `'on${name}'?: (event: LaurelEvents['${name}']) => void`)
    .join('; ');
  const svelte = `${HEAD}
import type { HTMLAttributes } from 'svelte/elements';
import type { LaurelEvents, LaurelTags } from './html.d.ts';

type Props<Own> = Own & Omit<HTMLAttributes<HTMLElement>, keyof Own> & { ${handlers} };

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${named.map(({ tagName }) => `    '${tagName}': Props<LaurelTags['${tagName}']>;`).join('\n')}
  }
}
`;
  return { 'html.d.ts': html, 'react.d.ts': react, 'vue.d.ts': vue, 'svelte.d.ts': svelte };
}
