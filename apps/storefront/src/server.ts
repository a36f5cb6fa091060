import process from 'node:process';
import pino from 'pino';
import { ConfigError, readConfig } from './start/config.ts';
import { openShop } from './start/shop.ts';
import { StoreError } from './store/store.ts';

/** What somebody can mend: a sentence is enough. All else shows where it came from. */
function explain(error: unknown): string {
  const { code, port, message, stack } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof ConfigError || error instanceof StoreError) return message;
  if (code === 'EADDRINUSE') return `Port ${port} is taken; set PORT to another one, or to 0 for any free one.`;
  return stack ?? String(error);
}

try {
  const config = readConfig(process.env);
  const logger = pino({ name: 'storefront', level: config.LOG_LEVEL });
  const shop = await openShop(config, logger);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void shop.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  // Without the process that started it, nobody leads anybody here.
  process.once('disconnect', stop);
  logger.info({ port: shop.port, url: `http://${config.HOST}:${shop.port}` }, 'the shop is open');
  process.send?.({ ready: true, port: shop.port });
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
