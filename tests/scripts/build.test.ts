import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Project } from './project.ts';

test('a room is built once, and again only when its sources change, or those of a room below it', async () => {
  using project = new Project();
  expect(await project.build()).toEqual(['@tiny/server']);
  expect(await project.build()).toEqual([]);

  project.write('apps/server/src/more.mjs', 'export {};\n');
  expect(await project.build()).toEqual(['@tiny/server']);

  project.write('packages/word/src/word.mjs', `export const word = 'two';\n`);
  expect(await project.build()).toEqual(['@tiny/server']);
  expect(await project.build()).toEqual([]);
});

test('what no build reads makes nothing stale', async () => {
  using project = new Project();
  await project.build();
  project.write('apps/server/README.md', 'A room.\n');
  project.write('apps/server/test/a.test.mjs', 'export {};\n');
  project.write('packages/word/src/word.test.mjs', 'export {};\n');
  expect(await project.build()).toEqual([]);
});

test('a build whose output is no longer whole is made again', async () => {
  using project = new Project();
  await project.build();
  rmSync(join(project.path, 'apps/server/dist/laurel.js'));
  expect(await project.build()).toEqual(['@tiny/server']);
});

test('a build that fails shows the end of its log and what to do, and is tried again', async () => {
  using project = new Project();
  project.write('apps/server/build.mjs', `console.error('the roof is missing'); process.exit(3);`);
  for (const _ of [1, 2]) {
    const failure = await project.build().then(
      () => '',
      (error: { stderr: string }) => error.stderr,
    );
    expect(failure).toContain('@tiny/server could not be built.');
    expect(failure).toContain('    the roof is missing');
    expect(failure).toContain('.cache/logs/build-server.log');
    expect(failure).toContain('What to do: ');
    expect(failure).not.toContain('    at ');
  }
});
