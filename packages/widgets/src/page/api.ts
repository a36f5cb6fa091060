import type { TokenSource } from '../store/identity.ts';
import type { State, Strings } from '../store/state.ts';

/** What is told when something has changed. */
export interface Change {
  program: string;
  state: State;
}

/** `window.laurel` once it is there. Before, it is an array of functions that take this. */
export interface Laurel {
  /** Runs each function at once, as the array did later. */
  push(...tasks: ((laurel: Laurel) => void)[]): number;
  /** Fulfilled when the first program has answered. */
  readonly ready: Promise<void>;
  /** @returns what stops the listening */
  on(type: 'change', listener: (change: Change) => void): () => void;
  /** Says who the shopper is: a member token, or a function that fetches one and is asked again before it runs out. */
  identify(source: TokenSource, program?: string): void;
  /** A guest again. */
  logout(program?: string): void;
  /** `locale`: instead of the page's language. `strings`: words by key, or by language and key. */
  set(settings: { locale?: string; strings?: Strings }): void;
}
