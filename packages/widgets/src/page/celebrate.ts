import confetti from 'canvas-confetti';

const done = new Set<string>();
// Another tab of the same shop that celebrates the same thing does so for both.
const tabs = typeof BroadcastChannel === 'function' ? new BroadcastChannel('laurel') : null;
if (tabs) tabs.onmessage = ({ data }) => done.add(String(data));

/** Confetti out of an element, once for one thing; none for whom asked for calm, none where nobody looks. */
export function celebrate(id: string, element: Element): void {
  if (done.has(id)) return;
  done.add(id);
  tabs?.postMessage(id);
  if (document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    'canvas{position:fixed;inset:0;inline-size:100vw;block-size:100vh;pointer-events:none;z-index:2147483647}',
  );
  root.adoptedStyleSheets = [sheet];
  const canvas = document.createElement('canvas');
  canvas.ariaHidden = 'true';
  root.append(canvas);
  document.body.append(host);
  const box = element.getBoundingClientRect();
  const fire = confetti.create(canvas, { resize: true, useWorker: false });
  const accent = getComputedStyle(element).getPropertyValue('--laurel-accent').trim();
  const given = /^#[0-9a-f]{6}$/i.test(accent) ? accent : '#2e6b4a';
  void fire({
    particleCount: 60,
    spread: 64,
    startVelocity: 28,
    gravity: 0.9,
    ticks: 160,
    scalar: 0.8,
    colors: [given, '#c9a227', '#8fb8a0', '#e5ded0'],
    origin: {
      x: (box.left + box.width / 2) / innerWidth,
      y: Math.min(0.9, Math.max(0.1, (box.top + box.height / 3) / innerHeight)),
    },
  })?.then(() => {
    fire.reset();
    host.remove();
  });
}
