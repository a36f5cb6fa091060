import { parseArgs } from 'node:util';
import { runServer } from './serve/run.ts';
import { DEFAULTS } from './start/defaults.ts';

const HELP = `embedded-mongodb --data DIR [--port N] [--test-commands] [--oplog-entries N] [--oplog-bytes N]

Serves the folder DIR by MongoDB's wire protocol on a loopback port until it is stopped.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      'test-commands': { type: 'boolean', default: false },
      'oplog-entries': { type: 'string' },
      'oplog-bytes': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.data === undefined) {
    process.stdout.write(`${HELP}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const running = await runServer({
    dataDir: values.data,
    port: Number(values.port),
    testCommands: values['test-commands'],
    oplogMaxEntries: Number(values['oplog-entries'] ?? DEFAULTS.oplogMaxEntries),
    oplogMaxBytes: Number(values['oplog-bytes'] ?? DEFAULTS.oplogMaxBytes),
    log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
  });
  process.stdout.write(`${running.uri}\n`);
  const stop = (): void => {
    void running.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
