const PIECES = 60;
/** How long it lasts, in milliseconds. */
const LASTS = 2_200;
/** Pixels per second squared, and how much of its speed a piece keeps in a second. */
const GRAVITY = 900;
const DRAG = 0.25;
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
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    'canvas{position:fixed;inset:0;inline-size:100vw;block-size:100vh;pointer-events:none;z-index:2147483647}',
  );
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  const canvas = document.createElement('canvas');
  canvas.ariaHidden = 'true';
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  root.append(canvas);
  document.body.append(host);
  const brush = canvas.getContext('2d');
  if (brush) throwFrom(element, brush, () => host.remove());
  else host.remove();
}

/** Throws the pieces up and lets them fall, turning, until they have faded. */
function throwFrom(element: Element, brush: CanvasRenderingContext2D, end: () => void): void {
  const { canvas } = brush;
  const box = element.getBoundingClientRect();
  const accent = getComputedStyle(element).getPropertyValue('--laurel-accent').trim();
  const colours = [CSS.supports('color', accent) ? accent : '#2e6b4a', '#c9a227', '#8fb8a0', '#e5ded0'];
  const x = box.left + box.width / 2;
  const y = Math.min(0.9 * canvas.height, Math.max(0.1 * canvas.height, box.top + box.height / 3));
  const pieces = Array.from({ length: PIECES }, (_, index) => {
    const angle = -Math.PI / 2 + (Math.random() - 0.5) * 1.2;
    const speed = 300 + 450 * Math.random();
    const [vx, vy] = [Math.cos(angle) * speed, Math.sin(angle) * speed];
    return { x, y, vx, vy, turn: 9 * Math.random(), colour: colours[index % colours.length] ?? '' };
  });
  const began = performance.now();
  let last = began;
  const step = (now: number) => {
    const dt = Math.min(0.05, (now - last) / 1_000);
    last = now;
    const left = 1 - (now - began) / LASTS;
    if (left <= 0) return end();
    brush.clearRect(0, 0, canvas.width, canvas.height);
    brush.globalAlpha = Math.min(1, 2 * left);
    for (const piece of pieces) {
      const keep = DRAG ** dt;
      piece.vx *= keep;
      piece.vy = piece.vy * keep + GRAVITY * dt;
      piece.x += piece.vx * dt;
      piece.y += piece.vy * dt;
      brush.fillStyle = piece.colour;
      // A piece that turns is seen now broad, now thin.
      brush.fillRect(piece.x, piece.y, 7, 7 * Math.abs(Math.sin(piece.turn + now / 120)));
    }
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
