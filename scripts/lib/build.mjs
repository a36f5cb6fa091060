import { basename, join } from 'node:path';
import { Failure } from './failure.mjs';
import { fingerprint, outline, readStamp, sourcesIn, writeStamp } from './fingerprint.mjs';
import { listRooms, withNeeds } from './rooms.mjs';
import { root } from './root.mjs';
import { runScript } from './run.mjs';

/** @typedef {import('./rooms.mjs').Room} Room */

const logOf = (/** @type {Room} */ room) => join(root, '.cache/logs', `build-${basename(room.path)}.log`);
const stampOf = (/** @type {Room} */ room) => join(root, 'node_modules/.cache/laurel/built', room.name);

/** The names of the rooms whose built files are older than their sources. */
export function staleRooms() {
  const rooms = listRooms();
  return rooms.filter((room) => room.scripts.build && !isFresh(room, rooms)).map(({ name }) => name);
}

/**
 * Builds every room whose sources, or the sources of a room below it, have changed since its last build.
 * A room's `build` script writes into its `dist` folder and nowhere else.
 * @param {(detail: string) => void} tell
 * @returns {Promise<string[]>} names of the rooms built
 * @throws {Failure} with the end of the log and what to do
 */
export async function build(tell) {
  const rooms = listRooms();
  /** @type {string[]} */
  const built = [];
  for (const room of rooms) {
    const script = room.scripts.build;
    if (!script || isFresh(room, rooms)) continue;
    tell(room.name);
    const before = wanted(room, rooms);
    const log = logOf(room);
    const { code, output } = await runScript(script, room.path, { log });
    if (code !== 0)
      throw new Failure(`${room.name} could not be built.`, 'mend what the lines above name, then run it again.', {
        output,
        log,
      });
    writeStamp(stampOf(room), `${before} ${outline(join(room.path, 'dist'))}`);
    built.push(room.name);
  }
  return built;
}

/** @type {(room: Room, rooms: Room[]) => boolean} */
function isFresh(room, rooms) {
  return readStamp(stampOf(room)) === `${wanted(room, rooms)} ${outline(join(room.path, 'dist'))}`;
}

/** @type {(room: Room, rooms: Room[]) => string} */
function wanted(room, rooms) {
  const shared = ['pnpm-lock.yaml', 'tsconfig.base.json'].map((name) => join(root, name));
  const own = withNeeds(room, rooms).flatMap(({ path }) => sourcesIn(path));
  return fingerprint(root, [...shared, ...own]);
}
