import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../scripts/lib/root.mjs';
import { violations } from './floors/check.ts';
import { doors, rooms, sources } from './floors/rooms.ts';
import { floors } from './floors/rules.ts';

describe('the floors', () => {
  test('every room has rules, and every rule a room', () => {
    expect(rooms().sort()).toEqual(Object.keys(floors).sort());
  });

  test.each(rooms())('%s imports only what lies below it', (room) => {
    const found = sources(room).flatMap((file) => violations(file, read(file)));
    expect(found).toEqual([]);
  });

  test.each(rooms())('%s says at its door what lives there, and every door within, in five lines at most', (room) => {
    const lengths = doors(room).map((file) => ({ file, lines: linesOf(file) }));
    expect(lengths.map(({ file }) => file)).toContain(`${room}/README.md`);
    expect(lengths.filter(({ lines }) => lines < 1 || lines > 5)).toEqual([]);
  });
});

function linesOf(file: string): number {
  return read(file)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

describe('the checker catches', () => {
  const caught: [string, string, string][] = [
    ['a way up', 'packages/engine/src/a.ts', `import { x } from '@laurel/server';`],
    ['a way up by type', 'packages/engine/src/a.ts', `import type { X } from '@laurel/server';`],
    ['a neighbour', 'packages/engine/src/a.ts', `import { x } from '@laurel/widgets';`],
    ['an export from above', 'packages/engine/src/a.ts', `export * from '@laurel/server';`],
    ['a late import', 'packages/engine/src/a.ts', `const x = await import('@laurel/server');`],
    ['a type written as an import', 'packages/engine/src/a.ts', `let x: import('@laurel/server').X;`],
    ['a path into another room', 'apps/server/src/a.ts', `import { x } from '../../../packages/engine/src/x.ts';`],
    ['a path into another room from a test', 'apps/server/test/a.test.ts', `import '../../storefront/src/x.ts';`],
    ['a library in contract', 'packages/contract/src/a.ts', `import { ObjectId } from 'bson';`],
    ['node in contract', 'packages/contract/src/a.ts', `import { join } from 'node:path';`],
    ['zod among the constants', 'packages/contract/src/constants/a.ts', `import { z } from 'zod';`],
    ['a schema among the constants', 'packages/contract/src/constants/a.ts', `import { s } from '../schema.ts';`],
    ['zod at run time in a widget', 'packages/widgets/src/a.ts', `import { Member } from '@laurel/contract';`],
    ['a type imported at run time', 'packages/widgets/src/a.ts', `import { type Member } from '@laurel/contract';`],
    ['the engine in a widget', 'packages/widgets/src/a.ts', `import type { State } from '@laurel/engine';`],
    ['the server in the node client', 'packages/node/src/a.ts', `import { router } from '@laurel/server';`],
    ['the store outside the start-up', 'apps/server/src/api/a.ts', `import { start } from '@laurel/embedded-mongodb';`],
    ['ours in the store', 'packages/embedded-mongodb/src/a.ts', `import { id } from '@laurel/contract';`],
    ['Laurel in the shop', 'apps/storefront/src/a.ts', `import { x } from '@laurel/contract';`],
    ['files in the engine', 'packages/engine/src/a.ts', `import { readFileSync } from 'node:fs';`],
    ['files in the engine, the old way', 'packages/engine/src/a.ts', `import { readFileSync } from 'fs';`],
    ['the clock in the engine', 'packages/engine/src/a.ts', `const at = Date.now();`],
    ['the clock by another name', 'packages/engine/src/a.ts', `const at = Date['now']();`],
    ['a date of now', 'packages/engine/src/a.ts', `const at = new Date();`],
    ['the calendar of now', 'packages/engine/src/a.ts', `const at = Temporal.Now.instant();`],
    ['chance', 'packages/engine/src/a.ts', `const n = Math.random();`],
    ['a log', 'packages/engine/src/a.ts', `console.log(1);`],
    ['the environment', 'packages/engine/src/a.ts', `const { env } = process;`],
    ['the global object', 'packages/engine/src/a.ts', `globalThis['console'].log(1);`],
    ['a timer', 'packages/engine/src/a.ts', `setTimeout(() => 1, 1);`],
    ['a room without rules', 'packages/attic/src/a.ts', `export {};`],
  ];

  test.each(caught)('%s', (_, file, line) => {
    expect(violations(file, `\n${line}\n`)).toEqual([expect.stringMatching(new RegExp(`^${file}:[12] `))]);
  });

  const allowed: [string, string, string][] = [
    ['the language', 'packages/engine/src/a.ts', `import { Member } from '@laurel/contract';`],
    ['a given date', 'packages/engine/src/a.ts', `const at = new Date(1); const s = Date.UTC(2020, 1);`],
    [
      'a field named like the world',
      'packages/engine/src/a.ts',
      `const x = { process: 1 }; x.process; interface A { window: string }`,
    ],
    [
      'a type of the router',
      'packages/widgets/src/a.ts',
      `import type { AppRouter } from '@laurel/server/storefront';`,
    ],
    ['constants in a widget', 'packages/widgets/src/a.ts', `import { x } from '@laurel/contract/constants';`],
    ['the store at the start-up', 'apps/server/src/start/a.ts', `import { start } from '@laurel/embedded-mongodb';`],
    ['the store in a test', 'apps/server/test/a.test.ts', `import { start } from '@laurel/embedded-mongodb';`],
    ['the clock in a test', 'packages/engine/test/a.test.ts', `const at = Date.now();`],
    ['the clock in the server', 'apps/server/src/a.ts', `const at = Date.now();`],
    [
      'a tool at the root in a test',
      'packages/widgets/e2e/a.e2e.ts',
      `import { x } from '../../../scripts/lib/chromium.mjs';`,
    ],
  ];

  test.each(allowed)('but not %s', (_, file, line) => {
    expect(violations(file, line)).toEqual([]);
  });
});
