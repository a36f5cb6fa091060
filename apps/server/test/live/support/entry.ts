// One server process of a test: opens the store of MONGODB_URI and its doors, says where, and closes on SIGTERM.
import process from 'node:process';
import { openDoors } from '../../../src/doors/http.ts';
import { openLaurel } from '../../../src/start/laurel.ts';

const laurel = await openLaurel({ mongodbUri: process.env.MONGODB_URI ?? null, dataDir: '', logLevel: 'silent' });
const doors = await openDoors(laurel, { port: 0, host: '127.0.0.1', boardTick: 20 });
process.once('SIGTERM', async () => {
  await doors.close();
  await laurel.close();
  process.exit(0);
});
process.stdout.write(`${doors.url}\n`);
