const SMALLEST = 16;

/**
 * Members by the slot that each has: a table of whole numbers beside the ids, less than half of what a `Map` of so many takes. Slots
 * that were given back are given out again.
 */
export class IdTable {
  #ids: (string | undefined)[] = [];
  #slots = 0;
  /** Pairs of a slot plus one and a hash, each pair at the place of its hash or the first free one after it; at most half of it is full. */
  #table = new Int32Array(SMALLEST * 4);
  readonly #free: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** One more than the highest slot that was ever given out. */
  get slots(): number {
    return this.#slots;
  }

  /** The slot of an id, or −1. */
  find(id: string): number {
    return (this.#table[this.#seek(id, hashOf(id))] as number) - 1;
  }

  idOf(slot: number): string {
    return this.#ids[slot] as string;
  }

  /** The slot of an id, which is given one if it has none. */
  slotOf(id: string): number {
    const hash = hashOf(id);
    const found = this.#seek(id, hash);
    const known = this.#table[found] as number;
    if (known > 0) return known - 1;
    const slot = this.#free.pop() ?? this.#slots++;
    this.#ids[slot] = id;
    this.#size += 1;
    this.#table[found] = slot + 1;
    this.#table[found + 1] = hash;
    if (this.#size * 4 > this.#table.length) this.#grow(this.#table.length * 2);
    return slot;
  }

  delete(slot: number): void {
    const table = this.#table;
    const mask = table.length - 1;
    const id = this.#ids[slot] as string;
    let hole = this.#seek(id, hashOf(id));
    // Whoever stands after the hole and does not belong there moves into it, so that no search ends too soon.
    for (let at = (hole + 2) & mask; table[at] !== 0; at = (at + 2) & mask) {
      const home = ((table[at + 1] as number) << 1) & mask;
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      table[hole] = table[at] as number;
      table[hole + 1] = table[at + 1] as number;
      hole = at;
    }
    table[hole] = 0;
    this.#ids[slot] = undefined;
    this.#free.push(slot);
    this.#size -= 1;
  }

  /** Makes room for so many at once. */
  reserve(size: number): void {
    // An array that grows by and by is copied as often.
    if (this.#slots === 0) this.#ids = new Array(size);
    let { length } = this.#table;
    while (length < size * 4) length *= 2;
    if (length > this.#table.length) this.#grow(length);
  }

  /** Where the pair of an id stands, or a free place for it. */
  #seek(id: string, hash: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    for (let at = (hash << 1) & mask; ; at = (at + 2) & mask) {
      const slot = table[at] as number;
      if (slot === 0 || (table[at + 1] === hash && this.#ids[slot - 1] === id)) return at;
    }
  }

  #grow(length: number): void {
    const [from, to] = [this.#table, new Int32Array(length)];
    const mask = length - 1;
    for (let each = 0; each < from.length; each += 2) {
      if (from[each] === 0) continue;
      let at = ((from[each + 1] as number) << 1) & mask;
      while (to[at] !== 0) at = (at + 2) & mask;
      to[at] = from[each] as number;
      to[at + 1] = from[each + 1] as number;
    }
    this.#table = to;
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
