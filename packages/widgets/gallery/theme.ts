import { contrast } from './contrast.ts';

type Theme = Record<string, string>;

const PRESETS: Record<string, Theme> = {
  quiet: {
    accent: '#2e6b4a',
    'on-accent': '#ffffff',
    surface: '#ffffff',
    text: '#1f1d1a',
    radius: '14',
    space: '4',
    font: 'inherit',
    motion: '1',
    shadow: '0 1px 2px #0000000a, 0 6px 20px -8px #00000014',
  },
  bold: {
    accent: '#c2185b',
    'on-accent': '#ffffff',
    surface: '#fffaf5',
    text: '#14110f',
    radius: '22',
    space: '5',
    font: 'inherit',
    motion: '1.2',
    shadow: '0 2px 0 #14110f',
  },
  editorial: {
    accent: '#7a2e1d',
    'on-accent': '#ffffff',
    surface: '#faf7f0',
    text: '#221c15',
    radius: '0',
    space: '5',
    font: 'Georgia, serif',
    motion: '0.8',
    shadow: 'none',
  },
  night: {
    accent: '#8ab4ff',
    'on-accent': '#0b1530',
    surface: '#14161c',
    text: '#eceef4',
    radius: '12',
    space: '4',
    font: 'inherit',
    motion: '1',
    shadow: '0 8px 30px #00000066',
  },
};

/** What must be told apart: foreground, background, the least ratio, and what it is for. */
const PAIRS = [
  ['text', 'surface', 4.5, 'Text on the surface'],
  ['accent', 'surface', 4.5, 'The accent, as a link or a number, on the surface'],
  ['on-accent', 'accent', 4.5, 'The words on a button'],
] as const;

const css = (theme: Theme): string =>
  `:root {\n${Object.entries(theme)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  --laurel-${name}: ${value}${name === 'radius' || name === 'space' ? 'px' : ''};`)
    .join('\n')}\n}`;

const swatches = (theme: Theme): string =>
  ['accent', 'on-accent', 'surface', 'text']
    .map((name) => `[data-of=${name}] { background: ${theme[name]}; }`)
    .join('\n');

const isQuiet = (theme: Theme) => Object.entries(PRESETS.quiet ?? {}).every(([name, value]) => theme[name] === value);

/** The editor: what is typed is seen at once, told where it cannot be read, and written as CSS to copy. */
export function editTheme(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('.editor form');
  const code = page.querySelector('.editor .css');
  const warnings = page.querySelector('.editor .warnings');
  const sheet = new CSSStyleSheet();
  page.adoptedStyleSheets.push(sheet);
  const show = (theme: Theme) => {
    // Quiet is what the elements are of themselves, in light and in dark.
    const scheme = contrast(theme.text ?? '', '#000000') > contrast(theme.surface ?? '', '#000000') ? 'dark' : 'light';
    sheet.replaceSync(
      isQuiet(theme)
        ? swatches(theme)
        : `${css(theme)}\n${swatches(theme)}\n.stage { color-scheme: ${scheme}; background: color-mix(in oklab, ${theme.surface} 94%, ${theme.text}); color: ${theme.text}; }`,
    );
    try {
      sessionStorage.setItem('gallery-theme', JSON.stringify(theme));
    } catch {
      // Without storage the theme is this page's alone.
    }
    if (!code || !warnings) return;
    code.textContent = css(theme);
    const said = PAIRS.flatMap(([front, back, least, what]) => {
      const ratio = contrast(theme[front] ?? '', theme[back] ?? '');
      if (ratio === null) return [`${what}: ${theme[front]} on ${theme[back]} is not a pair of colours.`];
      return ratio < least ? [`${what}: ${ratio.toFixed(1)} to 1, and ${least} to 1 is needed.`] : [];
    });
    warnings.replaceChildren(...said.map((text) => Object.assign(page.createElement('li'), { textContent: text })));
  };
  const fill = (theme: Theme) => {
    for (const [name, value] of Object.entries(theme)) {
      const field = form?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
    show(theme);
  };
  form?.addEventListener('input', () =>
    show(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))),
  );
  for (const button of page.querySelectorAll<HTMLElement>('[data-preset]')) {
    button.addEventListener('click', () => fill(PRESETS[button.dataset.preset ?? ''] ?? {}));
  }
  page.querySelector('.copy')?.addEventListener('click', async ({ currentTarget }) => {
    await navigator.clipboard.writeText(code?.textContent ?? '');
    (currentTarget as HTMLElement).textContent = 'Copied';
  });
  let kept: string | null = null;
  try {
    kept = sessionStorage.getItem('gallery-theme');
  } catch {
    // Without storage each page begins quietly.
  }
  fill(kept ? JSON.parse(kept) : (PRESETS.quiet ?? {}));
}
