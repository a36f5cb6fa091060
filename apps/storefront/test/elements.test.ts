import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test('the shop uses every element that there is', () => {
  const elements = readdirSync(at('../../../packages/widgets/src/elements/'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `laurel-${name}`);
  const used = readdirSync(at('../src/'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readFileSync(join(at('../src/'), name), 'utf8').match(/<laurel-[a-z-]+/g) ?? []);
  expect(elements.filter((tag) => !used.includes(`<${tag}`))).toEqual([]);
});
