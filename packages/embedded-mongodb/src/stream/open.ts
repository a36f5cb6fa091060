import { Timestamp } from 'bson';
import { type Doc, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { compilePipeline } from '../pipeline/compile.ts';
import { STAGES as KNOWN } from '../pipeline/stages/index.ts';
import { PAUSE } from '../plan/scan.ts';
import type { EvalContext } from '../query/context.ts';
import type { Store } from '../store/Store.ts';
import type { StreamOptions } from './event.ts';
import { narrowOf } from './narrow.ts';
import { ChangeStream, type StreamStart } from './source.ts';
import { parseToken } from './token.ts';

const STAGES = ['$match', '$project', '$addFields', '$set', '$unset', '$replaceRoot', '$replaceWith', '$redact'];
const FIELDS = [
  'fullDocument',
  'fullDocumentBeforeChange',
  'resumeAfter',
  'startAfter',
  'startAtOperationTime',
  'allChangesForCluster',
  'showExpandedEvents',
  'showSystemEvents',
  'showMigrationEvents',
  'showRawUpdateDescription',
];
const FULL = ['default', 'updateLookup', 'whenAvailable', 'required'] as const;
const BEFORE = ['off', 'whenAvailable', 'required'] as const;

/** Opens the change stream of an `aggregate`: its first stage, and what may follow it. */
export function openChangeStream(
  store: Store,
  db: string,
  collection: string | undefined,
  pipeline: readonly Doc[],
  context: EvalContext,
): ChangeStream {
  const [first, ...rest] = pipeline;
  const spec = first?.$changeStream;
  if (!isDoc(spec)) throw new MongoError(50808, '$changeStream stage expects a document as argument.');
  for (const name of Object.keys(spec))
    if (!FIELDS.includes(name)) throw new MongoError(40415, `BSON field '$changeStream.${name}' is an unknown field.`);
  const cluster = spec.allChangesForCluster === true;
  if (cluster && (db !== 'admin' || collection !== undefined))
    throw new MongoError(
      'InvalidOptions',
      "A $changeStream with 'allChangesForCluster:true' may only be opened on the 'admin' database, and with no collection name",
    );
  const options: StreamOptions = {
    db,
    collection,
    cluster,
    fullDocument: oneOf(spec.fullDocument ?? 'default', FULL, 'fullDocument'),
    fullDocumentBeforeChange: oneOf(spec.fullDocumentBeforeChange ?? 'off', BEFORE, 'fullDocumentBeforeChange'),
    showExpandedEvents: spec.showExpandedEvents === true,
    // Where texts that differ may be equal, only the filter itself can tell.
    narrow: context.collated ? {} : narrowOf(rest[0]?.$match),
  };
  for (const stage of rest) {
    const name = Object.keys(stage)[0] ?? '';
    if (name === '$changeStreamSplitLargeEvent') continue;
    if (!known(name)) throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
    if (!STAGES.includes(name))
      throw new MongoError('IllegalOperation', `${name} is not permitted in a $changeStream pipeline`);
  }
  const stages = rest.filter((stage) => !('$changeStreamSplitLargeEvent' in stage));
  return new ChangeStream(store, options, startOf(store, spec), transformer(stages, context));
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], name: string): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new MongoError(
      'BadValue',
      `Enumeration value '${String(value)}' for field '$changeStream.${name}' is not a valid value.`,
    );
  return found;
}

function startOf(store: Store, spec: Doc): StreamStart {
  const given = ['resumeAfter', 'startAfter', 'startAtOperationTime'].filter((name) => spec[name] !== undefined);
  if (given.length > 1)
    throw new MongoError(
      40674,
      `Only one type of resume option is allowed, but multiple were found: ${given.join(', ')}`,
    );
  const token = spec.resumeAfter ?? spec.startAfter;
  if (token !== undefined) {
    const position = parseToken(token);
    if (position.afterInvalidate && spec.resumeAfter !== undefined) {
      throw new MongoError(
        'InvalidResumeToken',
        "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification.",
      );
    }
    return { after: position.time, token: token as Doc, ofEvent: position.ofEvent };
  }
  const from = spec.startAtOperationTime;
  if (from === undefined) return { after: store.committedTime(), token: undefined, ofEvent: false };
  if (!(from instanceof Timestamp))
    throw new MongoError(
      'TypeMismatch',
      "BSON field '$changeStream.startAtOperationTime' is the wrong type, expected type 'timestamp'",
    );
  const after =
    from.i > 0
      ? new Timestamp({ t: from.t, i: from.i - 1 })
      : new Timestamp({ t: Math.max(0, from.t - 1), i: 0xffffffff });
  return { after, token: undefined, ofEvent: false };
}

function transformer(stages: readonly Doc[], context: EvalContext): (event: Doc) => Doc | undefined {
  if (stages.length === 0) return (event) => event;
  const run = compilePipeline(stages, { context });
  return (event) => {
    for (const item of run([event])) if (item !== PAUSE) return item as Doc;
    return undefined;
  };
}

const known = (name: string): boolean => name in KNOWN || ['$out', '$merge', '$changeStream'].includes(name);
