import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Project } from './project.ts';

/** The launcher of a project, once its command has printed something. */
async function launch(project: Project, command: string, args: string[] = []) {
  project.write('apps/server/src/laurel.mjs', command);
  await project.build();
  const program = project.program(
    `import { orExplain } from './scripts/lib/failure.mjs';
     import { handOver } from './scripts/lib/hand-over.mjs';
     await orExplain(() => handOver(process.argv.slice(2)));`,
  );
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
  });
  await once(child.stdout, 'data');
  return { child, status: async () => (await ended)[0], printed: () => printed };
}

async function twice(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await sleep(50);
  child.kill(signal);
}

test('the command gets its arguments and its exit status is kept', async () => {
  using project = new Project();
  const launched = await launch(project, `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;`, [
    'keys',
    '--name',
    'two words',
  ]);
  expect(await launched.status()).toBe(7);
  expect(JSON.parse(launched.printed())).toEqual(['keys', '--name', 'two words']);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'a %s that arrives twice stops the command once, and gracefully',
  async (signal) => {
    using project = new Project();
    const launched = await launch(
      project,
      `const work = setInterval(() => {}, 1000);
     process.once('${signal}', () => { console.log('stopping'); setTimeout(() => { console.log('stopped'); clearInterval(work); }, 300); });
     console.log('ready');`,
    );
    await twice(launched.child, signal);
    expect(await launched.status()).toBe(0);
    expect(launched.printed().split('\n')).toEqual(['ready', 'stopping', 'stopped', '']);
  },
);

test('a command that listens for no signal is ended by one', async () => {
  using project = new Project();
  const launched = await launch(project, `setInterval(() => {}, 1000); console.log('ready');`);
  launched.child.kill('SIGINT');
  expect(await launched.status()).toBe(130);
});
