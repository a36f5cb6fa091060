import { expect, test } from 'vitest';
import { copyState } from '../../src/index.ts';
import { Chance } from './chance.ts';
import { Fold } from './folds/fold.ts';
import { goods } from './folds/goods.ts';
import { people } from './folds/people.ts';
import { playing } from './folds/playing.ts';
import { points } from './folds/points.ts';
import { rising } from './folds/rising.ts';

const kinds = { ...points, ...goods, ...rising, ...playing, ...people };

test('a log that was folded once folds to the same state for ever, or FOLD_VERSION is raised', async () => {
  const first = new Fold(new Chance(31), kinds, null);
  const lines = Array.from({ length: 420 }, () => first.next()).flat();
  const second = new Fold(new Chance(32), kinds, copyState(first.state));
  lines.push(
    '',
    'another',
    ...Array.from({ length: 420 }, (_, n) => second.next(n % 90 === 60 ? 'absorb' : undefined)).flat(),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('tables/folds.txt');
});
