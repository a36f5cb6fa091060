import { World } from '../e2e/support/world.ts';
import { type AskDetail, READY, REQUEST } from '../src/element/request.ts';
import { keyOf, type State } from '../src/store/state.ts';
import { editTheme } from './theme.ts';

// The gallery answers what its elements ask for, out of one sample world, so that every state can be looked at without a server.
const full = new World();
const nothing = new World();
nothing.empty();
// `?lang=ar` shows the elements in another language, and in the direction that it is read in. The page about them stays English.
const lang = new URLSearchParams(location.search).get('lang');
if (lang) {
  const dir = lang === 'ar' ? 'rtl' : 'ltr';
  for (const stage of document.querySelectorAll('.stage')) Object.assign(stage, { lang, dir });
  // The way to another element keeps the language.
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a, figcaption a')) link.search = location.search;
}
const none = { identity: 'unsettled', program: null, member: null, boards: {}, goals: null, failure: null } as const;

/** The state that the elements under `data-state` are shown in. */
function stateOf(name: string, asked: Extract<AskDetail, { kind: 'state' }>): State {
  const common = { ...none, skew: 0, locale: lang || 'en', strings: {} };
  const { question } = asked;
  const known = name !== 'guest';
  const world = name === 'empty' ? nothing : full;
  const boards = question
    ? { [keyOf(question)]: { view: world.view(question.limit), me: known ? world.own(question.around) : null } }
    : {};
  const { program, member } = world;
  if (name === 'loading') return common as State;
  if (name === 'error') return { ...common, failure: { code: 'internal', requestId: 'req-7f3a' } } as State;
  return {
    ...common,
    identity: known ? 'member' : 'guest',
    program,
    member: known ? member : null,
    boards,
    goals: world.goals.map((each) => (known ? each : { ...each, mine: null })),
    history: known ? world.history(0, 10) : null,
    failure: name === 'offline' ? { code: 'offline', requestId: null } : null,
  } as State;
}

document.addEventListener(REQUEST, (event) => {
  const asked = (event as CustomEvent<AskDetail>).detail;
  const element = event.composedPath()[0] as Element;
  const name = element.closest<HTMLElement>('[data-state]')?.dataset.state ?? 'member';
  event.stopPropagation();
  if (asked.kind === 'state') asked.take(Object.freeze(stateOf(name, asked)), () => {});
  else if (asked.kind === 'preview') {
    const points = name === 'empty' ? 0 : Math.floor(asked.product.unitPrice / 100);
    asked.done(null, { sku: asked.product.sku, points, text: '' });
  } else if (asked.kind === 'card') {
    asked.done(null, { card: 'a-sample-that-no-till-takes', expiresAt: new Date(Date.now() + 90_000).toISOString() });
  } else if (asked.kind === 'claim') asked.done(null, []);
  else if ('done' in asked) asked.done({ code: 'internal', requestId: 'sample' });
});
document.dispatchEvent(new Event(READY));
editTheme(document);
