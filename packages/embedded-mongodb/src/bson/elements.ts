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

/** Where an element of a good document ends. */
export function elementEnd(raw: Buffer, at: number): number {
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

/** The bytes of a document's field, if it is a document itself. */
export function documentAt(raw: Buffer, start: number, field: string): Buffer | undefined {
  const wanted = Buffer.from(`\x03${field}\0`, 'latin1');
  for (let at = start + 4; raw[at] !== 0; at = elementEnd(raw, at)) {
    if (raw[at] !== 0x03 || raw.compare(wanted, 0, wanted.length, at, at + wanted.length) !== 0) continue;
    const from = at + wanted.length;
    return raw.subarray(from, from + raw.readInt32LE(from));
  }
  return undefined;
}
