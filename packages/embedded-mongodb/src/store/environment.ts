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
}

/** Opens LMDB so that a transaction that has returned is on disk: `overlappingSync` would return before the flush. */
export function openEnvironment(path: string): Environment {
  const encoding = { encoding: 'binary', keyEncoding: 'binary' } as const;
  const root: RootDatabase<Buffer, Buffer> = open({
    path,
    ...encoding,
    noSubdir: true,
    overlappingSync: false,
    maxDbs: 8,
    cache: false,
  });
  const table = (name: string): Table => new Table(name, root.openDB<Buffer, Buffer>({ name, ...encoding }));
  return {
    root,
    meta: table('meta'),
    docs: table('docs'),
    keys: table('keys'),
    oplog: table('oplog'),
    sessions: table('sessions'),
  };
}
