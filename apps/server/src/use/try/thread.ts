import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../../store/store.ts';
import type { Message, Share } from './order.ts';
import { replay } from './replay.ts';

const say = (message: Message) => parentPort?.postMessage(message);

const share = workerData as Share;
const store = await openStore(share.uri);
try {
  const outcome = await replay(store, share, (members) => say({ kind: 'progress', members }));
  if (outcome) say({ kind: 'done', outcome });
} finally {
  await store.connection.close();
}
