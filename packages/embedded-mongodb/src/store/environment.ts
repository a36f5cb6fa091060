import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { open, type RootDatabase } from 'lmdb';
import { Table } from './table.ts';

/** The tables of a store, in one LMDB file: what is written to them in one transaction is there or not as a whole. */
export interface Environment {
  readonly root: RootDatabase<Buffer, Buffer>;
  /** Catalogue and counters. */
  readonly meta: Table;
  /** Documents by collection and record. */
  readonly docs: Table;
  /** Index keys by index, value and record. */
  readonly keys: Table;
  /** What happened, by timestamp. */
  readonly oplog: Table;
  /** Answers of retryable writes, by session. */
  readonly sessions: Table;
  /** Resolves when all that was committed is on disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens LMDB without flushes of its own: it would flush twice a commit, the pages and then the header. `flush` does both at once, and
 * `verifyFile` takes back a commit of which a power failure has kept only a part.
 */
export function openEnvironment(path: string): Environment {
  const encoding = { encoding: 'binary', keyEncoding: 'binary' } as const;
  const root: RootDatabase<Buffer, Buffer> = open({
    path,
    ...encoding,
    noSubdir: true,
    overlappingSync: false,
    noSync: true,
    maxDbs: 8,
    cache: false,
  });
  const table = (name: string): Table => new Table(name, root.openDB<Buffer, Buffer>({ name, ...encoding }));
  const tables = {
    meta: table('meta'),
    docs: table('docs'),
    keys: table('keys'),
    oplog: table('oplog'),
    sessions: table('sessions'),
  };
  const fd = openSync(path, 'r+');
  fsyncSync(fd);
  return {
    root,
    ...tables,
    flush: () => promisify(fdatasync)(fd),
    async close() {
      await root.close();
      fsyncSync(fd);
      closeSync(fd);
    },
  };
}
