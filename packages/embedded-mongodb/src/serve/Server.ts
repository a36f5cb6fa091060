import { ObjectId } from 'bson';
import type { Doc } from '../bson/types.ts';
import { Cursors } from '../cursor/cursors.ts';
import type { Plan } from '../plan/types.ts';
import { type Collection, namespaceOf } from '../store/catalog.ts';
import type { OplogLimits } from '../store/oplog.ts';
import { Store } from '../store/Store.ts';
import { FailPoints } from './failPoints.ts';
import { shapeOf } from './shape.ts';

export type Log = (line: { level: 'info' | 'warn' | 'error'; msg: string; [key: string]: unknown }) => void;

export interface ServerOptions {
  readonly path: string;
  readonly limits: OplogLimits;
  /** Enables `configureFailPoint`, as MongoDB's own tests want it. */
  readonly testCommands: boolean;
  readonly log: Log;
}

/** Collections smaller than this are scanned without a word. */
const SMALL = 100;

/** What all connections share. */
export class Server {
  readonly store: Store;
  readonly cursors = new Cursors();
  readonly failPoints = new FailPoints();
  readonly processId = new ObjectId();
  readonly setName = 'laurel';
  readonly started = Date.now();
  readonly testCommands: boolean;
  readonly log: Log;
  port = 0;
  private readonly told = new Set<string>();

  constructor(options: ServerOptions) {
    this.store = new Store(options.path, options.limits);
    this.testCommands = options.testCommands;
    this.log = options.log;
  }

  /** Tells once of every shape of query that no index serves. */
  notePlan(collection: Collection, plan: Plan, filter: Doc): void {
    if (plan.stage !== 'COLLSCAN' || Object.keys(filter).length === 0) return;
    const shape = `${namespaceOf(collection)} ${shapeOf(filter)}`;
    if (this.told.has(shape) || this.told.size > 10_000 || this.store.count(collection) < SMALL) return;
    this.told.add(shape);
    this.log({
      level: 'warn',
      msg: 'No index serves a query, so the whole collection is read. Create an index for it.',
      namespace: namespaceOf(collection),
      shape: shapeOf(filter),
    });
  }
}
