import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, type Db, MongoClient } from 'mongodb';
import { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from '../src/index.ts';

/** A store in a folder of its own, with a client; both go with `await using`. */
export interface TestStore extends AsyncDisposable {
  readonly mongo: EmbeddedMongo;
  readonly client: MongoClient;
  readonly db: Db;
  readonly dataDir: string;
  collection(name?: string): Collection;
}

export async function testStore(options: Partial<EmbeddedMongoOptions> = {}): Promise<TestStore> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'embedded-')));
  const mongo = await startEmbeddedMongo({ dataDir, ...options });
  const client = await new MongoClient(mongo.uri).connect();
  let names = 0;
  return {
    mongo,
    client,
    db: client.db('test'),
    dataDir,
    collection: (name = `c${++names}`) => client.db('test').collection(name),
    async [Symbol.asyncDispose]() {
      await client.close();
      await mongo.stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
