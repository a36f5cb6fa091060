import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { EmbeddedStoreError } from '../errors/EmbeddedStoreError.ts';
import {
  compareKeys,
  Damage,
  FLAG,
  HEADER_SIZE,
  type Meta,
  NODE,
  type Node,
  nodesOf,
  PageFile,
  parseMeta,
  parseTree,
  type Tree,
} from './pages.ts';

/**
 * Reads a store's file from end to end before LMDB maps it, since LMDB believes what it finds: every page that is in use must be where it
 * says it is, every tree must have as many entries, in order, as it says, and every entry must match its checksum.
 *
 * A commit is flushed once, pages and header together, so a machine that loses power meanwhile may have kept the header and not all
 * pages. Such a commit was never acknowledged, and is taken back: the one before it was on disk as a whole before this one began.
 * @param mayBeTorn The machine has been started anew since the file was last open.
 * @throws EmbeddedStoreError 'damaged' if anything is not as it should be.
 */
export function verifyFile(path: string, mayBeTorn: boolean): void {
  const file = new PageFile(path);
  try {
    if (file.size === 0) return;
    const [newest, older] = headers(file);
    if (!mayBeTorn || older.txn === newest.txn) {
      new Check(file, newest).run();
      return;
    }
    const base = new Check(file, older).run();
    try {
      new Check(file, newest, base).run();
    } catch (error) {
      if (!(error instanceof Torn)) throw error;
      file.close();
      takeBack(path, file.pageSize, newest, older);
    }
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    throw new EmbeddedStoreError(
      'damaged',
      `The store's file ${path} is damaged: ${error.message}. Nothing has been changed. Restore the data folder from a backup, or start with an empty folder.`,
      { cause: error },
    );
  } finally {
    file.close();
  }
}

/** The two headers, the newer one first. */
function headers(file: PageFile): [Meta, Meta] {
  file.pageSize = parseMeta(file.read(0, 176)).pageSize;
  const size = file.pageSize;
  if (size < 512 || size > 65536 || (size & (size - 1)) !== 0)
    throw new Damage('its header has an impossible page size');
  const a = parseMeta(file.read(0));
  const b = parseMeta(file.read(1));
  if (a.version !== b.version || a.pageSize !== b.pageSize) throw new Damage('its two headers contradict each other');
  // Commits write the two headers by turns, so they are always next to each other.
  const distance = a.txn > b.txn ? a.txn - b.txn : b.txn - a.txn;
  if (distance > 1n || (distance === 1n && a.txn % 2n !== 0n))
    throw new Damage('its two headers do not follow each other');
  return a.txn > b.txn ? [a, b] : [b, a];
}

/** Puts the older header in the place of the newer one. */
function takeBack(path: string, pageSize: number, newest: Meta, older: Meta): void {
  const fd = openSync(path, 'r+');
  try {
    const page = Buffer.alloc(pageSize);
    readSync(fd, page, 0, pageSize, Number(older.txn % 2n) * pageSize);
    const at = Number(newest.txn % 2n);
    page.writeBigUInt64LE(BigInt(at), 0);
    writeSync(fd, page, 0, pageSize, at * pageSize);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

interface Count {
  branches: number;
  leaves: number;
  overflows: number;
  entries: number;
  last: Node | undefined;
}

class Check {
  private readonly file: PageFile;
  private readonly meta: Meta;
  /** Pages of the commit before, if this one may not have been written as a whole. */
  private readonly base: ReadonlySet<number> | undefined;
  private readonly seen = new Set<number>();

  constructor(file: PageFile, meta: Meta, base?: ReadonlySet<number>) {
    this.file = file;
    this.meta = meta;
    this.base = base;
  }

  /** Checks all that the header leads to, and returns the pages it uses. */
  run(): ReadonlySet<number> {
    this.walkTree(this.meta.free, () => undefined);
    this.walkTree(this.meta.main, (node, number) => this.namedTree(node, number));
    return this.seen;
  }

  private namedTree(node: Node, number: number): void {
    if ((node.flags & NODE.sub) === 0 || node.end - node.dataAt !== 48)
      throw new Damage(`page ${number} has no table where one should be`);
    this.walkTree(parseTree(node.page, node.dataAt), (entry, page, big) => this.checkEntry(entry, page, big));
  }

  /** The checksum is of the key and the value, which lie side by side unless the value has pages of its own. */
  private checkEntry(node: Node, number: number, big?: Buffer): void {
    const value = big ?? node.page;
    const end = (big ? big.length : node.end) - 4;
    const sum = big
      ? crc32(big.subarray(0, end), crc32(node.page.subarray(node.keyAt, node.dataAt)))
      : crc32(value.subarray(node.keyAt, Math.max(end, node.keyAt)));
    if (end < (big ? 0 : node.dataAt) || value.readUInt32LE(end) !== sum)
      throw big && this.base
        ? new Torn(`a value of page ${number} was not written`)
        : new Damage(`an entry on page ${number} does not match its checksum`);
  }

  private walkTree(tree: Tree, each: (node: Node, page: number, big?: Buffer) => void): void {
    const count: Count = { branches: 0, leaves: 0, overflows: 0, entries: 0, last: undefined };
    if (tree.root !== undefined) this.walkPage(tree.root, tree.depth, count, each, tree === this.meta.free);
    if (
      count.entries !== tree.entries ||
      count.leaves !== tree.leaves ||
      count.branches !== tree.branches ||
      count.overflows !== tree.overflows
    ) {
      throw new Damage(`a table has ${count.entries} entries and should have ${tree.entries}`);
    }
  }

  private walkPage(
    number: number,
    depth: number,
    count: Count,
    each: (node: Node, page: number, big?: Buffer) => void,
    isFree: boolean,
  ): Node | undefined {
    const page = this.take(number, 1);
    const isLeaf = depth <= 1;
    if ((page.readUInt16LE(18) & 0x2f) !== (isLeaf ? FLAG.leaf : FLAG.branch))
      throw new Damage(`page ${number} is not of the kind it should be`);
    const nodes = nodesOf(page, number);
    if (isLeaf) {
      count.leaves += 1;
      for (const node of nodes) {
        if (!isFree) this.inOrder(node, count, number);
        count.entries += 1;
        each(node, number, node.flags & NODE.big ? this.overflow(node, number, count) : undefined);
      }
      return nodes[0];
    }
    count.branches += 1;
    let first: Node | undefined;
    nodes.forEach((node, i) => {
      const before = count.last;
      const least = this.walkPage(node.child, depth - 1, count, each, isFree);
      if (i === 0) first = least;
      // The key of a branch is a lower limit of what is under it, and above all that is to its left.
      if (isFree || i === 0) return;
      if (before && compareKeys(before, node) >= 0) throw new Damage(`page ${number} has its keys out of order`);
      if (least && compareKeys(least, node) < 0) throw new Damage(`page ${number} leads to the wrong entries`);
    });
    return first;
  }

  private inOrder(node: Node, count: Count, number: number): void {
    if (count.last && compareKeys(count.last, node) >= 0) throw new Damage(`page ${number} has its keys out of order`);
    count.last = node;
  }

  /** A value that has pages of its own. */
  private overflow(node: Node, number: number, count: Count): Buffer {
    const first = Number(node.page.readBigUInt64LE(node.dataAt));
    const pages = Math.ceil((HEADER_SIZE + node.child) / this.file.pageSize);
    const bytes = this.take(first, pages);
    if ((bytes.readUInt16LE(18) & FLAG.overflow) === 0 || bytes.readUInt32LE(20) < pages)
      throw new Damage(`page ${first} does not hold what page ${number} says`);
    count.overflows += bytes.readUInt32LE(20);
    return bytes.subarray(HEADER_SIZE, HEADER_SIZE + node.child);
  }

  /** Reads pages that nobody else may be using. */
  private take(number: number, pages: number): Buffer {
    if (!Number.isSafeInteger(number) || number < 2 || number + pages - 1 > this.meta.lastPage)
      throw new Damage(`page ${number} is beyond its end`);
    for (let i = 0; i < pages; i++) {
      if (this.seen.has(number + i)) throw new Damage(`page ${number + i} is used twice`);
      this.seen.add(number + i);
    }
    if (this.base && !this.base.has(number)) this.checkWritten(number, pages);
    const buf = this.file.read(number, pages * this.file.pageSize);
    if (Number(buf.readBigUInt64LE(0)) !== number) throw new Damage(`page ${number} has been overwritten`);
    return buf;
  }

  /** A page that only the newest commit uses must be of that commit; if it is an older one, the commit never was whole. */
  private checkWritten(number: number, pages: number): void {
    const { file, meta } = this;
    if ((number + pages) * file.pageSize > file.size) throw new Torn(`page ${number} was not written`);
    const head = file.read(number, HEADER_SIZE);
    const isEmpty = head.every((byte) => byte === 0);
    if (isEmpty || (Number(head.readBigUInt64LE(0)) === number && head.readBigUInt64LE(8) < meta.txn))
      throw new Torn(`page ${number} was not written`);
  }
}

/** The newest commit is not on disk as a whole. */
class Torn extends Damage {}
