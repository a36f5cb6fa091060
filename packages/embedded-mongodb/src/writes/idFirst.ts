/** Moves the `_id` of an encoded document to its front, leaving every other byte as the client sent it. */
export function idFirst(raw: Buffer): Buffer {
  let at = 4;
  while (raw[at] !== 0) {
    const end = elementEnd(raw, at);
    if (raw[at + 1] === 95 && raw[at + 2] === 105 && raw[at + 3] === 100 && raw[at + 4] === 0) {
      if (at === 4) return raw;
      return Buffer.concat([raw.subarray(0, 4), raw.subarray(at, end), raw.subarray(4, at), raw.subarray(end)]);
    }
    at = end;
  }
  return raw;
}

const FIXED: Readonly<Record<number, number>> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  127: 0,
  255: 0,
};

function elementEnd(raw: Buffer, at: number): number {
  const type = raw[at] as number;
  const value = raw.indexOf(0, at + 1) + 1;
  const size = FIXED[type];
  if (size !== undefined) return value + size;
  switch (type) {
    case 3:
    case 4:
    case 15:
      return value + raw.readInt32LE(value);
    case 5:
      return value + 5 + raw.readInt32LE(value);
    case 11:
      return raw.indexOf(0, raw.indexOf(0, value) + 1) + 1;
    case 12:
      return value + 4 + raw.readInt32LE(value) + 12;
    default:
      return value + 4 + raw.readInt32LE(value);
  }
}
