import process from 'node:process';
import { Command } from 'commander';
import { readEnv } from '../../start/env.ts';
import { openLaurel } from '../../start/laurel.ts';
import { serve, untilStopped } from '../serve.ts';

/** `laurel start` */
export function startCommand(): Command {
  return new Command('start')
    .description('Start the server. Ends gracefully on SIGINT and SIGTERM.')
    .action(async () => {
      const env = readEnv();
      const laurel = await openLaurel(env);
      try {
        const doors = await serve(laurel, env, env.shopUrl === null ? {} : { shop: { url: env.shopUrl } });
        const where = laurel.opened.kind === 'mongodb' ? 'MONGODB_URI' : env.dataDir;
        process.stdout.write(
          `Laurel is running.\n\n  API      ${doors.url}/docs\n  Health   ${doors.url}/readyz\n  Data     ${where}\n\nCtrl-C stops it.\n`,
        );
        await untilStopped();
        await doors.close();
      } finally {
        await laurel.close();
      }
    });
}
