import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * A package of ours as the server's build has it: what `tsx` makes of sources on the fly does more than runs in production.
 * @param {string} name e.g. "@laurel/engine"
 */
export async function importBuilt(name) {
  const entry = createRequire(import.meta.url).resolve(name);
  const folder = fileURLToPath(
    new URL(`../../.cache/bench/${name.replace('/', '-')}-${process.pid}/`, import.meta.url),
  );
  await build({
    root: dirname(entry),
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      target: 'node20',
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'built.js' } },
    },
    ssr: { noExternal: true },
  });
  const module = await import(pathToFileURL(join(folder, 'built.js')).href);
  await rm(folder, { recursive: true });
  return module;
}
