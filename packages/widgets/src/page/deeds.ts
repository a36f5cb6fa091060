import type { ClaimInput, ClaimView, HistoryView, MemberView, Page, ReportView, ShareView } from '@laurel/contract';
import type { AskDetail, Done } from '../element/request.ts';
import type { Store } from '../store/store.ts';
import { CallError, call } from '../wire/trpc.ts';
import { announce } from './announce.ts';
import { failureOf } from './failure.ts';
import { preview } from './preview.ts';
import { visitor } from './visitor.ts';

/** What is done for the member, and answered. */
type Deed = Exclude<Extract<AskDetail, { done: unknown }>, { kind: 'preview' }>;
const deeds: {
  [Kind in Deed['kind']]: (store: Store, asked: Extract<Deed, { kind: Kind }>) => Promise<unknown>;
} = {
  profile: (store, { input }) => become(store, 'profile', input),
  redeem: (store, { reward, key, choice }) => write(store, 'redeem', { reward, key, choice }),
  spin: (store, { draw, key }) => write(store, 'spin', { draw, key, locale: store.state().locale }),
  pause: (store, { streak, until }) => become(store, 'pauseStreak', { streak, until }),
  take: (store, { challenge }) => become(store, 'joinChallenge', { challenge }),
  track: (store, { input }) => track(store, input),
  share: (store, asked) => share(store, asked),
  card: (store) => ask(store, 'card'),
  join: (store) => become(store, 'join', {}),
  history: (store, { cursor }) => read(store, cursor),
  claim: (store, { input }) => claim(store, input),
};

/** Does what an element asks for beyond the state. */
export async function serve(store: Store, asked: AskDetail, element: Element): Promise<void> {
  if (asked.kind === 'announce') announce(asked.about, asked.text);
  else if (asked.kind === 'celebrate') (await import('./celebrate.ts')).celebrate(`${store.key} ${asked.id}`, element);
  else if (asked.kind === 'preview') preview(store, asked.product, asked.done);
  else if ('done' in asked) {
    // Each kind of deed takes the question of its kind.
    const deed = deeds[asked.kind] as (store: Store, asked: AskDetail) => Promise<unknown>;
    await tell(deed(store, asked), asked.done as Done<unknown>);
  }
}

/** What answers with the member as they are then. */
async function become(store: Store, path: string, input: object): Promise<MemberView> {
  const { locale } = store.state();
  const member = await write<MemberView>(store, path, { ...input, locale });
  store.set({ member });
  return member;
}

/** Older lines of the history below those that are held, or, without a cursor, what has come since above them. */
async function read(store: Store, cursor: string | null): Promise<void> {
  const { locale } = store.state();
  const page = await ask<Page<HistoryView>>(store, 'history', { locale, limit: 10, ...(cursor ? { cursor } : {}) });
  const held = store.state().history;
  const known = new Set((held?.rows ?? []).map(({ id }) => id));
  const fresh = page.rows.filter(({ id }) => !known.has(id));
  // A whole page of new ones may leave a gap below it, so that it stands alone.
  const alone = !held || (!cursor && fresh.length === page.rows.length);
  const rows = cursor ? [...(held?.rows ?? []), ...fresh] : [...fresh, ...(held?.rows ?? [])];
  store.set({ history: alone ? page : { rows, next: cursor ? page.next : (held?.next ?? null) } });
}

/** Asks for the points of an order; without one, for all that was asked for so far. */
async function claim(store: Store, input: ClaimInput | undefined): Promise<ClaimView[]> {
  const { locale } = store.state();
  return input ? [await write<ClaimView>(store, 'claim', { ...input, locale })] : ask(store, 'claims', { locale });
}

async function tell<Answer>(doing: Promise<Answer>, done: Done<Answer>): Promise<void> {
  let answer: Answer;
  try {
    answer = await doing;
  } catch (error) {
    done(failureOf(error));
    return;
  }
  done(null, answer);
}

/**
 * Asks for the member. What comes after the person has changed is dropped.
 * @throws {CallError} `unauthorized` for a guest, or for somebody else meanwhile
 */
async function ask<Answer>(store: Store, path: string, input: object = {}, fresh = false): Promise<Answer> {
  const { epoch } = store;
  const token = await store.token(fresh);
  const nobody = new CallError({ code: 'unauthorized', requestId: null });
  if (!token || epoch !== store.epoch) throw nobody;
  try {
    const answer = await call<Answer>(store.base, `storefront.${path}`, input, token);
    if (epoch !== store.epoch) throw nobody;
    return answer;
  } catch (error) {
    if (!fresh && failureOf(error).code === 'token_expired') return ask(store, path, input, true);
    throw error;
  }
}

/** Changes something for the member, and asks for the page anew. */
async function write<Answer>(store: Store, path: string, input: object): Promise<Answer> {
  const answer = await ask<Answer>(store, path, input);
  store.ask(true);
  return answer;
}

/** What this member's browser saw. @throws {CallError} */
export const track = (store: Store, input: object): Promise<ReportView> => write(store, 'track', input);

/** The member is at a place, and has the code that it shows. @throws {CallError} */
export const visit = (store: Store, input: { place: string; code: string }): Promise<ReportView> =>
  write(store, 'visit', input);

/** The member's own link to a product. @throws {CallError} */
export const share = (store: Store, { product, url }: { product: string; url: string }): Promise<ShareView> =>
  ask(store, 'share', { product, url, visitor: visitor() });

/** Somebody came by a shared link; nobody is told whether it counts. @throws {CallError} */
export const arrive = async (store: Store, code: string): Promise<void> =>
  call(store.base, 'storefront.arrive', { code, visitor: visitor() }, await store.token().catch(() => null), true);
