import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../src/words/en.ts';

/**
 * What each file weighs, in bytes before gzip, which differs a little from one zlib to the next. A change of yours that moves a number is told here on purpose.
 */
const WEIGHTS: Record<string, number> = {
  ar: 12566,
  badges: 2331,
  board: 2089,
  card: 3307,
  celebrate: 1588,
  challenges: 5432,
  checkout: 3159,
  'community-goal': 3846,
  core: 12691,
  de: 9749,
  earn: 2424,
  es: 9492,
  fr: 10177,
  gate: 1388,
  history: 3866,
  hub: 6274,
  join: 2318,
  keys: 5962,
  kit: 8201,
  'laurel.css': 2023,
  'laurel.js': 1481,
  leaderboard: 8718,
  live: 2860,
  more: 4152,
  offers: 1503,
  over: 9651,
  own: 51106,
  page: 5648,
  panel: 2892,
  points: 4480,
  'product-points': 1682,
  qr: 3061,
  referral: 6788,
  rewards: 7826,
  share: 2237,
  shop: 12230,
  spin: 4014,
  streak: 5267,
  sums: 747,
  survey: 4157,
  tags: 1832,
  tier: 3851,
  toast: 3487,
};

/** The languages beside English. */
const FURTHER = ['fr', 'de', 'es', 'ar'];
/** What a page with words of its own fetches beside: what they stand for. */
const OWN = ['keys'];
/**
 * What a page with every tag fetches that is read in English: packs, which hold what their tags' own files hold, and the rest. In the order in
 * which they pack best.
 */
const EVERYTHING =
  'laurel.css leaderboard own points panel shop more over kit core page live celebrate qr board laurel.js tags sums'.split(
    ' ',
  );

/** What a shopper downloads at most, in bytes after gzip. */
const BUDGETS: [what: string, files: string[], most: number][] = [
  ['the loader', ['laurel.js'], 1_000],
  ['the stylesheet line', ['laurel.css'], 600],
  ['loader, core, store, points, and the table with their hashes', ['laurel.js', 'core', 'sums', 'points'], 10_000],
  ['the hashes of the other tags', ['tags'], 1_200],
  ['the leaderboard', ['leaderboard'], 4_000],
  ['live: the socket caller and what keeps a page current by it', ['live'], 1_500],
  ['what keeps a board current beside it', ['board'], 1_100],
  ['French', ['fr'], 4_500],
  ['German', ['de'], 4_500],
  ['Spanish', ['es'], 4_500],
  ['Arabic', ['ar'], 4_500],
  ['what the page’s own words stand for', ['keys'], 2_100],
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
    const name = nameOf(file.fileName);
    const content = Buffer.from(contentOf(file));
    weights[name] = gzipSync(content, { level: 9 }).length;
    lengths[name] = content.length;
  }
});

const nameOf = (fileName: string) => fileName.replace(/-[\w-]{8}\.js$/, '');
const contentOf = (file: Rolldown.OutputBundle[string]) => (file.type === 'chunk' ? file.code : file.source);
/** The tags' own files, but of those two that no pack holds. */
const single = () =>
  readdirSync(new URL('../src/elements', import.meta.url)).filter((name) => !/\.md$|^(points|leaderboard)$/.test(name));

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

  test('every file is one of those that all fetch, the page’s own words, a further language, or a tag by itself', () => {
    expect(Object.keys(lengths).sort()).toEqual([...EVERYTHING, ...OWN, ...FURTHER, ...single()].sort());
  });

  test('everything together with one language and a QR encoder stays in 48,000 bytes in one pack', () => {
    const content = EVERYTHING.map((name) => files.find(({ fileName }) => nameOf(fileName) === name)).map(
      (file) => file && contentOf(file),
    );
    expect(gzipSync(content.join(''), { level: 9 }).length).toBeLessThanOrEqual(48_000);
  });

  // Each file begins with an empty dictionary, which is a sixth more.
  test('everything together stays in 57,400 bytes, each file packed by itself as a browser fetches it', () => {
    const sum = EVERYTHING.reduce((total, name) => total + (weights[name] ?? Number.NaN), 0);
    expect(sum).toBeLessThanOrEqual(57_400);
  });

  test('a tag alone fetches at most 3,650 bytes of its own beside what every tag needs', () => {
    for (const name of single()) expect(weights[name], name).toBeLessThanOrEqual(3_650);
    const shared = ['laurel.js', 'core', 'kit', 'panel', 'tags'].reduce((sum, name) => sum + (weights[name] ?? 0), 0);
    expect(shared).toBeLessThanOrEqual(14_000);
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

  test('sentences are said as they are, and none by its key', () => {
    const keys = Object.keys(messages).filter((key) => key.includes('.'));
    for (const file of files.filter(({ fileName }) => !OWN.includes(nameOf(fileName)))) {
      const said = file.type === 'chunk' ? (file.code.match(/(?<=[`"'])[a-z_]+(\.[a-z_]+)+(?=[`"'])/g) ?? []) : [];
      expect(said.filter((text) => keys.includes(text))).toEqual([]);
      // Keys of one word are said where `say` stands before them.
      if (file.type === 'chunk') expect(file.code).not.toMatch(/\b(say|parts)\([`"'][a-z]+[`"']/);
    }
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
