import type { AskDetail } from '../element/request.ts';
import type { Store } from '../store/store.ts';

/** Does what an element asks for beyond the state. */
export async function serve(store: Store, asked: AskDetail, element: Element): Promise<void> {
  if (asked.kind === 'profile') store.profile(asked.input, asked.done);
  else if (asked.kind === 'redeem') store.redeem(asked.reward, asked.key, asked.done);
  else if (asked.kind === 'announce') (await import('./announce.ts')).announce(asked.about, asked.text);
  else if (asked.kind === 'celebrate') (await import('./celebrate.ts')).celebrate(`${store.key} ${asked.id}`, element);
}
