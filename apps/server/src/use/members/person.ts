import type { Program } from '@laurel/contract';

/** Whom a fact is about: somebody with an account, a visitor, or nobody yet but an order. */
export interface Person {
  kind: 'account' | 'guest' | 'order';
  /** The shop's own id. */
  id: string;
}

/** How a person stands in the store: accounts by their own id, everybody else with a prefix that no account can have. */
export function storedId({ kind, id }: Person): string {
  if (kind !== 'account') return `${kind}:${id}`;
  return /^(account|guest|order):/.test(id) ? `account:${id}` : id;
}

/** The person behind a stored id. */
export function personOf(stored: string): Person {
  const [, prefix, id] = /^(account|guest|order):(.*)$/su.exec(stored) ?? [];
  if (prefix === undefined || id === undefined) return { kind: 'account', id: stored };
  return { kind: prefix as Person['kind'], id };
}

/** What the shop reads: an account by the shop's own id, a visitor as `guest:ID`. */
export function toldId(stored: string): string {
  const { kind, id } = personOf(stored);
  return kind === 'account' ? id : stored;
}

/** RULES 5: how a log begins when a fact of this person comes. */
export function enrolOf({ enrol }: Program, { kind }: Person): { guest: boolean; join: boolean } {
  const join = enrol === 'all' ? kind !== 'order' : enrol === 'account' && kind === 'account';
  return { guest: kind !== 'account', join };
}
