import { createHash } from 'node:crypto';

const share = Number(process.env.LAUREL_MUTATE_SHARE ?? 1);
const seed = process.env.LAUREL_MUTATE_SEED ?? '1';

/** Changing all of the code makes it several times slower, so a sample is drawn in two steps: parts of files, and of those mutants. */
const PARTS = 6;

/** @param {unknown[]} place */
const lot = (...place) => createHash('sha256').update(JSON.stringify(place)).digest().readUInt32BE(0) / 2 ** 32;

/** Below src, however the path begins: reports name files by `src/…`. @param {string} file */
const short = (file) => file.replace(/^(.*\/)?src\//, '');

/**
 * Whether mutants are drawn from a part of a file, such as a function.
 * @param {string} file
 * @param {{ line: number, column: number }} start
 */
export function isPartDrawn(file, { line, column }) {
  return lot(seed, 'part', short(file), line, column) < share * PARTS;
}

/**
 * Whether a mutant of a part that was drawn is one of those that are tried: all of the engine have the same chance. The same seed draws the
 * same ones as long as the code stands.
 * @param {string} file
 * @param {{ replacement?: string, mutatorName: string, location: { start: { line: number, column: number } } }} mutant
 * @param {{ share?: number, seed?: string }} [how]
 */
export function isDrawn(file, { replacement, mutatorName, location: { start } }, how = {}) {
  const of = how.share ?? share;
  return (
    lot(how.seed ?? seed, short(file), mutatorName, start.line, start.column, replacement) <
    of / Math.min(1, of * PARTS)
  );
}
