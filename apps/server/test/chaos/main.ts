// `npm run chaos`: see `--help`.
import { randomInt } from 'node:crypto';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { overload } from './overload.ts';
import { chaos } from './run.ts';

const HELP = `npm run chaos -- [options]

Two server processes and their store, killed and stalled at random; a bad line between them; writers that retry; pages that are cut off.
Afterwards everything is held against what was acknowledged. Ends with status 1 when anything is not as it must be.

  --ops N        operations, 100000 unless told
  --long         a million operations
  --minutes N    begins nothing further after so many minutes, and looks at what was done; as long as it takes unless told
  --seed N       repeats the choices of a run
  --writers N    operations under way at once, 128 unless told
  --pages N      pages that look on, 24 unless told
  --cuts N       how often each page is cut off at least, 1000 unless told
  --seasons N    seasons of a board that end while it storms, 2 minutes each, 5 unless told; 0 with fewer than 20000 operations
  --every N      operations between two misfortunes of one server at most, 1500 unless told

npm run chaos -- overload --minutes N

More requests than a process takes on, for so many minutes (10 unless told); memory must end where it began.

MONGODB_URI names another store than an embedded one: one host, which takes writes, without authentication.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ops: { type: 'string' },
    long: { type: 'boolean', default: false },
    seed: { type: 'string' },
    writers: { type: 'string', default: '128' },
    pages: { type: 'string', default: '24' },
    cuts: { type: 'string', default: '1000' },
    seasons: { type: 'string' },
    every: { type: 'string', default: '1500' },
    minutes: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const began = Date.now();
const say = (line: string) =>
  void process.stdout.write(`${((Date.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${line}\n`);
if (positionals[0] === 'overload') {
  const found = await overload(Number(values.minutes ?? 10), say);
  process.stdout.write(found.length === 0 ? 'Memory is where it began.\n' : `${found.slice(0, 20).join('\n')}\n`);
  process.exit(found.length === 0 ? 0 : 1);
}
const pages = numberOf('pages', values.pages);
const every = Math.max(2, numberOf('every', values.every));
const ops = values.ops === undefined ? (values.long ? 1_000_000 : 100_000) : numberOf('ops', values.ops);
const seasons = values.seasons === undefined ? (ops < 20_000 ? 0 : 5) : numberOf('seasons', values.seasons);
const { faults, counts } = await chaos({
  ops,
  minutes: values.minutes === undefined ? Number.POSITIVE_INFINITY : numberOf('minutes', values.minutes),
  seed: values.seed === undefined ? randomInt(2 ** 32) : numberOf('seed', values.seed),
  writers: numberOf('writers', values.writers),
  browsers: pages,
  seasons: { count: seasons, seconds: 120 },
  cuts: numberOf('cuts', values.cuts),
  every: { from: Math.ceil(every / 15), to: every },
  logs: fileURLToPath(new URL('../../../../.cache/chaos', import.meta.url)),
  say,
});
const width = Math.max(...Object.keys(counts).map((name) => name.length));
const rows = Object.entries(counts).map(([name, n]) => `  ${name.padEnd(width)}  ${n.toLocaleString('en')}`);
process.stdout.write(`\n${rows.join('\n')}\n\n`);
for (const fault of faults.slice(0, 100)) process.stdout.write(`FAULT  ${fault}\n`);
process.stdout.write(
  faults.length === 0
    ? 'Nothing was lost, nothing was counted twice, nothing was invented.\n'
    : `${faults.length} faults. The same choices again: npm run chaos -- --seed ${counts.seed}; logs are in .cache/chaos.\n`,
);
process.exit(faults.length === 0 ? 0 : 1);

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  process.stderr.write(`--${name} is a whole number, and "${text}" is none.\n`);
  process.exit(2);
}
