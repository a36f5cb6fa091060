/** Into how many blocks the codewords of each of the 40 sizes are cut, at level M, as letters from `A`. */
const BLOCKS = 'AAABBDDDEEEHIIJJKMNPQQRTUWYZ\\]_acefhkmoq';

/** Powers of 2, and their logarithms, in the field of 256 that the correction counts in. */
const exp: number[] = [];
const log: number[] = [];
for (let i = 0, x = 1; i < 255; x = (x * 2) ^ (x > 127 ? 285 : 0)) {
  exp[i] = x;
  log[x] = i++;
}
const times = (a = 0, b = 0) => (a && b ? (exp[((log[a] as number) + (log[b] as number)) % 255] as number) : 0);

/** The codewords that correct a block. */
function correct(block: number[], length: number): number[] {
  let divisor = [1];
  for (let i = 0; i < length; i++) divisor = [...divisor, 0].map((each, at) => each ^ times(divisor[at - 1], exp[i]));
  let rest = [...block, ...Array<number>(length).fill(0)];
  for (const _ of block) rest = rest.slice(1).map((each, at) => each ^ times(rest[0], divisor[at + 1]));
  return rest;
}

/** A number with the bits that correct it. */
function bch(value: number, bits: number, polynomial: number): number {
  let rest = value;
  for (let i = bits; i--; ) rest = (rest << 1) ^ ((rest >> (bits - 1)) * polynomial);
  return (value << bits) | rest;
}

/** What each of the eight masks leaves as it is; where it is nought, the module is turned. */
const masks = (x: number, y: number) => {
  const two = (x * y) % 2;
  const three = (x * y) % 3;
  return [
    (x + y) % 2,
    y % 2,
    x % 3,
    (x + y) % 3,
    (((x / 3) | 0) + (y >> 1)) % 2,
    two + three,
    (two + three) % 2,
    (((x + y) % 2) + three) % 2,
  ];
};

type Grid = number[][];

/** What stands in every code of a version; the other modules are empty. */
function frame(version: number): Grid {
  const size = 4 * version + 17;
  const grid: Grid = Array.from({ length: size }, () => Array(size));
  const set = (x: number, y: number, dark: number) => {
    if (grid[y] && x >= 0 && x < size) grid[y][x] ??= dark;
  };
  const eye = (x: number, y: number, inner: number) => {
    const reach = 4 - 2 * inner;
    for (let down = -reach; down <= reach; down++)
      for (let right = -reach; right <= reach; right++)
        set(x + right, y + down, +!/2|4/.test(`${Math.max(Math.abs(down), Math.abs(right)) + inner}`));
  };
  eye(3, 3, 0);
  eye(size - 4, 3, 0);
  eye(3, size - 4, 0);
  const places: number[] = [];
  const step = (((size - 13) / (1 + ((version / 7) | 0)) / 2 + 0.75) | 0) * 2;
  if (version > 1) for (let at = size - 7; at > 8; at -= step) places.push(at);
  places.push(6);
  for (const x of places) for (const y of places) if (grid[y]?.[x] === undefined) eye(x, y, 1);
  const bits = bch(version, 12, 0x1f25);
  for (let i = 0; i < size; i++) {
    set(6, i, +!(i % 2));
    set(i, 6, +!(i % 2));
    if (i < 18 && version > 6) {
      set(size - 11 + (i % 3), (i / 3) | 0, (bits >> i) & 1);
      set((i / 3) | 0, size - 11 + (i % 3), (bits >> i) & 1);
    }
  }
  stamp(grid, 0);
  return grid;
}

/** Writes which mask a code has, and that its level is M. */
function stamp(grid: Grid, mask: number): void {
  const size = grid.length;
  const bits = bch(mask, 10, 0x537) ^ 0x5412;
  const set = (x: number, y: number, dark: number) => {
    (grid[y] as number[])[x] = dark;
  };
  for (let i = 0; i < 15; i++) {
    const dark = (bits >> i) & 1;
    if (i < 8) {
      set(8, i + +(i > 5), dark);
      set(size - 1 - i, 8, dark);
    } else {
      set(14 - i + +(i < 9), 8, dark);
      set(8, size - 15 + i, dark);
    }
  }
  set(8, size - 8, 1);
}

/** Where the bits of the codewords go, one after the other. */
function way(grid: Grid): [x: number, y: number][] {
  const found: [number, number][] = [];
  const size = grid.length;
  for (let right = size - 1, up = 1; right > 0; right -= 2, up ^= 1) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++) {
      const y = up ? size - 1 - i : i;
      for (const x of [right, right - 1]) if (grid[y]?.[x] === undefined) found.push([x, y]);
    }
  }
  return found;
}

/** How hard a code is to read: runs, squares, what looks like an eye, and too much of one colour. */
function penalty(grid: Grid): number {
  const lines = [...grid, ...grid.map((_, x) => grid.map((row) => row[x]))].map((line) => line.join(''));
  const all = lines.join();
  let sum = 40 * (all.match(/(?=10111010000|00001011101)/g)?.length ?? 0);
  for (const [run] of all.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
  let dark = 0;
  grid.forEach((row, y) => {
    row.forEach((one, x) => {
      dark += one;
      const four = one + Number(row[x + 1]) + Number(grid[y + 1]?.[x]) + Number(grid[y + 1]?.[x + 1]);
      if (four % 4 === 0) sum += 3;
    });
  });
  return sum + 10 * Math.floor(Math.abs((20 * dark) / grid.length ** 2 - 10));
}

/**
 * A text as a QR code at correction level M, in the smallest size that holds its bytes (ISO 18004). Bytes and one level are all that links,
 * codes and cards need; an encoder that knows more is twice as heavy.
 * @returns the rows, 1 for a dark module
 * @throws where it is longer than 2,331 bytes
 */
export function qrCode(text: string): number[][] {
  const bytes = [...new TextEncoder().encode(text)];
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  for (let version = 1; version < 41; version++) {
    const grid = frame(version);
    const path = way(grid);
    const total = path.length >> 3;
    const blocks = BLOCKS.charCodeAt(version - 1) - 64;
    const block = Math.floor(total / blocks);
    const extra = (block * 0.375 + +(version < 2 || version > 5)) & -2;
    const room = total - blocks * extra;
    const data = `4${hex(bytes.length, version > 9 ? 4 : 2)}${bytes.map((byte) => hex(byte, 2)).join('')}0`;
    if (data.length > 2 * room) continue;
    const words = (data.padEnd(2 * room, 'ec11').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
    const short = blocks - (total % blocks);
    const parts = Array.from({ length: blocks }, (_, i) => words.splice(0, block - extra + +(i >= short)));
    const fixes = parts.map((part) => correct(part, extra));
    // The first of each block, then the second of each, and those that correct them in the same way.
    const mixed = [parts, fixes].flatMap((lists) =>
      Array.from({ length: block + 1 }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat(),
    );
    const drawn = masks(0, 0).map((_, mask) => {
      const code = grid.map((row) => [...row]);
      path.forEach(([x, y], i) => {
        (code[y] as number[])[x] = (((mixed[i >> 3] ?? 0) >> (7 - (i % 8))) & 1) ^ +!masks(x, y)[mask];
      });
      stamp(code, mask);
      return code;
    });
    return drawn.reduce((best, code) => (penalty(code) < penalty(best) ? code : best));
  }
  throw new RangeError('too long for a QR code');
}
