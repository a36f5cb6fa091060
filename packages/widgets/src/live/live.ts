import type {
  BoardMe,
  BoardPatch,
  BoardSnapshot,
  GoAway,
  GoalsPush,
  MemberPatch,
  MemberSnapshot,
} from '@laurel/contract';
import { LIVE, LIVE_PATH, PROTOCOL } from '@laurel/contract/constants';
import type { Store } from '../store/store.ts';
import type { Caller } from '../wire/socket.ts';
import { helloOf } from './hello.ts';
import { patchBoard, patchMember, placeMe, replaceBoard } from './patch.ts';

const POLL = 30_000;
const SLEEP = 60_000;
const LONGEST_PAUSE = 30_000;

const isHidden = () => document.visibilityState === 'hidden';

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

  const hello = (forget: { member?: boolean; boards?: boolean } = {}, token?: string) => {
    if (!accepted || !caller) return;
    // Who is not looked at looks at nothing, and is told nothing; the hello on waking says what is held.
    const { locale, ...held } = isHidden() ? { locale: store.state().locale } : helloOf(store, forget);
    // Which versions are held changes with every push; what is looked at seldom does.
    const looks = JSON.stringify([
      locale,
      held.member !== undefined,
      held.goals,
      held.boards?.map(({ holds: _, ...page }) => page),
    ]);
    if (looks === said && !token && !forget.member && !forget.boards) return;
    said = looks;
    caller.emit(LIVE.hello, { locale, ...held, ...(token ? { token } : {}) });
  };

  const renew = async () => {
    const token = await store.token(true).catch(() => null);
    if (token) hello({}, token);
    else store.ask(true);
  };

  const hear = (name: string, data: unknown) => {
    const { member, boards } = store.state();
    const questions = store.questions();
    if (name === LIVE.memberPatch) {
      const next = patchMember(member, data as MemberPatch);
      if (next === 'ask') hello({ member: true });
      else if (next) store.set({ member: next });
    } else if (name === LIVE.memberSnapshot) {
      const next = (data as MemberSnapshot).member;
      if (!member || next.version >= member.version) store.set({ member: next });
    } else if (name === LIVE.boardPatch) {
      const next = patchBoard(boards, questions, data as BoardPatch);
      if (next === 'ask') hello({ boards: true });
      else if (next) store.set({ boards: next });
    } else if (name === LIVE.boardSnapshot) {
      const next = replaceBoard(boards, questions, data as BoardSnapshot);
      if (next) store.set({ boards: next });
    } else if (name === LIVE.boardMe) {
      const next = placeMe(boards, questions, data as BoardMe);
      if (next) store.set({ boards: next });
    } else if (name === LIVE.goals) {
      store.set(data as GoalsPush);
    } else if (name === LIVE.tokenExpired) {
      void renew();
    } else if (name === LIVE.goAway) {
      drop();
      again((data as GoAway).after);
    }
  };

  // Whatever comes between two pictures is drawn once. A page that is not seen has no pictures.
  const waiting: [string, unknown][] = [];
  const hearAll = () => {
    for (const [name, data] of waiting.splice(0)) hear(name, data);
  };
  const hearSoon = (name: string, data: unknown) => {
    if (waiting.push([name, data]) > 1) return;
    if (isHidden()) setTimeout(hearAll);
    else requestAnimationFrame(hearAll);
  };

  const drop = () => {
    const old = caller;
    waiting.length = 0;
    caller = null;
    accepted = false;
    said = '';
    clearTimeout(timer);
    old?.close();
  };

  const again = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(open, pause);
  };

  const lost = () => {
    failures++;
    // Never opened, twice: WebSocket is blocked between here and there. Ask instead, and try again now and then.
    if (blocked && failures > 1) {
      store.ask(true);
      again(POLL);
    } else {
      if (failures > 1) store.set({ failure: { code: 'offline', requestId: null } });
      again(Math.min(LONGEST_PAUSE, 500 * 2 ** failures) * (0.5 + Math.random() / 2));
    }
  };

  const open = async () => {
    if (caller || opening || !wanted()) return;
    opening = true;
    try {
      const [{ connect }, token] = await Promise.all([import('../wire/socket.ts'), store.token()]);
      const auth = { program: store.key, protocol: PROTOCOL.version, ...(token ? { token } : {}) };
      const mine: Caller = connect(url, auth, {
        open() {
          if (caller !== mine) return;
          accepted = true;
          blocked = false;
          failures = 0;
          if (store.state().failure) store.ask(true);
          hello();
        },
        event: (name, data) => caller === mine && hearSoon(name, data),
        close(refused) {
          if (caller !== mine) return;
          drop();
          if (refused?.data?.code === 'token_expired') store.token(true).then(() => again(0), lost);
          else lost();
        },
      });
      caller = mine;
    } catch {
      lost();
    } finally {
      opening = false;
    }
  };

  const wake = () => {
    clearTimeout(nap);
    hello();
    if (isHidden()) {
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
  addEventListener('offline', () => store.set({ failure: { code: 'offline', requestId: null } }));
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
