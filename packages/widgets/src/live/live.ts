import type { GoAway, GoalsPush, LiveHello, MemberPatch, MemberSnapshot } from '@laurel/contract';
import { LIVE_PATH, PROTOCOL } from '@laurel/contract/constants';
import type { Store } from '../store/store.ts';
import { type Caller, connect } from '../wire/socket.ts';
import { type Push, patchMember } from './member.ts';

/** Between two questions where WebSocket is blocked, and at most between two tries. */
const PAUSE = 30_000;
const SLEEP = 60_000;

const OFFLINE = { failure: { code: 'offline', requestId: null } } as const;

/** What keeps a store current. */
export interface Live {
  /** Elements came or went, or the person changed. */
  changed(): void;
}

/**
 * Keeps the store current by pushes while an element is served and the page is looked at, and by polling where
 * WebSocket is blocked. Whoever comes back says what is held, and gets nothing, a patch or a snapshot.
 */
export function live(store: Store): Live {
  const url = `${store.origin.replace(/^http/, 'ws')}${LIVE_PATH}/`;
  let caller: Caller | null = null;
  let board: typeof import('./board.ts') | undefined;
  let accepted = false;
  let failures = 0;
  let blocked = true;
  let opening = false;
  let asleep = false;
  let said = '';
  let as = store.state().identity;
  let timer: ReturnType<typeof setTimeout>;
  let nap: ReturnType<typeof setTimeout>;

  const wanted = () => store.takers() > 0 && !asleep && store.state().identity !== 'unsettled';

  /** Says what is held and looked at, where that has changed; `anew`: of what nothing is held any more, or that the token is another. */
  const hello = async (anew?: 'member' | 'boards' | 'token', token?: string): Promise<void> => {
    // What a page without a board need not fetch.
    if (!board && store.questions().length) board = await import('./board.ts').catch(() => undefined);
    if (!accepted) return;
    const { locale, identity, member } = store.state();
    // Who is not looked at looks at nothing, and is told nothing; the hello on waking says what is held.
    const held: LiveHello = document.hidden
      ? { locale }
      : {
          locale,
          ...(identity === 'member' && { member: anew === 'member' ? null : (member?.version ?? null) }),
          boards: board?.pagesLookedAt(store, anew === 'boards') ?? [],
          ...(store.parts.has('goals') && { goals: true }),
        };
    // Which versions are held changes with every push; what is looked at seldom does.
    const looks = JSON.stringify(held, (key, value) => (/holds|member/.test(key) ? 0 : value));
    if (looks === said && !anew) return;
    said = looks;
    caller?.emit('hello' satisfies Push, { ...held, token });
  };

  const hear = (name: Push, data: unknown) => {
    if (name.startsWith('member')) {
      const member = patchMember(store.state().member, data as MemberPatch | MemberSnapshot);
      if (member === 'ask') hello('member');
      else if (member) store.set({ member });
    } else if (name === 'goals') store.set(data as GoalsPush);
    else if (name === 'go.away') {
      drop();
      again((data as GoAway).after);
    } else if (name === 'token.expired') {
      const lapse = () => store.ask(true);
      store.token(true).then((token) => (token ? hello('token', token) : lapse()), lapse);
    } else if (board?.hearBoard(store, name, data)) hello('boards');
  };

  // What comes on the heels of another is drawn with it, once.
  const waiting: [Push, unknown][] = [];
  const hearSoon = (name: string, data: unknown) => {
    if (waiting.push([name as Push, data]) < 2)
      setTimeout(() => {
        for (const each of waiting.splice(0)) hear(...each);
      }, 16);
  };

  const drop = () => {
    waiting.length = 0;
    caller?.close();
    caller = null;
    accepted = false;
    said = '';
    clearTimeout(timer);
  };

  const again = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(open, pause);
  };

  const lost = () => {
    if (failures++) {
      if (blocked) store.ask(true);
      else store.set(OFFLINE);
    }
    // Never opened, twice: WebSocket is blocked between here and there. The page asks instead, and tries again now and then.
    again(blocked && failures > 1 ? PAUSE : Math.min(PAUSE, 500 * 2 ** failures) * (0.5 + Math.random() / 2));
  };

  const open = async () => {
    if (caller || opening || !wanted()) return;
    opening = true;
    try {
      const token = (await store.token()) ?? undefined;
      const auth = { program: store.key, protocol: PROTOCOL.version, token };
      caller = connect(url, auth, {
        open() {
          accepted = true;
          blocked = false;
          failures = 0;
          if (store.state().failure) store.ask(true);
          hello();
        },
        event: hearSoon,
        close(refused) {
          drop();
          if (refused?.data?.code === 'token_expired') store.token(true).then(() => again(0), lost);
          else lost();
        },
      });
    } catch {
      lost();
    } finally {
      opening = false;
    }
  };

  const wake = () => {
    clearTimeout(nap);
    hello();
    if (document.hidden) {
      nap = setTimeout(() => {
        asleep = true;
        drop();
      }, SLEEP);
    } else {
      asleep = false;
      if (!caller) again(0);
    }
  };
  document.addEventListener('visibilitychange', wake);
  // A page in the back-forward cache holds no socket; it says hello when it is shown again.
  addEventListener('pagehide', drop);
  addEventListener('pageshow', wake);
  addEventListener('online', wake);
  addEventListener('offline', () => store.set(OFFLINE));
  void open();

  return {
    changed() {
      const { identity } = store.state();
      if (identity !== as) {
        as = identity;
        drop();
      }
      if (!wanted()) drop();
      else if (caller) hello();
      else if (failures === 0) void open();
    },
  };
}
