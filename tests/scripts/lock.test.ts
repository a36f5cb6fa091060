import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Project } from './project.ts';

const execute = promisify(execFile);

const turn = `import { appendFileSync } from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';
  import { alone } from './scripts/lib/lock.mjs';
  await alone(() => {}, async () => {
    appendFileSync('turns', 'in ');
    await sleep(30);
    appendFileSync('turns', 'out ');
  });`;

test('commands that prepare the project at once take turns', async () => {
  using project = new Project();
  const program = project.program(turn);
  await Promise.all([1, 2, 3].map(() => execute(process.execPath, [program], { cwd: project.path })));
  expect(readFileSync(join(project.path, 'turns'), 'utf8')).toBe('in out in out in out ');
});

test('a turn whose process was killed is given on', async () => {
  using project = new Project();
  const dead = await execute(process.execPath, ['-p', 'process.pid']);
  project.write('.cache/preparing.pid', dead.stdout.trim());
  await execute(process.execPath, [project.program(turn)], { cwd: project.path });
  expect(readFileSync(join(project.path, 'turns'), 'utf8')).toBe('in out ');
});
