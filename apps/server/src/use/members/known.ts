import type { Store } from '../../store/store.ts';

const MOST = 100_000;

/** Member ids by stored id, and the other way. A claim never changes hands, so what is known stays true. */
class Known {
  private readonly ids = new Map<string, string>();
  private readonly stored = new Map<string, string>();

  get(stored: string): string | undefined {
    return this.ids.get(stored);
  }

  /** Under which stored id a member came to be known, unless they were erased since. */
  storedId(member: string): string | undefined {
    return this.stored.get(member);
  }

  set(stored: string, member: string): void {
    if (this.ids.size >= MOST) {
      this.ids.clear();
      this.stored.clear();
    }
    this.ids.set(stored, member);
    this.stored.set(member, stored);
  }
}

const stores = new WeakMap<Store, Map<string, Known>>();

/** What this process knows of a program's members. */
export function knownOf(store: Store, program: string): Known {
  const programs = stores.get(store) ?? new Map<string, Known>();
  stores.set(store, programs);
  const known = programs.get(program) ?? new Known();
  programs.set(program, known);
  return known;
}
