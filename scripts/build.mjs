// `npm run build`: installs and builds what is not fresh.
import './lib/node-version.mjs';
import { orExplain } from './lib/failure.mjs';
import { prepare } from './lib/prepare.mjs';
import { createProgress } from './lib/progress.mjs';

await orExplain(() => prepare(createProgress(2)));
