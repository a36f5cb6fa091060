import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EmbeddedStoreError, STORE_TROUBLE, type StoreTrouble } from '../errors/EmbeddedStoreError.ts';
import { freeLock } from '../folder/lock.ts';
import { DEFAULTS } from './defaults.ts';
import { workerFile } from './workerFile.ts';

export interface EmbeddedMongoOptions {
  /** The folder of the data; made if it is not there. */
  readonly dataDir: string;
  /** 0, the default, is any free port. */
  readonly port?: number;
  /** Takes the store's log lines. */
  readonly log?: (line: { level: 'info' | 'warn' | 'error'; msg: string; [key: string]: unknown }) => void;
  /** Entries of history kept for change streams; 1,000,000 unless told. */
  readonly oplogMaxEntries?: number;
  /** Bytes of history kept for change streams; 512 MiB unless told. */
  readonly oplogMaxBytes?: number;
  /** Enables `configureFailPoint`, as tests of drivers want it. */
  readonly testCommands?: boolean;
}

export interface EmbeddedMongo {
  /** For any driver: `mongodb://127.0.0.1:PORT/?replicaSet=laurel`. */
  readonly uri: string;
  readonly port: number;
  readonly dataDir: string;
  /** Ends all connections, and resolves when the files are closed. */
  stop(): Promise<void>;
}

type Message =
  | { type: 'ready'; uri: string; port: number }
  | { type: 'failed'; code: string; message: string }
  | { type: 'log'; line: { level: 'info' | 'warn' | 'error'; msg: string } }
  | { type: 'stopped' };

/**
 * Starts the store in a thread of its own.
 * @throws EmbeddedStoreError if it cannot be started; the message says what to do.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const dataDir = resolve(options.dataDir);
  const worker = new Worker(await workerFile(), {
    name: 'embedded-mongodb',
    execArgv: [],
    workerData: {
      dataDir,
      port: options.port ?? 0,
      testCommands: options.testCommands ?? false,
      oplogMaxEntries: options.oplogMaxEntries ?? DEFAULTS.oplogMaxEntries,
      oplogMaxBytes: options.oplogMaxBytes ?? DEFAULTS.oplogMaxBytes,
    },
  });
  const exited = new Promise<void>((done) => worker.once('exit', () => done()));
  worker.on('message', (message: Message) => {
    if (message.type === 'log') options.log?.(message.line);
  });
  const ready = await started(worker);
  worker.on('error', (error) =>
    options.log?.({ level: 'error', msg: 'The embedded store stopped because of an error.', error: String(error) }),
  );
  let stopping: Promise<void> | undefined;
  void exited.then(async () => {
    if (stopping) return;
    // The thread died without giving the folder back, and this process, whose lock it was, lives on.
    await freeLock(dataDir);
    options.log?.({ level: 'error', msg: 'The embedded store has stopped. Start it again.' });
  });
  return {
    uri: ready.uri,
    port: ready.port,
    dataDir,
    stop() {
      stopping ??= (async () => {
        worker.postMessage('stop');
        await exited;
      })();
      return stopping;
    },
  };
}

function started(worker: Worker): Promise<{ uri: string; port: number }> {
  return new Promise((done, refuse) => {
    worker.on('message', (message: Message) => {
      if (message.type === 'ready') done(message);
      if (message.type === 'failed') refuse(new EmbeddedStoreError(troubleOf(message.code), message.message));
    });
    worker.once('error', (error) =>
      refuse(
        new EmbeddedStoreError('failed', `The embedded store could not be started: ${error.message}`, { cause: error }),
      ),
    );
    worker.once('exit', () =>
      refuse(new EmbeddedStoreError('failed', 'The embedded store ended before it was ready.')),
    );
  });
}

const troubleOf = (code: string): StoreTrouble => (code in STORE_TROUBLE ? (code as StoreTrouble) : 'failed');
