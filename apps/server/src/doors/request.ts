import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What everything that answers one request knows of it. */
export interface RequestScope {
  /** Under which the log has this request. */
  readonly id: string;
  /** Calls refused inside a batch set it, so that the whole answer can say when to come back, in seconds. */
  retryAfter: number | null;
  /** Bytes that the body may have, where a door has said so. */
  bodyLimit: number | null;
}

const scopes = new WeakMap<IncomingMessage, RequestScope>();

/**
 * The scope of a request. It is handed on and not kept in an AsyncLocalStorage, whose hooks make every promise of the process dearer
 * (decision 0610).
 */
export function scopeOf(request: IncomingMessage): RequestScope {
  const known = scopes.get(request);
  return known ?? openScope(request, randomUUID());
}

/** Gives a request its id. */
export function openScope(request: IncomingMessage, id: string): RequestScope {
  const scope: RequestScope = { id, retryAfter: null, bodyLimit: null };
  scopes.set(request, scope);
  return scope;
}
