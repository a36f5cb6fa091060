import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

interface RequestScope {
  id: string;
  /** Calls refused inside a batch set it, so that the whole answer can say when to come back, in seconds. */
  retryAfter: number | null;
  /** Bytes that the body may have, where a door has said so. */
  bodyLimit: number | null;
}

const scope = new AsyncLocalStorage<RequestScope>();

/** Runs what belongs to one request: everything in it, however deep, knows the request's id. */
export function inRequest<Result>(id: string, run: () => Result): Result {
  return scope.run({ id, retryAfter: null, bodyLimit: null }, run);
}

/** The id under which the log has this request. */
export function requestIdOf(): string {
  return scope.getStore()?.id ?? randomUUID();
}

/** Remembers the longest wait that any call of this request asked for, in seconds. */
export function askToWait(seconds: number): void {
  const store = scope.getStore();
  if (store) store.retryAfter = Math.max(store.retryAfter ?? 0, seconds);
}

/** The wait that calls of this request asked for, in seconds, or null. */
export function waitOf(): number | null {
  return scope.getStore()?.retryAfter ?? null;
}

/** Says how many bytes the body of this request may have, so that a refusal can tell. */
export function limitBody(bytes: number): void {
  const store = scope.getStore();
  if (store) store.bodyLimit = bytes;
}

export function bodyLimitOf(): number | null {
  return scope.getStore()?.bodyLimit ?? null;
}
