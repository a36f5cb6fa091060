import { join } from 'node:path';
import { dispatcher } from '../commands/dispatch.ts';
import { EmbeddedStoreError } from '../errors/EmbeddedStoreError.ts';
import { checkFolder, markFolder } from '../folder/check.ts';
import { DATA_FILE } from '../folder/names.ts';
import { prepareFolder } from '../folder/prepare.ts';
import { asMongoError } from '../store/commit.ts';
import { startHousekeeping } from './housekeeping.ts';
import { listen } from './listen.ts';
import { type Log, Server, type ServerOptions } from './Server.ts';

export interface RunOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly testCommands: boolean;
  readonly oplogMaxEntries: number;
  readonly oplogMaxBytes: number;
  readonly log: Log;
}

export interface Running {
  readonly uri: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Opens the folder and serves it in this very thread. */
export async function runServer(options: RunOptions): Promise<Running> {
  const folder = await prepareFolder(options.dataDir);
  try {
    checkFolder(options.dataDir);
    const server = open({
      path: join(options.dataDir, DATA_FILE),
      limits: { maxEntries: options.oplogMaxEntries, maxBytes: options.oplogMaxBytes },
      testCommands: options.testCommands,
      log: options.log,
    });
    const listening = await listen(options.port, dispatcher(server));
    server.port = listening.port;
    await server.store
      .write(() => server.store.oplog.append('noop', 0, { msg: 'started' }))
      .catch((error: unknown) => {
        throw asStoreError(error, `The store's file ${join(options.dataDir, DATA_FILE)} cannot be written to`);
      });
    await markFolder(options.dataDir);
    const uri = `mongodb://127.0.0.1:${listening.port}/?replicaSet=${server.setName}`;
    await folder.announce(uri);
    const stopHousekeeping = startHousekeeping(server);
    return {
      uri,
      port: listening.port,
      async stop() {
        stopHousekeeping();
        await listening.close();
        server.cursors.killAll();
        await server.store.close();
        await folder.release();
      },
    };
  } catch (error) {
    await folder.release();
    throw error;
  }
}

function open(options: ServerOptions): Server {
  try {
    return new Server(options);
  } catch (error) {
    throw asStoreError(error, `The store's file ${options.path} cannot be opened`);
  }
}

/** What went wrong at the start, as a sentence that says what to do. */
function asStoreError(error: unknown, what: string): EmbeddedStoreError {
  if (error instanceof EmbeddedStoreError) return error;
  const known = asMongoError(error);
  if (known.code === 14031)
    return new EmbeddedStoreError('full', `${what}: the disk is full. Free some space and start again.`, {
      cause: error,
    });
  return new EmbeddedStoreError('damaged', `${what}: ${known.message}. Restore the data folder from a backup.`, {
    cause: error,
  });
}
