import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openHouse } from './support/house.ts';

test('every metric that the dashboard names is told at /metrics', async () => {
  await using house = await openHouse();
  const { body } = await house.fetch('/metrics');
  const told = new Set([...String(body).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name));
  const text = readFileSync(new URL('../../../../docs/grafana/laurel.json', import.meta.url), 'utf8');
  const { panels } = JSON.parse(text) as { panels: { targets: { expr: string }[] }[] };
  const named = panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => [...expr.matchAll(/\b((?:laurel|process)_\w+)/g)].map(([, name = '']) => name)),
  );
  expect(named.length).toBeGreaterThan(10);
  for (const name of named) expect(told).toContain(name.replace(/_(bucket|count|sum)$/, ''));
  // And the other way: what is measured of ours is shown.
  const shown = new Set(named.map((name) => name.replace(/_(bucket|count|sum)$/, '')));
  for (const name of told) if (name?.startsWith('laurel_')) expect(shown).toContain(name);
});
