import type { Plugin } from 'vite';

/**
 * What our styles say most often. The script tag's files say a capital letter instead, and write it out again where a sheet is made of
 * them: hundreds of long words are a kilobyte even when packed.
 */
const OFTEN: Record<string, string> = {
  E: 'border-block-start:1px solid var(--_line)',
  R: 'border-radius:var(--_corner)',
  J: 'color:var(--_accent)',
  N: 'white-space:nowrap',
  V: 'color:var(--_text)',
  X: 'position:absolute',
  Z: 'position:relative',
  P: 'font-size:.875em',
  F: 'font-weight:600',
  I: 'min-block-size:',
  T: 'overflow:hidden',
  G: 'border-radius:',
  O: 'display:grid;',
  U: 'display:block',
  D: 'inline-size:',
  K: 'display:flex',
  B: 'block-size:',
  S: 'padding:0',
  W: 'margin:0',
  A: 'var(--_',
  Q: 'button',
  L: 'calc(',
};

const tight = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/ ([>*]) /g, '$1')
    .replace(/(?<=[\s(:,-])0\.(?=\d)/g, '.')
    // The spaces that are used most have names of their own in the tokens.
    .replace(/calc\(([234])\*var\(--_s\)\)/g, 'var(--_$1)')
    .replace(/;}/g, '}')
    .trim();

const ours = (id: string) => /widgets\/src\/(element|elements)\/.*\.ts(\?|$)/.test(id);
const each = (code: string, change: (css: string) => string) =>
  code.replace(/css`([^`]*)`/g, (_, css: string) => `css\`${change(css)}\``);

/** Takes the white space out of styles that only their reader needs. */
export function tightStyles(): Plugin {
  return {
    name: 'laurel:styles',
    transform: (code, id) => (ours(id) ? { code: each(code, tight), map: null } : null),
  };
}

/** Has styles say letters for what they say often. After `tightStyles`. */
export function shortStyles(): Plugin {
  const words = Object.entries(OFTEN).sort(([, a], [, b]) => b.length - a.length);
  const letters = Object.keys(OFTEN).sort();
  return {
    name: 'laurel:letters',
    transform(code, id) {
      if (!ours(id)) return null;
      const short = each(code, (css) => {
        if (letters.some((letter) => css.includes(letter)))
          this.error(`${id} has a capital letter that stands for a word`);
        return words.reduce((text, [letter, word]) => text.replaceAll(word, letter), css);
      });
      if (!/element\/tokens\.ts$/.test(id)) return { code: short, map: null };
      const written = short.replace(
        'replaceSync(text)',
        'replaceSync(text.replace(/[A-Z]/g, (letter) => OFTEN[letters.indexOf(letter)] ?? letter))',
      );
      if (written === short) this.error(`${id} makes sheets in another way`);
      const often = letters.map((letter) => OFTEN[letter]).join('|');
      return {
        code: `${written}\nconst letters = '${letters.join('')}', OFTEN = '${often}'.split('|');`,
        map: null,
      };
    },
  };
}
