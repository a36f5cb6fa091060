import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';

/**
 * What each file weighs, in bytes before gzip, which differs a little from one zlib to the next. A change of yours that moves a number is told here on purpose.
 */
const WEIGHTS: Record<string, number> = {
  'laurel.js': 1191,
  announce: 677,
  ar: 12338,
  badges: 2365,
  card: 3554,
  celebrate: 1588,
  challenges: 5448,
  change: 1214,
  checkout: 3286,
  common: 1424,
  core: 17175,
  de: 10087,
  deeds: 1956,
  earn: 2065,
  en: 9385,
  es: 9906,
  fr: 10431,
  gate: 1530,
  history: 1898,
  hub: 7110,
  join: 2568,
  kit: 4138,
  leaderboard: 8585,
  live: 4438,
  offers: 1712,
  open: 1952,
  panel: 1683,
  points: 4019,
  preview: 772,
  'product-points': 1942,
  qr: 4153,
  referral: 6470,
  rewards: 7541,
  settings: 1424,
  share: 2812,
  socket: 777,
  sums: 3306,
  survey: 4618,
  tier: 4127,
  toast: 3782,
  visitor: 258,
  'laurel.css': 1476,
};

/** The languages beside English. */
const FURTHER = ['fr', 'de', 'es', 'ar'];

/** What a shopper downloads at most, in bytes after gzip. */
const BUDGETS: [what: string, files: string[], most: number][] = [
  ['the loader', ['laurel.js'], 1_000],
  ['the stylesheet line', ['laurel.css'], 600],
  ['loader, core, store and points', ['laurel.js', 'core', 'points'], 10_000],
  // Random bytes that nothing makes smaller; it comes beside the core, and holds nobody up.
  ['the hashes of all files', ['sums'], 2_500],
  ['the leaderboard', ['leaderboard'], 4_000],
  ['the socket caller', ['socket'], 1_500],
  ['French', ['fr'], 4_500],
  ['German', ['de'], 4_500],
  ['Spanish', ['es'], 4_500],
  ['Arabic', ['ar'], 4_500],
];

let files: Rolldown.OutputBundle[string][];
/** Bytes after gzip, and before. */
const weights: Record<string, number> = {};
const lengths: Record<string, number> = {};

beforeAll(async () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const built = (await build({ root, logLevel: 'error', build: { write: false } })) as Rolldown.RolldownOutput[];
  files = built.flatMap(({ output }) => output);
  for (const file of files) {
    const name = file.fileName.replace(/-[\w-]{8}\.js$/, '');
    const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
    weights[name] = gzipSync(content, { level: 9 }).length;
    lengths[name] = content.length;
  }
});

describe('what a shopper downloads', () => {
  test.each(BUDGETS)('%s stays in its budget', (what, names, most) => {
    const sum = names.reduce((total, name) => total + (weights[name] ?? Number.NaN), 0);
    expect(
      sum,
      `${what} may weigh ${most} bytes and weighs ${sum}. Take something out, or move it to a lazy file.`,
    ).toBeLessThanOrEqual(most);
  });

  test('each file weighs what is written here', () => {
    const told = Object.entries(lengths).filter(([name, bytes]) => WEIGHTS[name] !== bytes);
    expect(
      lengths,
      `Hello! You changed the weight of ${told.map(([name, bytes]) => `${name} (${WEIGHTS[name] ?? 0} → ${bytes})`).join(', ')}. If it is worth it, write the new number here and say why in the commit.`,
    ).toEqual(WEIGHTS);
  });

  test('everything together, as a bundler packs it, stays in 48,000 bytes with one language', () => {
    const all = files.filter(({ fileName }) => !FURTHER.includes(fileName.slice(0, 2)));
    const content = all.map((file) => (file.type === 'chunk' ? file.code : file.source)).join('');
    expect(gzipSync(content, { level: 9 }).length).toBeLessThanOrEqual(48_000);
  });
});

describe('what is inside', () => {
  const modules = () => files.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));

  test('of ours only contract’s constants, and no zod', () => {
    expect(modules().filter((id) => /\/zod\//.test(id))).toEqual([]);
    const ours = modules().filter(
      (id) => /\/(packages|apps)\//.test(id) && !/packages\/widgets\/(src|node_modules)\//.test(id),
    );
    expect(ours.filter((id) => !/packages\/contract\/src\/constants\//.test(id))).toEqual([]);
    expect(ours.length).toBeGreaterThan(0);
  });

  test('each file but the loader and the stylesheet is named by its content', () => {
    for (const { fileName } of files) expect(fileName).toMatch(/^(laurel\.(js|css)|[\w.-]+-[\w-]{8}\.js)$/);
  });

  test('one Trusted Types policy is made, and it is ours', () => {
    const made = files.flatMap((file) =>
      file.type === 'chunk' ? (file.code.match(/createPolicy\([^,]*/g) ?? []) : [],
    );
    expect(made).toEqual(['createPolicy(`laurel`']);
  });

  test('no file writes style attributes or starts a worker of its own', () => {
    for (const file of files) {
      if (file.type === 'chunk') expect(file.code).not.toMatch(/ style="|styleMap|setAttribute\(.style/);
    }
  });
});
