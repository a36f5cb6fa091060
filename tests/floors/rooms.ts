import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/root.mjs';

const passedOver = new Set(['node_modules', 'dist', 'generated', 'coverage', 'test-results']);

/** Every room, as "packages/engine". */
export function rooms(): string[] {
  return ['packages', 'apps'].flatMap((floor) =>
    readdirSync(join(root, floor), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${floor}/${entry.name}`),
  );
}

/** Every TypeScript and JavaScript file of a room that people wrote. */
export function sources(room: string): string[] {
  return files(room).filter((file) => /\.[cm]?[jt]s$/.test(file));
}

/** Every README of a room: at its own door, and at those of the rooms within. */
export function doors(room: string): string[] {
  return files(room).filter((file) => file.endsWith('/README.md'));
}

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (passedOver.has(entry.name) || entry.name.startsWith('.')) return [];
    return entry.isDirectory() ? files(path) : [path];
  });
}
