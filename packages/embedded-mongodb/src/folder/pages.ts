import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The part of LMDB's file format that checking it needs; all numbers little-endian. */
export const HEADER_SIZE = 24;
export const FLAG = { branch: 1, leaf: 2, overflow: 4, meta: 8, leaf2: 0x20 } as const;
export const NODE = { big: 1, sub: 2 } as const;
const MAGIC = 0xbeefc0de;
const NO_PAGE = 0xffffffffffffffffn;

export interface Tree {
  readonly depth: number;
  readonly branches: number;
  readonly leaves: number;
  readonly overflows: number;
  readonly entries: number;
  readonly root: number | undefined;
}

export interface Meta {
  readonly pageSize: number;
  readonly version: number;
  readonly free: Tree;
  readonly main: Tree;
  readonly lastPage: number;
  readonly txn: bigint;
}

/** An entry of a page, by where its parts are: making buffers of them all would take longer than all else. */
export interface Node {
  readonly page: Buffer;
  readonly keyAt: number;
  readonly dataAt: number;
  readonly end: number;
  readonly flags: number;
  /** Of a branch the page below; of a leaf the size of its data. */
  readonly child: number;
}

/** A sentence about what is wrong with a file. */
export class Damage extends Error {}

export function parseTree(buf: Buffer, at: number): Tree {
  const root = buf.readBigUInt64LE(at + 40);
  const n = (offset: number): number => Number(buf.readBigUInt64LE(at + offset));
  return {
    depth: buf.readUInt16LE(at + 6),
    branches: n(8),
    leaves: n(16),
    overflows: n(24),
    entries: n(32),
    root: root === NO_PAGE ? undefined : Number(root),
  };
}

export function parseMeta(page: Buffer): Meta {
  if (page.length < 176) throw new Damage('it is cut off within its first page');
  if (page.readUInt32LE(24) !== MAGIC || (page.readUInt16LE(18) & FLAG.meta) === 0)
    throw new Damage('its header is not that of a store');
  return {
    version: page.readUInt32LE(28),
    pageSize: page.readUInt32LE(48),
    free: parseTree(page, 48),
    main: parseTree(page, 96),
    lastPage: Number(page.readBigUInt64LE(144)),
    txn: page.readBigUInt64LE(152),
  };
}

/** Reads pages of a file by number. */
export class PageFile {
  private readonly fd: number;
  private isOpen = true;
  readonly size: number;
  pageSize = 4096;

  constructor(path: string) {
    this.fd = openSync(path, 'r');
    this.size = fstatSync(this.fd).size;
  }

  /** So many bytes from the beginning of a page. */
  read(page: number, bytes = this.pageSize): Buffer {
    const buf = Buffer.allocUnsafe(bytes);
    const at = page * this.pageSize;
    if (at + bytes > this.size || readSync(this.fd, buf, 0, bytes, at) !== bytes)
      throw new Damage(`it ends before page ${page}`);
    return buf;
  }

  close(): void {
    if (this.isOpen) closeSync(this.fd);
    this.isOpen = false;
  }
}

/** The nodes of a branch or leaf page, each within the page. */
export function nodesOf(page: Buffer, number: number): Node[] {
  const lower = page.readUInt16LE(20);
  const upper = page.readUInt16LE(22);
  const room = page.length - HEADER_SIZE;
  if (lower > upper || upper > room || lower % 2 !== 0) throw new Damage(`page ${number} contradicts itself`);
  const isLeaf = (page.readUInt16LE(18) & FLAG.leaf) !== 0;
  return Array.from({ length: lower >> 1 }, (_, i) => {
    const at = HEADER_SIZE + page.readUInt16LE(HEADER_SIZE + i * 2);
    if (at < HEADER_SIZE + upper || at + 8 > page.length)
      throw new Damage(`page ${number} has an entry outside of itself`);
    const low = page.readUInt32LE(at);
    const flags = page.readUInt16LE(at + 4);
    const keySize = page.readUInt16LE(at + 6);
    const dataAt = at + 8 + keySize;
    const dataSize = !isLeaf ? 0 : flags & NODE.big ? 24 : low;
    if (dataAt + dataSize > page.length) throw new Damage(`page ${number} has an entry that runs over its end`);
    return {
      page,
      keyAt: at + 8,
      dataAt,
      end: dataAt + dataSize,
      flags: isLeaf ? flags : 0,
      child: isLeaf ? low : flags * 2 ** 32 + low,
    };
  });
}

/** Compares the keys of two entries. */
export const compareKeys = (a: Node, b: Node): number => a.page.compare(b.page, b.keyAt, b.dataAt, a.keyAt, a.dataAt);
