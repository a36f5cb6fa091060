import { join } from 'node:path';
import { dispatcher } from '../commands/dispatch.ts';
import { prepareFolder } from '../folder/prepare.ts';
import { startHousekeeping } from './housekeeping.ts';
import { listen } from './listen.ts';
import { type Log, Server } from './Server.ts';

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
    const server = new Server({
      path: join(options.dataDir, 'data.mdb'),
      limits: { maxEntries: options.oplogMaxEntries, maxBytes: options.oplogMaxBytes },
      testCommands: options.testCommands,
      log: options.log,
    });
    const listening = await listen(options.port, dispatcher(server));
    server.port = listening.port;
    await server.store.write(() => server.store.oplog.append('noop', 0, { msg: 'started' }));
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
