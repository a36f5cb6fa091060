import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * @typedef {object} Room one package of the workspace
 * @property {string} name as in its package.json
 * @property {string} path absolute
 * @property {Record<string, string>} scripts
 * @property {string[]} needs names of the workspace packages it depends on, in any way
 * @property {unknown} dependencies everything that decides what is installed for it
 */

/** @type {(path: string) => Record<string, any>} a package.json is what its author wrote */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * The rooms of the workspace, those first that others need.
 * @param {string} [base] the project's root
 * @returns {Room[]}
 */
export function listRooms(base = root) {
  const rooms = ['packages', 'apps', 'examples']
    .map((folder) => join(base, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .sort()
        .map((name) => join(folder, name)),
    )
    .filter((path) => existsSync(join(path, 'package.json')))
    .map(readRoom);
  return inOrder(rooms);
}

/**
 * A room and every room below it.
 * @param {Room} room
 * @param {Room[]} rooms
 * @returns {Room[]}
 */
export function withNeeds(room, rooms) {
  const found = new Set([room]);
  for (const each of found) for (const below of rooms.filter(({ name }) => each.needs.includes(name))) found.add(below);
  return [...found];
}

/**
 * @param {string} path
 * @returns {Room}
 */
export function readRoom(path) {
  const { name, scripts = {}, ...rest } = readJson(join(path, 'package.json'));
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = rest;
  const all = { ...peerDependencies, ...optionalDependencies, ...devDependencies, ...dependencies };
  const needs = Object.keys(all).filter((key) => String(all[key]).startsWith('workspace:'));
  return { name, path, scripts, needs, dependencies: { dependencies, devDependencies, optionalDependencies } };
}

/**
 * @param {Room[]} rooms
 * @returns {Room[]}
 */
function inOrder(rooms) {
  /** @type {Set<Room>} */
  const sorted = new Set();
  /** @param {Room} room @param {string[]} above */
  const visit = (room, above) => {
    // Two rooms that need each other (one of them for its tests or types only) are built in the order of their names.
    if (sorted.has(room) || above.includes(room.name)) return;
    for (const below of rooms) if (room.needs.includes(below.name)) visit(below, [...above, room.name]);
    sorted.add(room);
  };
  for (const room of rooms) visit(room, []);
  return [...sorted];
}
