// `npm run bench [-- NAME …]`: measures, and writes what came of it to bench/RESULTS.md; with names, only those parts of it.
import './lib/node-version.mjs';
import { runBenches } from './lib/benches.mjs';
import { orExplain } from './lib/failure.mjs';
import { prepare } from './lib/prepare.mjs';
import { createProgress } from './lib/progress.mjs';

await orExplain(async () => {
  await prepare(createProgress(2, process.stderr));
  await runBenches(process.argv.slice(2));
});
