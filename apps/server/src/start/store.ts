import { findRunningEmbeddedMongo, startEmbeddedMongo } from '@laurel/embedded-mongodb';
import { ensureIndexes } from '../store/indexes.ts';
import { openStore, type Store } from '../store/store.ts';
import type { Env } from './env.ts';

export interface OpenedStore {
  store: Store;
  uri: string;
  /** `attached`: the embedded store of another process that is running. */
  kind: 'mongodb' | 'embedded' | 'attached';
  close(): Promise<void>;
}

/** The store cannot be used; the message says what to do. */
class StoreError extends Error {}

/**
 * Opens the store that the settings name: a MongoDB, else the embedded one, which is started or, when a live process serves the
 * same folder, joined. Checks that it is a replica set and has its indexes.
 * @throws StoreError with a sentence that says what to do
 */
export async function openStoreFor(env: Pick<Env, 'mongodbUri' | 'dataDir'>): Promise<OpenedStore> {
  if (env.mongodbUri !== null) return connect(env.mongodbUri, 'mongodb', async () => {});
  const running = await findRunningEmbeddedMongo(env.dataDir);
  if (running !== null) return connect(running, 'attached', async () => {});
  const embedded = await startEmbeddedMongo({ dataDir: env.dataDir });
  return connect(embedded.uri, 'embedded', () => embedded.stop());
}

async function connect(uri: string, kind: OpenedStore['kind'], closeServer: () => Promise<void>): Promise<OpenedStore> {
  let store: Store | undefined;
  try {
    store = await openStore(uri).catch((cause: unknown) => {
      throw new StoreError(
        `The store at ${withoutPassword(uri)} cannot be reached (${(cause as Error).message}). Check MONGODB_URI, that the server runs, and that this machine may connect to it; or unset MONGODB_URI to use the embedded store.`,
        { cause },
      );
    });
    await checkReplicaSet(store, uri);
    await ensureIndexes(store);
  } catch (error) {
    await store?.connection.close();
    await closeServer();
    throw error;
  }
  const { connection } = store;
  return {
    store,
    uri,
    kind,
    async close() {
      await connection.close();
      await closeServer();
    },
  };
}

/** Change streams and majority writes need a replica set, be it of one, or a sharded cluster. */
async function checkReplicaSet(store: Store, uri: string): Promise<void> {
  const hello = await store.connection.db?.command({ hello: 1 });
  if (hello?.setName || hello?.msg === 'isdbgrid') return;
  throw new StoreError(
    `The store at ${withoutPassword(uri)} is a single server and no replica set, so it has no change streams. Start it with --replSet rs0 and run rs.initiate() once in its shell, then start again; or unset MONGODB_URI to use the embedded store.`,
  );
}

function withoutPassword(uri: string): string {
  return uri.replace(/\/\/[^@/]*@/, '//…@').replace(/\?.*$/, '');
}
