// `npm run referrals:risk`: what becomes of labelled recommendations; see apps/server/test/referrals.
import './lib/node-version.mjs';
import { join } from 'node:path';
import { orExplain } from './lib/failure.mjs';
import { isPrepared, prepare } from './lib/prepare.mjs';
import { createProgress } from './lib/progress.mjs';
import { root } from './lib/root.mjs';
import { endWithSignals, run } from './lib/run.mjs';

await orExplain(async () => {
  if (!isPrepared()) await prepare(createProgress(2));
  endWithSignals();
  const { code } = await run(
    process.execPath,
    ['--import', 'tsx', 'test/referrals/main.ts', ...process.argv.slice(2)],
    // Where tsx is found.
    { cwd: join(root, 'apps/server'), show: true },
  );
  process.exitCode = code;
});
