import type { HookDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';

/** How long what is known of a program's webhooks is good, in milliseconds: entries are many, and webhooks few. */
const GOOD = 1_000;

const stores = new WeakMap<Store, Map<string, { asked: number; hooks: Promise<HookDocument[]> }>>();

/** The webhooks of a program, as of a moment ago at most. */
export function hooksOf(store: Store, program: string): Promise<HookDocument[]> {
  const known = stores.get(store) ?? new Map<string, { asked: number; hooks: Promise<HookDocument[]> }>();
  stores.set(store, known);
  const now = performance.now();
  const standing = known.get(program);
  if (standing && standing.asked + GOOD > now) return standing.hooks;
  const hooks = store.hooks.find({ program }).lean<HookDocument[]>().exec();
  hooks.catch(() => known.delete(program));
  known.set(program, { asked: now, hooks });
  return hooks;
}

/** Forgets what is known here of a program's webhooks, since one of them was changed. */
export function forgetHooks(store: Store, program: string): void {
  stores.get(store)?.delete(program);
}
