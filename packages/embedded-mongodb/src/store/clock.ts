import { Timestamp } from 'bson';

/** Cluster time: seconds and a count within them, never twice the same and never backwards. */
export class Clock {
  private t = 0;
  private i = 0;

  /** The time of the last thing that happened. */
  now(): Timestamp {
    return new Timestamp({ t: this.t, i: this.i });
  }

  next(): Timestamp {
    const t = Math.floor(Date.now() / 1000);
    if (t > this.t) {
      this.t = t;
      this.i = 1;
    } else this.i += 1;
    return this.now();
  }

  /** Goes on after a time that has been used before. */
  after(time: Timestamp): void {
    if (time.t > this.t || (time.t === this.t && time.i > this.i)) {
      this.t = time.t;
      this.i = time.i;
    }
  }
}

export function timestampKey(time: Timestamp): Buffer {
  const key = Buffer.allocUnsafe(8);
  key.writeUInt32BE(time.t, 0);
  key.writeUInt32BE(time.i, 4);
  return key;
}

export const timestampOfKey = (key: Buffer): Timestamp =>
  new Timestamp({ t: key.readUInt32BE(0), i: key.readUInt32BE(4) });
