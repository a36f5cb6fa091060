import type { PointsView, ReportView, ShareView } from '@laurel/contract';
import type { TokenSource } from '../store/identity.ts';
import type { State, Strings } from '../store/state.ts';

/** What is told when something has changed. */
export interface Change {
  program: string;
  state: State;
}

/** What `on` hears, by its name. Each is also an event `laurel-<name>` of the document, with this as its `detail`. */
export interface Told {
  change: Change;
  /** It was settled who the shopper is, or it is somebody else now. */
  identity: { program: string; identity: State['identity'] };
  /** The points of one and the same member have changed. */
  points: { program: string; before: PointsView; after: PointsView };
}

/** `window.laurel` once it is there. Before, it is an array of functions that take this. */
export interface Laurel {
  /** Runs each function at once, as the array did later. One that throws does not keep the others from running. */
  push(...tasks: ((laurel: Laurel) => void)[]): number;
  /** Fulfilled when the first program has answered. */
  readonly ready: Promise<void>;
  /** @returns what stops the listening */
  on<Name extends keyof Told>(name: Name, listener: (told: Told[Name]) => void): () => void;
  /** Says who the shopper is: a member token, or a function that fetches one and is asked again before it runs out. */
  identify(source: TokenSource, program?: string): void;
  /** A guest again. What was asked for before is dropped. */
  logout(program?: string): void;
  /** Opens the hub, at one of its views where one is named. A page without a `laurel-hub` is given one. */
  open(view?: string, program?: string): void;
  close(): void;
  /**
   * Reports what this browser saw, of the kinds that the program takes from browsers. The same `key` counts once; by
   * default each call is another.
   * @throws a failure with `code` (rejects), `unauthorized` for guests
   */
  track(
    type: string,
    data?: Record<string, unknown>,
    options?: { key?: string; program?: string },
  ): Promise<ReportView>;
  /** The member's own link to a product; `url` is by default this page. Rejects as `track` does. */
  share(product: string, options?: { url?: string; program?: string }): Promise<ShareView>;
  /** Says that this visitor came by a shared link. By itself where the page's address has `?share=`. */
  arrive(code: string, program?: string): Promise<void>;
  /**
   * The member is at a place and scanned, or typed, the code that it shows. By itself where the page's address has `?visit=PLACE.CODE`.
   * @throws a failure with `code` (rejects): `refused` (`code_expired`, `cooldown`), `unauthorized` for guests
   */
  visit(place: string, code: string, program?: string): Promise<ReportView>;
  /** `locale`: instead of the page's language. `strings`: words by key, or by language and key. */
  set(settings: { locale?: string; strings?: Strings }): void;
}
