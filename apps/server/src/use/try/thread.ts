import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../../store/store.ts';
import type { Message, Order } from './order.ts';
import { replay } from './replay.ts';

const say = (message: Message) => parentPort?.postMessage(message);

const order = workerData as Order;
const store = await openStore(order.uri);
try {
  const outcome = await replay(store, order, (members) => say({ kind: 'progress', members }));
  say({ kind: 'done', outcome });
} finally {
  await store.connection.close();
}
