import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedStoreError } from './errors/EmbeddedStoreError.ts';
import { type Running, type RunOptions, runServer } from './serve/run.ts';

/** The thread in which a store runs. Says `ready` or `failed` once, and stops when told to. */
const port = parentPort;
if (port) {
  let running: Running | undefined;
  const options = workerData as Omit<RunOptions, 'log'>;
  port.on('message', (message: unknown) => {
    if (message !== 'stop') return;
    void (running?.stop() ?? Promise.resolve()).finally(() => {
      port.postMessage({ type: 'stopped' });
      port.close();
    });
  });
  runServer({ ...options, log: (line) => port.postMessage({ type: 'log', line }) }).then(
    (started) => {
      running = started;
      port.postMessage({ type: 'ready', uri: started.uri, port: started.port });
    },
    (error: unknown) => {
      const known = error instanceof EmbeddedStoreError;
      port.postMessage({
        type: 'failed',
        code: known ? error.code : 'failed',
        message: error instanceof Error ? error.message : String(error),
      });
      port.close();
    },
  );
}
