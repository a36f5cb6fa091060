import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type {
  ArchiveDocument,
  BatchDocument,
  BudgetDocument,
  CardsDocument,
  ClaimDocument,
  CodeDocument,
  DeliveryDocument,
  DispatchDocument,
  EntryDocument,
  FileDocument,
  FillDocument,
  FreeingDocument,
  GoalDocument,
  HookDocument,
  KeyDocument,
  LeaseDocument,
  LetterDocument,
  MemberDocument,
  MissingDocument,
  NoticeDocument,
  PeriodDocument,
  PositionDocument,
  ProgramDocument,
  ReferralDocument,
  ScoreDocument,
  SeatDocument,
  ShareDocument,
  SignalDocument,
  SnapshotDocument,
  StandingsDocument,
  StockDocument,
  SumDocument,
  VersionDocument,
} from './documents.ts';

/** The collections, as mongoose models over one connection. Hot paths use `model.collection`, the driver's own. */
export interface Store {
  connection: Connection;
  programs: Model<ProgramDocument>;
  versions: Model<VersionDocument>;
  keys: Model<KeyDocument>;
  members: Model<MemberDocument>;
  shares: Model<ShareDocument>;
  signals: Model<SignalDocument>;
  referrals: Model<ReferralDocument>;
  standings: Model<StandingsDocument>;
  entries: Model<EntryDocument>;
  snapshots: Model<SnapshotDocument>;
  claims: Model<ClaimDocument>;
  cards: Model<CardsDocument>;
  missing: Model<MissingDocument>;
  stocks: Model<StockDocument>;
  budgets: Model<BudgetDocument>;
  freeings: Model<FreeingDocument>;
  codes: Model<CodeDocument>;
  deliveries: Model<DeliveryDocument>;
  scores: Model<ScoreDocument>;
  batches: Model<BatchDocument>;
  sums: Model<SumDocument>;
  seats: Model<SeatDocument>;
  fills: Model<FillDocument>;
  periods: Model<PeriodDocument>;
  goals: Model<GoalDocument>;
  archives: Model<ArchiveDocument>;
  hooks: Model<HookDocument>;
  dispatches: Model<DispatchDocument>;
  outbox: Model<NoticeDocument>;
  positions: Model<PositionDocument>;
  leases: Model<LeaseDocument>;
  files: Model<FileDocument>;
  letters: Model<LetterDocument>;
}

type Indexes = [
  keys: Record<string, 1 | -1>,
  options?: { unique?: boolean; sparse?: boolean; partialFilterExpression?: object },
][];

/** Shape is checked by the types and by `contract` at the doors; the store keeps documents as they are. */
function model<Document>(connection: Connection, name: string, indexes: Indexes): Model<Document> {
  const schema = new Schema(
    { _id: Schema.Types.Mixed },
    { strict: false, versionKey: false, minimize: false, autoIndex: false, collection: name },
  );
  for (const [keys, options] of indexes) schema.index(keys, options);
  return connection.model(name, schema) as unknown as Model<Document>;
}

/**
 * Connects mongoose to a MongoDB-compatible store.
 * @param uri a connection string; a database named in it is used, else `laurel`
 */
export async function openStore(uri: string): Promise<Store> {
  const connection = await mongoose
    .createConnection(uri, {
      dbName: databaseOf(uri),
      appName: 'laurel',
      ...(uri.includes('serverSelectionTimeoutMS') ? {} : { serverSelectionTimeoutMS: 10_000 }),
      // What was acknowledged survives the loss of a server, and what was read cannot be rolled back.
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      // As JSON does: a field that is undefined is no field.
      ignoreUndefined: true,
      autoCreate: false,
      autoIndex: false,
    })
    .asPromise();
  return {
    connection,
    programs: model(connection, 'programs', [[{ publishableKey: 1 }, { unique: true }]]),
    versions: model(connection, 'versions', [[{ program: 1, version: -1 }, { unique: true }]]),
    fills: model(connection, 'fills', [[{ program: 1, done: 1 }], [{ done: 1, at: 1 }]]),
    keys: model(connection, 'keys', [[{ program: 1, kind: 1 }]]),
    members: model(connection, 'members', [
      [
        { program: 1, externalId: 1 },
        { unique: true, partialFilterExpression: { externalId: { $type: 'string' } } },
      ],
      [{ program: 1, _id: 1 }],
      [{ program: 1, segments: 1, _id: 1 }, { sparse: true }],
      [{ program: 1, 'birthday.on': 1 }, { partialFilterExpression: { 'birthday.on': { $type: 'string' } } }],
    ]),
    shares: model(connection, 'shares', [[{ about: 1 }, { unique: true }], [{ program: 1, member: 1 }]]),
    signals: model(connection, 'signals', [[{ program: 1, hash: 1, at: -1 }], [{ program: 1, member: 1, at: 1 }]]),
    standings: model(connection, 'standings', []),
    referrals: model(connection, 'referrals', [
      [{ program: 1, verdict: 1, at: -1, _id: 1 }],
      [{ program: 1, advocate: 1, at: -1 }],
    ]),
    entries: model(connection, 'entries', [
      [{ program: 1, member: 1, seq: 1 }, { unique: true }],
      [{ program: 1, member: 1, keys: 1 }, { unique: true }],
      [{ program: 1, member: 1, subjects: 1, seq: 1 }],
      // What falls due by itself is looked for by its instant.
      [{ due: 1 }, { sparse: true }],
    ]),
    snapshots: model(connection, 'snapshots', [[{ program: 1 }]]),
    claims: model(connection, 'claims', []),
    cards: model(connection, 'cards', [[{ program: 1 }]]),
    missing: model(connection, 'missing', [
      [{ about: 1 }, { unique: true, partialFilterExpression: { about: { $type: 'string' } } }],
      [{ program: 1, member: 1, madeAt: -1 }],
      [{ program: 1, state: 1, madeAt: -1 }],
    ]),
    stocks: model(connection, 'stocks', [[{ program: 1 }]]),
    budgets: model(connection, 'budgets', [[{ program: 1 }]]),
    freeings: model(connection, 'freeings', [[{ program: 1 }]]),
    codes: model(connection, 'codes', [
      [{ program: 1, pool: 1, at: 1 }],
      [
        { program: 1, reservation: 1 },
        { unique: true, partialFilterExpression: { reservation: { $type: 'string' } } },
      ],
    ]),
    deliveries: model(connection, 'deliveries', [[{ state: 1, nextAt: 1 }]]),
    scores: model(connection, 'scores', [[{ program: 1, _id: 1 }]]),
    batches: model(connection, 'batches', [[{ generation: 1, n: -1 }, { unique: true }]]),
    sums: model(connection, 'sums', [[{ generation: 1, program: 1, day: 1 }, { unique: true }]]),
    seats: model(connection, 'seats', [
      [{ program: 1, board: 1, period: 1, part: 1 }],
      [{ program: 1, board: 1, member: 1, startsAt: -1 }],
    ]),
    periods: model(connection, 'periods', [
      [{ state: 1, closesAt: 1 }],
      [{ state: 1, done: 1, closesAt: 1 }],
      [{ program: 1, board: 1, endsAt: -1 }],
    ]),
    goals: model(connection, 'goals', [[{ program: 1 }], [{ state: 1, done: 1 }]]),
    archives: model(connection, 'archives', [
      [{ archive: 1, list: 1, n: 1 }, { unique: true }],
      [{ archive: 1, ids: 1 }],
      [{ owner: 1 }],
    ]),
    hooks: model(connection, 'hooks', [[{ program: 1, createdAt: 1 }]]),
    dispatches: model(connection, 'dispatches', [[{ state: 1, nextAt: 1 }], [{ program: 1, at: -1 }]]),
    outbox: model(connection, 'outbox', [[{ sentAt: 1, at: 1 }]]),
    positions: model(connection, 'positions', []),
    leases: model(connection, 'leases', []),
    files: model(connection, 'files', []),
    letters: model(connection, 'letters', []),
  };
}

function databaseOf(uri: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(uri)?.[1];
  return path ? decodeURIComponent(path) : 'laurel';
}
