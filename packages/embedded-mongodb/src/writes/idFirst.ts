import { elementEnd } from '../bson/elements.ts';

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
