import type { Program } from '@laurel/contract';
import type { BoardOf } from '../earn/program.ts';
import type { Entry } from '../log/entry.ts';
import { isOrderChange } from '../order/fact.ts';

interface Concerns {
  metrics: Map<string, BoardOf[]>;
  events: Map<string, BoardOf[]>;
}

const known = new WeakMap<Program, Concerns>();

/** The metric that a board counts, or the kind of event whose facts it counts. */
export function sourceOf({
  score,
}: Pick<BoardOf, 'score'>): { metric: string } | { event: string; path: string | null } {
  if ('streak' in score) return { event: score.streak, path: null };
  if ('distinct' in score) return { event: score.on, path: pathOf(score.distinct) };
  if ('count' in score) return isMetric(score.count) ? { metric: score.count } : { event: score.count, path: null };
  const of = 'sum' in score ? score.sum : 'best' in score ? score.best : score.latest;
  return of.startsWith('data.') ? { event: score.on ?? '', path: pathOf(of) } : { metric: of };
}

/** The boards that an entry may move, so that its cost does not grow with all the others. */
export function boardsConcerned(program: Program, entry: Entry): Iterable<BoardOf> {
  const concerns = known.get(program) ?? sortOut(program);
  known.set(program, concerns);
  const found = new Set<BoardOf>();
  const add = (boards: BoardOf[] | undefined) => {
    for (const board of boards ?? []) found.add(board);
  };
  for (const change of entry.changes) if (change.kind === 'tallied') add(concerns.metrics.get(change.metric));
  const { fact, standing, kind } = entry;
  if (fact && kind === 'fact.judged') add(concerns.events.get(fact.type));
  if (standing && (kind === 'subject.handed_over' || (fact && isOrderChange(fact.type))))
    add(concerns.events.get('order.paid'));
  return found;
}

function sortOut({ boards }: Program): Concerns {
  const concerns: Concerns = { metrics: new Map(), events: new Map() };
  for (const board of boards) {
    const source = sourceOf(board);
    const [map, key] = 'metric' in source ? [concerns.metrics, source.metric] : [concerns.events, source.event];
    map.set(key, [...(map.get(key) ?? []), board]);
  }
  return concerns;
}

const METRICS: ReadonlySet<string> = new Set(['points.earned', 'spend', 'orders', 'challenges.completed']);

function isMetric(name: string): boolean {
  return METRICS.has(name);
}

function pathOf(field: string): string {
  return field.slice('data.'.length);
}
