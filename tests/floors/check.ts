import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { corners, floors, islands, type RoomRules } from './rules.ts';
import { type Import, readReach } from './source.ts';

/**
 * What a file of a room does that its floor forbids.
 * @param file path from the project's root, with forward slashes
 * @returns sentences that begin with file and line; none if all is well
 */
export function violations(file: string, text: string): string[] {
  const room = file.split('/').slice(0, 2).join('/');
  const rules = Object.entries(corners).find(([folder]) => file.startsWith(`${folder}/`))?.[1] ?? floors[room];
  if (!rules) return [`${file}:1 stands in ${room}, a room without rules: add it to tests/floors/rules.ts`];
  const free = !file.startsWith(`${room}/src/`) || /\.(test|spec|e2e)\.ts$/.test(file);
  const { imports, impurities } = readReach(file, text);
  const wrong = imports.flatMap((each) => {
    const why = leaves(file, room, each) ?? (free ? undefined : (refused(room, rules, each) ?? offIsland(file, each)));
    return why ? [`${file}:${each.line} ${why}`] : [];
  });
  const impure =
    rules.pure && !free ? impurities.map(({ what, line }) => `${file}:${line} uses ${what}: ${purity}`) : [];
  return [...wrong, ...impure];
}

const purity = 'what this room decides may depend only on what it is given';

/** A path that leads out of its room, other than from tests and settings to the tools at the root. */
function leaves(file: string, room: string, { from }: Import): string | undefined {
  if (!from.startsWith('.')) return undefined;
  const target = posix.join(posix.dirname(file), from);
  if (target.startsWith(`${room}/`)) return undefined;
  if (!file.startsWith(`${room}/src/`) && /^(scripts|tests)\//.test(target)) return undefined;
  return `imports ${from}, a path out of its room: import the other room by its package name`;
}

/** An import by name that the rules of the room do not allow. */
function refused(room: string, rules: RoomRules, { from, typeOnly }: Import): string | undefined {
  if (from.startsWith('.')) return undefined;
  if (from.startsWith('@laurel/')) {
    const covered = (names: readonly string[]) => names.some((name) => from === name || from.startsWith(`${name}/`));
    if (covered([`@laurel/${room.split('/')[1]}`])) return `imports ${from}, its own package by name: use a path`;
    if (covered(rules.runtime)) return undefined;
    if (covered(rules.types)) return typeOnly ? undefined : `imports ${from} at run time: only \`import type\` may`;
    return `imports ${from}, which ${room} may not`;
  }
  if (rules.pure && isBuiltin(from)) return `imports ${from}: ${purity}`;
  if (rules.libraries && !rules.libraries.includes(from)) return `imports ${from}, which ${room} may not`;
  return undefined;
}

/** An import at run time that leaves a folder which must stand alone. */
function offIsland(file: string, { from, typeOnly }: Import): string | undefined {
  const island = islands.find((folder) => file.startsWith(`${folder}/`));
  if (!island || typeOnly) return undefined;
  const inside = from.startsWith('.') && posix.join(posix.dirname(file), from).startsWith(`${island}/`);
  return inside ? undefined : `imports ${from} at run time: ${island} is shipped to browsers and stands alone`;
}
