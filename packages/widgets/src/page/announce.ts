const PAUSE = 5_000;
let region: HTMLElement | undefined;
const waiting = new Map<string, string>();
let free = 0;
let busy = false;

/** The one live region of the page, in a shadow root of its own, so that no style of the page touches it. */
function place(): HTMLElement {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ':host{position:fixed;inset-inline-start:0;inset-block-start:0;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);pointer-events:none}',
  );
  root.adoptedStyleSheets = [sheet];
  const made = document.createElement('div');
  made.setAttribute('role', 'status');
  root.append(made);
  document.body.append(host);
  return made;
}

/**
 * Has a sentence read out politely, at most one in five seconds. Of several about one thing meanwhile the last is said,
 * since it has the final values.
 */
export function announce(about: string, text: string): void {
  waiting.set(about, text);
  // A page that swaps its body takes the region with it.
  if (!region?.isConnected) region = place();
  if (busy) return;
  busy = true;
  setTimeout(say, Math.max(200, free - Date.now()));
}

function say(): void {
  const [first] = waiting;
  busy = false;
  if (!first || !region) return;
  waiting.delete(first[0]);
  region.textContent = first[1];
  free = Date.now() + PAUSE;
  if (waiting.size) {
    busy = true;
    setTimeout(say, PAUSE);
  }
}
