// `npm run laurel -- COMMAND …`: the operator's command, installed and built first if need be.
import './lib/node-version.mjs';
import { orExplain } from './lib/failure.mjs';
import { handOver } from './lib/hand-over.mjs';
import { isPrepared, prepare } from './lib/prepare.mjs';
import { createProgress } from './lib/progress.mjs';

await orExplain(async () => {
  // What the command prints may be read by another program, so preparing it speaks on stderr.
  if (!isPrepared()) await prepare(createProgress(2, process.stderr));
  await handOver(process.argv.slice(2));
});
