import process from 'node:process';
import { pino } from 'pino';
import { openLaurel } from '../../../src/start/laurel.ts';
import { act, type Scenario } from './scenarios.ts';

/** What a test tells this program to do, as its one argument. */
export interface Order {
  uri: string;
  program: string;
  scenario: Scenario;
  /** After how many steps the process kills itself; null: never. */
  after: number | null;
}

// A real process that acts once and dies where it is told to, as a power cut would have it.
const { uri, program: id, scenario, after } = JSON.parse(process.argv[2] ?? '{}') as Order;
const steps: string[] = [];
const laurel = await openLaurel(
  { mongodbUri: uri, dataDir: '', logLevel: 'silent' },
  {
    logger: pino({ level: 'silent' }),
    follow: false,
    step(name) {
      steps.push(name);
      if (steps.length === after) {
        process.stdout.write(JSON.stringify({ steps }), () => process.kill(process.pid, 'SIGKILL'));
        // Nothing further happens in this process.
        return new Promise(() => {});
      }
      return undefined;
    },
  },
);
const program = await laurel.programs.byId(id);
if (!program) throw new Error(`there is no program ${id}`);
const answer = await act({ laurel, program }, scenario);
await laurel.effects.idle();
process.stdout.write(JSON.stringify({ steps, answer }));
await laurel.close();
