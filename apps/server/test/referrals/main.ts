import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { startEmbeddedMongo } from '@laurel/embedded-mongodb';
import { pino } from 'pino';
import { openLaurel } from '../../src/start/laurel.ts';
import { FILES } from './story.ts';
import { printed, tablesOf } from './table.ts';

// Lives every labelled recommendation through the real thing and prints what became of each kind.
const households = (process.argv[2] ?? 'allow') as 'allow' | 'review' | 'refuse';
if (!['allow', 'review', 'refuse'].includes(households)) {
  console.error(
    'Usage: npm run referrals:risk [-- allow|review|refuse]   what becomes of households; by default `allow`',
  );
  process.exit(2);
}
const dataDir = await mkdtemp(join(tmpdir(), 'laurel-'));
const mongo = await startEmbeddedMongo({ dataDir });
const time = { now: Date.parse('2026-03-02T09:00:00Z') };
const laurel = await openLaurel(
  { mongodbUri: mongo.uri, dataDir: '', logLevel: 'silent' },
  { logger: pino({ level: 'silent' }), follow: false, now: () => time.now },
);
try {
  const tables = await tablesOf(laurel, time, FILES, households);
  for (const [name, table] of tables) console.log(`${printed(name, table)}\n`);
} finally {
  await laurel.close();
  await mongo.stop();
  await rm(dataDir, { recursive: true, force: true });
}
