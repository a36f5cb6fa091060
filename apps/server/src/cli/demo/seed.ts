import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Program } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { importEvents } from '../../use/import/import.ts';
import { createKey } from '../../use/keys/create.ts';
import { putMember } from '../../use/members/put.ts';
import { createProgram } from '../../use/programs/create.ts';
import { OperatorError } from '../fail.ts';
import { movedDates, shifted, shiftOf } from './history.ts';
import { type DemoFile, readDemoFile, writeDemoFile } from './keys.ts';

/** A shopper whom a visitor of the demo may sign in as. */
interface Shopper {
  externalId: string;
  name: string;
  locale: string;
  alias?: string;
}

export interface Demo {
  program: PublishedProgram;
  keys: DemoFile;
  shoppers: Shopper[];
}

/**
 * Gives the demo its program, its keys and its past: an excerpt of a real shop's year that ends some minutes before now.
 * A second start finds all of it; one that was interrupted goes on.
 * @param folder where `program.json`, `shoppers.json` and `events.ndjson.gz` lie
 */
export async function seedDemo(
  laurel: Laurel,
  folder: string,
  dataDir: string,
  onProgress: (facts: number) => void,
): Promise<Demo> {
  const shoppers = JSON.parse(await readFile(join(folder, 'shoppers.json'), 'utf8')) as Shopper[];
  const file = join(folder, 'events.ndjson.gz');
  const keys =
    (await knownDemo(laurel, dataDir)) ?? (await newDemo(laurel, folder, dataDir, await shiftOf(file, laurel.now())));
  const program = await laurel.programs.byId(keys.program);
  if (!program)
    throw new OperatorError(`The demo's program is gone from the store; remove ${dataDir} and start again.`);
  if (!keys.seeded) {
    const summary = await importEvents(laurel, program, shifted(file, keys.shift), { strict: true, onProgress });
    if (summary.stopped)
      throw new OperatorError(`The demo's history broke off at line ${summary.stopped.line}: ${summary.stopped.why}`);
    for (const { externalId, name, locale, alias } of shoppers) {
      await putMember(laurel, program, externalId, { name, locale, ...(alias === undefined ? {} : { alias }) });
    }
    await writeDemoFile(dataDir, { ...keys, seeded: true });
  }
  return { program, keys, shoppers };
}

/** The demo of an earlier start, if the store still has it. */
async function knownDemo(laurel: Laurel, dataDir: string): Promise<DemoFile | null> {
  const found = await readDemoFile(dataDir);
  return found && (await laurel.programs.byId(found.program)) ? found : null;
}

async function newDemo(laurel: Laurel, folder: string, dataDir: string, shift: number): Promise<DemoFile> {
  const document = Program.parse(movedDates(JSON.parse(await readFile(join(folder, 'program.json'), 'utf8')), shift));
  const left = await laurel.store.programs.findOne({ name: document.name }).lean();
  const made = left
    ? {
        program: left._id,
        secretKey: (await createKey(laurel, left._id, { kind: 'secret', name: 'demo', scope: 'admin' })).plain,
        signingSecret: (await createKey(laurel, left._id, { kind: 'signing', name: 'demo', scope: 'admin' })).plain,
      }
    : await createProgram(laurel, document).then((created) => ({ ...created, program: created.program.id }));
  const demo = {
    program: made.program,
    secretKey: made.secretKey,
    signingSecret: made.signingSecret,
    shift,
    seeded: false,
  };
  await writeDemoFile(dataDir, demo);
  return demo;
}
