import '@laurel/widgets/laurel.css';
import './page.css';
import { LaurelCheckout, LaurelLeaderboard, LaurelPoints, LaurelProductPoints } from '@laurel/widgets';
import type {} from '@laurel/widgets/html';
import { start } from '@laurel/widgets/start';

// The classes come without registration: a page registers those that it uses, and its bundle holds no others.
customElements.define('laurel-points', LaurelPoints);
customElements.define('laurel-product-points', LaurelProductPoints);
customElements.define('laurel-checkout', LaurelCheckout);
customElements.define('laurel-leaderboard', LaurelLeaderboard);

const laurel = await start({
  origin: import.meta.env.VITE_LAUREL_ORIGIN,
  program: import.meta.env.VITE_LAUREL_PROGRAM,
  token: '/laurel/token',
});

const chosen = document.querySelector('#chosen') as HTMLElement;
// Events bubble out of the elements, and are typed by their name.
document.addEventListener('laurel-checkout', ({ detail: { points, worth } }) => {
  chosen.textContent = `${points} points take €${(worth / 100).toFixed(2)} off`;
});
laurel.on('points', ({ before, after }) => {
  document.title = `${after.balance - before.balance} more`;
});

const here = document.querySelector('#here') as HTMLElement;
const panel = document.querySelector('#panel') as HTMLButtonElement;
const template = document.querySelector('template') as HTMLTemplateElement;
const show = (shown: boolean) => here.replaceChildren(...(shown ? [template.content.cloneNode(true)] : []));
panel.addEventListener('click', () => {
  const shown = panel.ariaPressed !== 'true';
  panel.ariaPressed = String(shown);
  show(shown);
});
show(true);
