import { readFileSync } from 'node:fs';

/** What every element takes and shows, since all have it of one class. */
const TOKENS = {
  accent: 'The one accent colour.',
  'on-accent': 'What stands on the accent.',
  surface: 'The colour of the box.',
  text: 'The colour of text.',
  muted: 'The colour of what is said quietly.',
  line: 'The colour of hairlines.',
  radius: 'How round the box is; controls follow.',
  space: 'The step of the grid that all distances are made of.',
  font: 'The typeface; the page’s own by default.',
  shadow: 'The elevation of the box.',
  motion: 'How long motion takes, in times; 0 for none.',
};

export const STATES = [
  { name: 'loading', description: 'Nothing is known yet; it has the size of what comes.' },
  { name: 'guest', description: 'Nobody is signed in, or who is has not joined.' },
  { name: 'member', description: 'Somebody who takes part.' },
  { name: 'error', description: 'The server gave no answer, and offers again.' },
  { name: 'offline', description: 'The last known values, while the server is not reached.' },
  { name: 'hidden', description: 'The member is in the control group or has closed their account; it takes no room.' },
];

/**
 * The tokens that the styles of all elements read, with their defaults there.
 * @param {URL} room
 * @throws {Error} if one has no description
 */
export function commonTokens(room) {
  const source = ['tokens.ts', 'said.css.ts', 'controls.css.ts']
    .map((name) => readFileSync(new URL(`src/element/${name}`, room), 'utf8'))
    .join('\n');
  const found = [...source.matchAll(/var\(--laurel-([\w-]+)(?:, ((?:[^()]|\((?:[^()]|\([^()]*\))*\))*))?\)/g)];
  /** @type {Map<string, any>} */
  const tokens = new Map();
  for (const [, name = '', fallback] of found) {
    const description = /** @type {Record<string, string>} */ (TOKENS)[name];
    if (!description) throw new Error(`--laurel-${name} is read by every element and described nowhere`);
    tokens.set(name, {
      name: `--laurel-${name}`,
      default: fallback?.replace(/var\(--_(\w+)\)/g, 'the $1'),
      description,
    });
  }
  return [...tokens.values()];
}
