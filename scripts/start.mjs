// `npm start`: from a fresh clone to the demo on screen.
import './lib/node-version.mjs';
import { orExplain } from './lib/failure.mjs';
import { handOver } from './lib/hand-over.mjs';
import { isPrepared, prepare } from './lib/prepare.mjs';
import { createProgress } from './lib/progress.mjs';

const progress = createProgress(3);

await orExplain(async () => {
  progress.say('Laurel: a small shop with a loyalty programme.');
  if (!isPrepared()) {
    progress.say('Preparing it first: a minute or two the first time, a moment after that.\n');
    await prepare(progress);
  }
  progress.say('3/3 Starting the shop …\n');
  await handOver(['demo', ...process.argv.slice(2)]);
});
