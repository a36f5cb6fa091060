const SMALLEST = 64;
const NOBODY = -1;

/**
 * Members by the slot that each has: a table of whole numbers beside the ids, a quarter of what a `Map` of so many takes. Slots
 * that were given back are given out again.
 */
export class IdTable {
  #ids: (string | undefined)[] = [];
  #hashes = new Int32Array(SMALLEST);
  /** Slots by hash, each at its own place or the first free one after it; at most half of it is full. */
  #table = new Int32Array(SMALLEST * 2).fill(NOBODY);
  #free: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** One more than the highest slot that was ever given out. */
  get slots(): number {
    return this.#ids.length;
  }

  /** The slot of an id, or −1. */
  find(id: string): number {
    const hash = hashOf(id);
    const mask = this.#table.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const slot = this.#table[at] as number;
      if (slot === NOBODY || (this.#hashes[slot] === hash && this.#ids[slot] === id)) return slot;
    }
  }

  idOf(slot: number): string {
    return this.#ids[slot] as string;
  }

  /** Gives a slot to an id that has none. */
  add(id: string): number {
    const slot = this.#free.pop() ?? this.#ids.length;
    if (slot >= this.#hashes.length) {
      const larger = new Int32Array(this.#hashes.length * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    if ((this.#size + 1) * 2 > this.#table.length) this.#grow(this.#table.length * 2);
    this.#ids[slot] = id;
    this.#hashes[slot] = hashOf(id);
    this.#size += 1;
    this.#place(slot);
    return slot;
  }

  delete(slot: number): void {
    const mask = this.#table.length - 1;
    let hole = (this.#hashes[slot] as number) & mask;
    while (this.#table[hole] !== slot) hole = (hole + 1) & mask;
    // Whoever stands after the hole and does not belong there moves into it, so that no search ends too soon.
    for (let at = (hole + 1) & mask; this.#table[at] !== NOBODY; at = (at + 1) & mask) {
      const other = this.#table[at] as number;
      const home = (this.#hashes[other] as number) & mask;
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      this.#table[hole] = other;
      hole = at;
    }
    this.#table[hole] = NOBODY;
    this.#ids[slot] = undefined;
    this.#free.push(slot);
    this.#size -= 1;
  }

  #place(slot: number): void {
    const mask = this.#table.length - 1;
    let at = (this.#hashes[slot] as number) & mask;
    while (this.#table[at] !== NOBODY) at = (at + 1) & mask;
    this.#table[at] = slot;
  }

  /** Makes room for so many at once. */
  reserve(size: number): void {
    let length = this.#table.length;
    while (length < size * 2) length *= 2;
    if (length > this.#table.length) this.#grow(length);
  }

  #grow(length: number): void {
    this.#table = new Int32Array(length).fill(NOBODY);
    for (let slot = 0; slot < this.#ids.length; slot += 1) if (this.#ids[slot] !== undefined) this.#place(slot);
  }
}

/** 32 bits of a text, every one of them moved by every letter (FNV-1a, and the last steps of MurmurHash3). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
