import type { MemberView, RedemptionView } from '@laurel/contract';
import type { AskDetail, Done } from '../element/request.ts';
import type { Store } from '../store/store.ts';
import { CallError, call } from '../wire/trpc.ts';

/** Does what an element asks for beyond the state. */
export async function serve(store: Store, asked: AskDetail, element: Element): Promise<void> {
  if (asked.kind === 'profile') {
    await write<MemberView>(store, 'profile', asked.input, (failure, member) => {
      if (member) store.set({ member });
      asked.done(failure);
    });
  } else if (asked.kind === 'redeem') {
    await write<RedemptionView>(store, 'redeem', { reward: asked.reward, key: asked.key }, asked.done);
  } else if (asked.kind === 'announce') (await import('./announce.ts')).announce(asked.about, asked.text);
  else if (asked.kind === 'celebrate') (await import('./celebrate.ts')).celebrate(`${store.key} ${asked.id}`, element);
}

/** Changes something for the member, tells how it went, and asks for the page anew. */
async function write<Answer>(store: Store, path: string, input: object, done: Done<Answer>): Promise<void> {
  let answer: Answer;
  try {
    const token = await store.token();
    if (!token) throw new CallError({ code: 'unauthorized', requestId: null });
    answer = await call<Answer>(store.base, `storefront.${path}`, input, token);
  } catch (error) {
    done(error instanceof CallError ? error.failure : { code: 'internal', requestId: null });
    return;
  }
  done(null, answer);
  store.ask(true);
}
