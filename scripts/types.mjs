// `npm run types`: checks the types of every room.
import './lib/node-version.mjs';
import { checkTypes } from './lib/types.mjs';

const { checked, failed, output } = await checkTypes();
process.stdout.write(output);
console.log(
  `${checked.length - failed.length} of ${checked.length} are well typed${failed.length ? `; not: ${failed.join(', ')}` : ''}.`,
);
process.exit(failed.length > 0 || checked.length === 0 ? 1 : 0);
