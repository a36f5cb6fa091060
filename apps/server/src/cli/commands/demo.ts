import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { pino } from 'pino';
import { readEnv } from '../../start/env.ts';
import { openLaurel } from '../../start/laurel.ts';
import { seedDemo } from '../demo/seed.ts';
import { startShop } from '../demo/shop.ts';
import { OperatorError } from '../fail.ts';
import { freePort, ROOMS, serve, untilStopped } from '../serve.ts';

const BOARDS_PATIENCE = 30_000;

/** `laurel demo` */
export function demoCommand(): Command {
  return new Command('demo')
    .description('Start the server with a small shop in front of it and a real year of trade behind it.')
    .action(async () => {
      const env = readEnv();
      const port = await freePort(env.port, env.host);
      // Somebody looks at this terminal: warnings only, unless they asked for more.
      const logger = pino(
        { level: process.env.LOG_LEVEL ? env.logLevel : 'warn', name: 'laurel' },
        pino.destination(2),
      );
      const laurel = await openLaurel(env, { logger });
      try {
        const demo = await seedDemo(laurel, join(ROOMS.storefront, 'demo'), env.dataDir, tellProgress());
        const shop = await startShop(ROOMS.storefront, demo, `http://127.0.0.1:${port}`, env.dataDir);
        const doors = await serve(laurel, env, { port, shop });
        // The boards show the past from the first look on; on a very slow machine they fill while one looks.
        await doors.projector.settled(BOARDS_PATIENCE).catch(() => {});
        process.stdout.write(
          [
            '',
            'The shop is open.',
            '',
            `  Shop     ${doors.url}`,
            `  API      ${doors.url}/docs`,
            `  Health   ${doors.url}/readyz`,
            `  Data     ${laurel.opened.kind === 'mongodb' ? 'MONGODB_URI' : env.dataDir}`,
            '',
            'Open it in two windows side by side: buy in one, and the board in the other moves. Ctrl-C stops it.',
            '',
          ].join('\n'),
        );
        const died = await Promise.race([untilStopped().then(() => null), shop.ended.then((code) => ({ code }))]);
        await shop.stop();
        await doors.close();
        if (died)
          throw new OperatorError(`The demo shop ended by itself with status ${died.code}; what it said stands above.`);
      } finally {
        await laurel.close();
      }
    });
}

/** A line now and then while the past is brought in: the first start takes a moment. */
function tellProgress(): (facts: number) => void {
  let told = 0;
  return (facts) => {
    if (facts - told < 500) return;
    told = facts;
    process.stdout.write(`Bringing in a year of trade: ${facts.toLocaleString('en')} facts …\n`);
  };
}
