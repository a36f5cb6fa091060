import type { Condition, Program } from '@laurel/contract';
import { Query } from 'mingo';
import { dayOf, hourOf } from '../time/day.ts';

/** What a condition may ask about: the document that it is a query over. */
export interface Subject {
  event: Record<string, unknown>;
  member: { tier: string | null; orders: number; spent: number; attributes: Record<string, unknown> };
  time: { weekday: number; hour: number };
}

const queries = new WeakMap<object, Query>();

/** Whether a condition holds; one that is left out always does. */
export function holds(condition: Condition | undefined, subject: object): boolean {
  if (!condition) return true;
  let query = queries.get(condition);
  if (!query) {
    query = new Query(condition as never, {});
    queries.set(condition, query);
  }
  return query.test(subject as never);
}

/** The local time that conditions see, in the program's time zone. */
export function timeOf(timeZone: string, at: number): Subject['time'] {
  return { weekday: dayOf(timeZone, at).weekday, hour: hourOf(timeZone, at) };
}

const PREFIX = 'member.attributes.';
const asked = new WeakMap<Program, string[] | 'all'>();

/** Of a member's attributes those that the rules and campaigns of a program ask about: what an entry has to remember. */
export function attributesAsked(program: Program, attributes: Record<string, unknown>): Record<string, unknown> {
  let names = asked.get(program);
  if (!names) {
    names = namesIn([...program.rules, ...program.campaigns].map(({ when }) => when));
    asked.set(program, names);
  }
  if (names === 'all') return attributes;
  return Object.fromEntries(names.flatMap((name) => (name in attributes ? [[name, attributes[name]]] : [])));
}

function namesIn(conditions: unknown[]): string[] | 'all' {
  const names = new Set<string>();
  let all = false;
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [key, inner] of Object.entries(node)) {
      if (key.startsWith(PREFIX)) names.add(key.slice(PREFIX.length).split('.')[0] ?? '');
      else if (key === 'member' || key === 'member.attributes') all = true;
      walk(inner);
    }
  };
  walk(conditions);
  return all ? 'all' : [...names];
}
