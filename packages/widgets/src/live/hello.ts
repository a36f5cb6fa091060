import type { LiveHello } from '@laurel/contract';
import { keyOf } from '../store/state.ts';
import type { Store } from '../store/store.ts';

/** What is held and looked at. Pages of one board and period are asked for once, at the greatest length. */
export function helloOf(store: Store, forget: { member?: boolean; boards?: boolean }): LiveHello {
  const { locale, identity, member, boards } = store.state();
  const pages = new Map<string, NonNullable<LiveHello['boards']>[number]>();
  for (const question of store.questions()) {
    const view = boards[keyOf(question)]?.view;
    if (!view) continue;
    const name = `${view.board}|${question.period ?? ''}|${question.view ?? ''}`;
    const other = pages.get(name);
    const same = !other || (other.holds?.process === view.version.process && other.holds.n === view.version.n);
    pages.set(name, {
      board: view.board,
      ...(question.period ? { period: question.period } : {}),
      ...(question.view ? { view: question.view } : {}),
      limit: Math.max(question.limit, other?.limit ?? 0),
      around: Math.max(question.around, other?.around ?? 0),
      holds: forget.boards || !same ? null : view.version,
    });
  }
  return {
    locale,
    ...(identity === 'member' ? { member: forget.member ? null : (member?.version ?? null) } : {}),
    boards: [...pages.values()].slice(0, 10),
    ...(store.parts.has('goals') ? { goals: true } : {}),
  };
}
