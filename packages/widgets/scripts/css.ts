import type { Plugin } from 'vite';

/**
 * What our styles say most often. The script tag's files say a capital letter instead, and write it out again where a sheet is made of
 * them: hundreds of long words are a kilobyte even when packed.
 */
const OFTEN: Record<string, string> = {
  L: 'font-weight:600',
  Q: 'min-block-size:',
  G: '-block-start:',
  V: '-items:center',
  W: 'var(--laurel-',
  E: 'inline-size:',
  B: 'block-size:',
  K: 'background',
  T: 'font-size:',
  D: 'display:',
  A: 'var(--_',
  I: 'padding',
  F: 'border',
  O: 'radius',
  P: 'accent',
  R: 'column',
  J: 'color',
  U: 'calc(',
  Z: 'start',
  N: 'flex',
  S: 'line',
  X: 'text',
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
