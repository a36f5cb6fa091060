import type { ShopContext } from './context.ts';

/** A replay says so in the header too. */
export function told<View extends { replayed: boolean }>(context: ShopContext, view: View, fresh: 200 | 201): View {
  context.answer.status = view.replayed ? 200 : fresh;
  if (view.replayed) context.answer.headers['idempotent-replayed'] = 'true';
  return view;
}
