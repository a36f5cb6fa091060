import { grown, longer } from './numbers.ts';

const SMALLEST = 16;

/** How many whole numbers a row has: the item's place, which is not the table's to say, and five that tell its id. */
export const ROW = 6;
/** What the first of the five is where they do not tell all of an id, and where a slot is nobody's. */
const PARTLY = -1;
const NOBODY = -2;

const DRAWN = 36;
const PREFIX = 4;

/** What each letter is as a digit of sixteen, and a number below zero for all that is none. */
const DIGITS = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 16; digit += 1) DIGITS[digit.toString(16).charCodeAt(0)] = digit;

/** The id that was looked at last, as five numbers. */
const told = new Int32Array(5);

/**
 * Members by the slot that each has. What tells an id lies in a row of numbers, so that to find somebody reads one line of memory in the
 * table and one row: ids as the server draws them (four letters, then sixteen bytes as digits) are all there, of others a hash is, and the
 * text is compared. Slots that were given back are given out again.
 */
export class IdTable {
  /** Of each slot, `ROW` numbers. */
  rows = new Int32Array(SMALLEST * ROW);
  /** Of slots whose rows do not tell all of an id. */
  readonly #texts = new Map<number, string>();
  #slots = 0;
  /**
   * A slot plus one in the lower bits, as many as the table's length has, and above them those of the hash; at the place of its hash or
   * the first free one after it. At most half is full.
   */
  #table = new Int32Array(SMALLEST * 2);
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
    const table = this.#table;
    return ((table[this.#seek(id, tell(id))] as number) & (table.length - 1)) - 1;
  }

  /** The slot of an id, which is given one if it has none. */
  slotOf(id: string): number {
    const hash = tell(id);
    const found = this.#seek(id, hash);
    const mask = this.#table.length - 1;
    const known = (this.#table[found] as number) & mask;
    if (known > 0) return known - 1;
    const slot = this.#free.pop() ?? this.#slots++;
    this.#size += 1;
    if (slot * ROW >= this.rows.length) this.rows = longer(this.rows, grown(slot) * ROW);
    this.#tellOf(slot, id);
    this.#table[found] = (slot + 1) | (hash & ~mask);
    if (this.#size * 2 > this.#table.length) this.#grow(this.#table.length * 2);
    return slot;
  }

  delete(slot: number): void {
    const table = this.#table;
    const mask = table.length - 1;
    let hole = this.#hashOf(slot) & mask;
    while (((table[hole] as number) & mask) !== slot + 1) hole = (hole + 1) & mask;
    // Whoever stands after the hole and does not belong there moves into it, so that no search ends too soon.
    for (let at = (hole + 1) & mask; table[at] !== 0; at = (at + 1) & mask) {
      const home = this.#hashOf(((table[at] as number) & mask) - 1) & mask;
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      table[hole] = table[at] as number;
      hole = at;
    }
    table[hole] = 0;
    this.rows[slot * ROW + 1] = NOBODY;
    this.#texts.delete(slot);
    this.#free.push(slot);
    this.#size -= 1;
  }

  /**
   * Gives so many the slots 0, 1, 2 … of an empty table, faster than one by one: memory answers for several at a time.
   * @returns whether it did; not where one may be there twice
   */
  fill(ids: string[]): boolean {
    this.reserve(ids.length);
    for (let slot = 0; slot < ids.length; slot += 1) {
      const id = ids[slot] as string;
      tell(id);
      this.#tellOf(slot, id);
    }
    this.#slots = ids.length;
    this.#size = ids.length;
    const length = this.#table.length;
    if (this.#grow(length)) return true;
    this.#slots = 0;
    this.#size = 0;
    this.#texts.clear();
    this.#table = new Int32Array(length);
    return false;
  }

  /** Makes room for so many at once. */
  reserve(size: number): void {
    if (size * ROW > this.rows.length) this.rows = longer(this.rows, size * ROW);
    let { length } = this.#table;
    while (length < size * 2) length *= 2;
    if (length > this.#table.length) this.#grow(length);
  }

  /** Notes what was told of an id. */
  #tellOf(slot: number, id: string): void {
    const { rows } = this;
    const row = slot * ROW + 1;
    rows[row] = told[0] as number;
    rows[row + 1] = told[1] as number;
    rows[row + 2] = told[2] as number;
    rows[row + 3] = told[3] as number;
    rows[row + 4] = told[4] as number;
    if (told[0] === PARTLY) this.#texts.set(slot, id);
  }

  /** Where the id that was told stands in the table, or a free place for it. */
  #seek(id: string, hash: number): number {
    const { rows } = this;
    const table = this.#table;
    const mask = table.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const entry = table[at] as number;
      if (entry === 0) return at;
      if (((entry ^ hash) & ~mask) !== 0) continue;
      const slot = (entry & mask) - 1;
      const row = slot * ROW + 1;
      if (
        rows[row] === told[0] &&
        rows[row + 1] === told[1] &&
        rows[row + 2] === told[2] &&
        rows[row + 3] === told[3] &&
        rows[row + 4] === told[4] &&
        (told[0] !== PARTLY || this.#texts.get(slot) === id)
      )
        return at;
    }
  }

  #hashOf(slot: number): number {
    return hashOf(this.rows, slot * ROW + 1);
  }

  #tellSame(slot: number, other: number): boolean {
    let each = 1;
    while (each < ROW && this.rows[slot * ROW + each] === this.rows[other * ROW + each]) each += 1;
    return each === ROW;
  }

  /** Makes a table of all rows. @returns whether none of them tells what another one does */
  #grow(length: number): boolean {
    const { rows } = this;
    const table = new Int32Array(length);
    const mask = length - 1;
    let isClear = true;
    for (let slot = 0; slot < this.#slots; slot += 1) {
      if (rows[slot * ROW + 1] === NOBODY) continue;
      const hash = this.#hashOf(slot);
      let at = hash & mask;
      for (let entry = table[at] as number; entry !== 0; entry = table[at] as number) {
        if (((entry ^ hash) & ~mask) === 0 && this.#tellSame((entry & mask) - 1, slot)) isClear = false;
        at = (at + 1) & mask;
      }
      table[at] = (slot + 1) | (hash & ~mask);
    }
    this.#table = table;
    return isClear;
  }
}

/** Makes five numbers of an id: the first is below zero where they are not all of it. @returns their hash */
function tell(id: string): number {
  if (id.length !== DRAWN || !tellDrawn(id)) {
    told.fill(0);
    told[0] = PARTLY;
    told[1] = hashOfText(id);
  }
  return hashOf(told, 0);
}

/** @returns whether it is an id as the server draws them, and told */
function tellDrawn(id: string): boolean {
  const [a, b, c, d] = [id.charCodeAt(0), id.charCodeAt(1), id.charCodeAt(2), id.charCodeAt(3)];
  if ((a | b | c | d) > 127) return false;
  told[0] = (a << 24) | (b << 16) | (c << 8) | d;
  let wrong = 0;
  for (let word = 1, at = PREFIX; word < 5; word += 1) {
    let value = 0;
    for (const end = at + 8; at < end; at += 1) {
      const letter = id.charCodeAt(at);
      const digit = DIGITS[letter & 127] as number;
      wrong |= digit | (127 - letter);
      value = (value << 4) | digit;
    }
    told[word] = value;
  }
  return wrong >= 0;
}

/** 32 bits of five numbers, each of them moved by every one (the last steps are of MurmurHash3). */
function hashOf(numbers: Int32Array, from: number): number {
  let hash = numbers[from] as number;
  for (let each = 1; each < 5; each += 1) {
    hash = Math.imul(hash ^ (numbers[from + each] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** 32 bits of a text, every one of them moved by every letter (FNV-1a). */
function hashOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
