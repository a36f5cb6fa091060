/** Four bytes of an id and eight of a record number: where a document is. */
export function recordKey(collectionId: number, record: number): Buffer {
  const key = Buffer.allocUnsafe(12);
  key.writeUInt32BE(collectionId, 0);
  key.writeBigUInt64BE(BigInt(record), 4);
  return key;
}

export const recordOf = (key: Buffer): number => Number(key.readBigUInt64BE(key.length - 8));

export function recordBytes(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64BE(BigInt(record), 0);
  return bytes;
}

export function idBytes(id: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(id, 0);
  return bytes;
}

/** All that begins with an id. */
export const rangeOfId = (id: number): { start: Buffer; end: Buffer } => ({ start: idBytes(id), end: idBytes(id + 1) });
