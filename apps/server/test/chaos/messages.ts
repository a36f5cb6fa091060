import type { Socket } from 'node:net';

/** MongoDB's messages as they come over a connection, each whole: a length of four bytes stands first. */
export async function* messagesOf(socket: Socket): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const chunk of socket) {
    parts.push(chunk as Buffer);
    held += (chunk as Buffer).length;
    if (held < 4) continue;
    let all = Buffer.concat(parts, held);
    for (let length = lengthOf(all); length !== null && all.length >= length; length = lengthOf(all)) {
      yield all.subarray(0, length);
      all = all.subarray(length);
    }
    parts = [all];
    held = all.length;
  }
}

function lengthOf(bytes: Buffer): number | null {
  return bytes.length < 4 ? null : bytes.readInt32LE(0);
}
