import type { SnapshotInput, SnapshotPart, SnapshotView } from '@laurel/contract';
import type { Live } from '../live/live.ts';
import { failureOf } from '../page/failure.ts';
import { call } from '../wire/trpc.ts';
import { keepToken, type TokenSource, type Tokens } from './identity.ts';
import { type BoardQuestion, type Failure, keyOf, type State, type Strings } from './state.ts';

/** Codes after which asking again by itself may help. */
const PASSING = ['offline', 'internal', 'overloaded', 'store_unavailable', 'rate_limited'];
const LONGEST_TIMER = 2 ** 31 - 1;

export interface Store {
  readonly key: string;
  readonly origin: string;
  /** Address of the program's router. */
  readonly base: string;
  /** Whether it has been said who the shopper is. */
  readonly identified: boolean;
  state(): State;
  /** Hands down the state now and whenever it changes. @returns what stops it */
  take(question: BoardQuestion | null, taker: (state: State) => void, part?: SnapshotPart): () => void;
  /** Says that an element will come with this question, so that one request fills the page. */
  expect(question: BoardQuestion): void;
  /** The same for what only some elements show. */
  readonly parts: Set<SnapshotPart>;
  questions(): BoardQuestion[];
  /** How many elements are served. */
  takers(): number;
  /** `pushed`: it came by the connection, so that who listens need not look whether something else is looked at. */
  set(change: Partial<State>, pushed?: boolean): void;
  /** Hears of every change without being an element. */
  watch(listener: (state: State) => void): void;
  /** Another person, or the same again: what was asked for before is dropped. */
  identify(source: TokenSource): void;
  token: Tokens;
  /** Another number for another person: answers to questions of an older one are dropped. */
  readonly epoch: number;
  /** Asks the server; `all`: also for what is held. */
  ask(all?: boolean): void;
  /** Begins to listen for pushes. */
  listen(): void;
}

export function createStore(key: string, origin: string, locale: string, strings: Strings): Store {
  const base = `${origin}/p/${key}/trpc`;
  const nobody = {
    identity: 'unsettled',
    program: null,
    member: null,
    boards: {},
    goals: null,
    history: null,
    join: null,
    failure: null,
  } as const;
  let state: State = Object.freeze({ ...nobody, skew: 0, locale, strings });
  let token: Tokens | null = null;
  let live: Live | Promise<void> | null = null;
  let epoch = 0;
  let failures = 0;
  let wanted = false;
  let asking = false;
  let all = true;
  let turn: ReturnType<typeof setTimeout>;
  const takers = new Set<(state: State) => void>();
  const parts = new Set<SnapshotPart>();
  const watchers: ((state: State) => void)[] = [];
  const questions = new Map<string, { question: BoardQuestion; users: number }>();

  const set = (change: Partial<State>, pushed?: boolean) => {
    state = Object.freeze({ ...state, ...change });
    for (const taker of [...takers, ...watchers]) taker(state);
    if (!pushed) changed();
  };
  const changed = () => live && 'changed' in live && live.changed();

  const later = (delay: number) => {
    clearTimeout(turn);
    turn = setTimeout(() => ask(true), Math.min(delay, LONGEST_TIMER));
  };

  const take = (view: SnapshotView, asked: [string, unknown][], identity: State['identity']) => {
    const boards = { ...state.boards };
    asked.forEach(([name], index) => {
      const held = boards[name];
      const given = view.boards[index];
      // A board that is not there says so for itself.
      const answer = given?.view ? given : null;
      const version = held?.view.version;
      const newer = answer?.view.version;
      // A push may have overtaken this answer.
      if (!(held && version?.process === newer?.process && (version?.n ?? 0) > (newer?.n ?? 0))) boards[name] = answer;
    });
    const { program, join, goals } = view;
    // What came page by page is not shortened by the first page, unless that has something new.
    const same = state.history?.rows[0]?.id === view.history?.rows[0]?.id;
    const history = (same && state.history) || view.history;
    const member =
      state.member && view.member && state.member.version > view.member.version ? state.member : view.member;
    failures = 0;
    const skew = Date.parse(view.now) - Date.now();
    set({ identity, program, member, boards, goals, history, join, failure: null, skew });
    if (member?.changesAt) later(Math.max(Date.parse(member.changesAt) - Date.now() - skew, 5_000));
  };

  const fail = (failure: Failure) => {
    set({ failure });
    if (PASSING.includes(failure.code)) later(Math.random() * 4_000 + 2_000 * 2 ** Math.min(failures++, 5));
  };

  const run = async (fresh = false): Promise<void> => {
    const mine = epoch;
    const asked = [...questions].filter(([name]) => all || !(name in state.boards));
    try {
      const jwt = (await token?.(fresh)) ?? null;
      if (mine !== epoch) return;
      const identity = jwt ? 'member' : 'guest';
      // The shop has signed somebody in or out in another tab.
      if (state.identity !== 'unsettled' && state.identity !== identity) set(nobody);
      all = false;
      const input: SnapshotInput = {
        locale: state.locale,
        boards: asked.map(([, q]) => q.question),
        parts: [...parts],
      };
      const view = await call<SnapshotView>(base, jwt ? 'storefront.me' : 'storefront.snapshot', input, jwt);
      if (mine === epoch) take(view, asked, identity);
    } catch (error) {
      const failure = failureOf(error);
      if (mine !== epoch) return;
      if (failure.code === 'token_expired' && !fresh) return run(true);
      fail(failure);
    }
  };

  const ask = (everything = false) => {
    all ||= everything;
    if (wanted || !token) return;
    wanted = true;
    queueMicrotask(async () => {
      if (asking) return;
      for (asking = true; wanted; ) {
        wanted = false;
        // What came while a question was on its way may have been answered by it.
        if (all || [...questions.keys()].some((name) => !(name in state.boards))) await run();
      }
      asking = false;
    });
  };

  return {
    key,
    origin,
    base,
    get identified() {
      return token !== null;
    },
    get epoch() {
      return epoch;
    },
    state: () => state,
    takers: () => takers.size,
    questions: () => [...questions.values()].map(({ question }) => question),
    set,
    watch: (listener) => watchers.push(listener),
    ask,
    token: (fresh) => token?.(fresh) ?? Promise.resolve(null),
    expect(question) {
      const name = keyOf(question);
      if (!questions.has(name)) questions.set(name, { question, users: 0 });
    },
    parts,
    take(question, taker, part) {
      takers.add(taker);
      const name = question && keyOf(question);
      if (name) {
        this.expect(question);
        const entry = questions.get(name);
        if (entry) entry.users++;
        if (!(name in state.boards)) ask();
      }
      if (part && !parts.has(part)) {
        parts.add(part);
        ask(true);
      }
      taker(state);
      changed();
      return () => {
        if (!takers.delete(taker)) return;
        const entry = name && questions.get(name);
        if (entry && --entry.users < 1) {
          questions.delete(name);
          const { [name]: _, ...boards } = state.boards;
          set({ boards });
        } else changed();
      };
    },
    identify(source) {
      epoch++;
      token = keepToken(source);
      set(nobody);
      ask(true);
    },
    listen() {
      live ??= import('../live/live.ts').then(
        (module) => {
          live = module.live(this);
        },
        () => {
          live = null;
        },
      );
    },
  };
}
