import { asInteger } from '../bson/numbers.ts';
import { type Doc, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';

const READ_LEVELS = ['local', 'majority', 'available', 'linearizable'];

/** Read and write concerns: this one node always reads and writes what is on disk, so all but `snapshot` hold. */
export function checkConcerns(command: Doc): void {
  const { readConcern, writeConcern } = command;
  if (isDoc(readConcern) && readConcern.level !== undefined) {
    if (readConcern.level === 'snapshot')
      throw new MongoError('InvalidOptions', 'read concern level snapshot is not supported by this server');
    if (!READ_LEVELS.includes(String(readConcern.level)))
      throw new MongoError(
        'BadValue',
        `Enumeration value '${String(readConcern.level)}' for field 'readConcern.level' is not a valid value.`,
      );
  }
  if (writeConcern === undefined) return;
  if (!isDoc(writeConcern)) throw new MongoError('TypeMismatch', 'writeConcern must be an object');
  const w = asInteger(writeConcern.w);
  if (w !== undefined && (w < 0 || w > 50))
    throw new MongoError('FailedToParse', 'w has to be a non-negative number and not greater than 50');
}

/** What is wrong with a write concern that one node cannot meet; the write itself stands. */
export function writeConcernError(writeConcern: unknown): Doc | undefined {
  if (!isDoc(writeConcern)) return undefined;
  const { w } = writeConcern;
  const n = asInteger(w);
  if (n !== undefined && n > 1)
    return {
      code: 100,
      codeName: 'UnsatisfiableWriteConcern',
      errmsg: 'Not enough data-bearing nodes',
      errInfo: { writeConcern },
    };
  if (typeof w === 'string' && w !== 'majority') {
    return {
      code: 79,
      codeName: 'UnknownReplWriteConcern',
      errmsg: `No write concern mode named '${w}' found in replica set configuration`,
      errInfo: { writeConcern },
    };
  }
  return undefined;
}
