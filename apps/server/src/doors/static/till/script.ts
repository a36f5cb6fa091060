/** What the tablet runs. It asks again when the code changes, and shows none that is no longer good. */
export const SCRIPT = `const WORDS = {
  en: { loading: 'One moment …', hint: 'Scan the code with your phone, or type it in.', label: 'QR code of this place',
    offline: 'No connection. Trying again …', over: 'This link is over. Ask whoever looks after the shop’s website for a new one, and open it on this tablet.',
    none: 'Open this page by the link that was made for this tablet: it ends in # and a long code. Whoever looks after the shop’s website can make one (POST /v1/places/…/display).' },
  fr: { loading: 'Un instant …', hint: 'Scannez le code avec votre téléphone, ou saisissez-le.', label: 'Code QR de ce lieu',
    offline: 'Pas de connexion. Nouvel essai …', over: 'Ce lien a expiré. Demandez-en un nouveau à la personne qui s’occupe du site de la boutique, et ouvrez-le sur cette tablette.',
    none: 'Ouvrez cette page par le lien créé pour cette tablette : il se termine par # et un long code. La personne qui s’occupe du site de la boutique peut en créer un (POST /v1/places/…/display).' },
};
const asked = new URLSearchParams(location.search).get('lang') ?? navigator.language;
const lang = asked.toLowerCase().startsWith('fr') ? 'fr' : 'en';
const words = WORDS[lang];
const at = (id) => document.getElementById(id);
const text = (of) => (typeof of === 'string' ? of : of[lang] ?? of.en ?? Object.values(of)[0] ?? '');
document.documentElement.lang = lang;
at('hint').textContent = words.hint;
at('qr').setAttribute('aria-label', words.label);

let shown = null;
let tries = 0;
let timer = 0;
/** The server's clock less this one's. */
let ahead = 0;
const clock = () => Date.now() + ahead;

function become(state, sentence) {
  document.body.dataset.state = state;
  at('over').textContent = sentence;
}

function show(answer) {
  shown = { ...answer, nextAt: Date.parse(answer.nextAt), validUntil: Date.parse(answer.validUntil) };
  at('program').textContent = text(answer.program);
  at('place').textContent = text(answer.name);
  document.title = text(answer.name);
  at('code').textContent = answer.code.replace(/(.{4})(?=.)/g, '$1 ');
  at('qr').setAttribute('viewBox', '0 0 ' + answer.qr.size + ' ' + answer.qr.size);
  at('modules').setAttribute('d', answer.qr.path);
  at('status').textContent = '';
  become('shown', '');
}

async function look() {
  clearTimeout(timer);
  const token = location.hash.slice(1);
  if (token === '') return become('over', words.none);
  let wait = 1_000;
  try {
    const response = await fetch('code', { headers: { authorization: 'Bearer ' + token }, cache: 'no-store', signal: AbortSignal.timeout(8_000) });
    if (response.status === 401 || response.status === 404) {
      shown = null;
      return become('over', words.over);
    }
    if (!response.ok) throw new Error(String(response.status));
    const answer = await response.json();
    ahead = Date.parse(answer.now) - Date.now();
    tries = 0;
    show(answer);
    wait = Math.max(500, shown.nextAt - clock() + 200);
  } catch {
    tries += 1;
    at('status').textContent = shown ? words.offline : '';
    if (!shown) become('offline', words.offline);
    wait = Math.min(15_000, 1_000 * 2 ** tries) * (0.75 + Math.random() / 2);
  }
  timer = setTimeout(look, wait);
}

/** A code that is no longer good is not shown, whatever the network does. */
setInterval(() => {
  if (!shown) return;
  at('left').value = Math.max(0, Math.min(1, (shown.nextAt - clock()) / 30_000));
  if (clock() < shown.validUntil) return;
  shown = null;
  at('status').textContent = '';
  become('offline', words.offline);
}, 250);

/** A tablet at the counter does not go to sleep. */
const wake = () => document.visibilityState === 'visible' && navigator.wakeLock?.request('screen').catch(() => {});
addEventListener('online', look);
addEventListener('hashchange', look);
document.addEventListener('visibilitychange', () => { wake(); if (document.visibilityState === 'visible') look(); });
become('loading', words.loading);
wake();
look();
`;
