import { build, staleRooms } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { alone } from './lock.mjs';
import { endWithSignals } from './run.mjs';

/** @typedef {ReturnType<typeof import('./progress.mjs').createProgress>} Progress */

/** Whether everything is installed and built from the sources as they are. */
export function isPrepared() {
  return isInstalled() && staleRooms().length === 0;
}

/**
 * Installs and builds what is not fresh, as the next two steps of a progress.
 * @param {Progress} progress
 * @throws {import('./failure.mjs').Failure}
 */
export async function prepare(progress) {
  const letGo = endWithSignals();
  await alone(progress.say, async () => {
    await progress.step('Installing packages', install, (did) => (did ? 'installed' : 'already there'));
    await progress.step('Building', build, (built) =>
      built.length > 0 ? `built ${built.join(', ')}` : 'already built',
    );
  });
  letGo();
}
