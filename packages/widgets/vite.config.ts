import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { shortStyles, tightStyles } from './scripts/css.ts';
import { words } from './scripts/words.ts';

/** Takes the white space out of `html` templates that only their reader needs. */
function tightTemplates(): Plugin {
  return {
    name: 'laurel:templates',
    transform(code, id) {
      if (!/widgets\/src\/(element|elements)\/.*\.ts(\?|$)/.test(id)) return null;
      // Outside of a form a button does nothing by itself, whatever its type.
      const plain = /<form/.test(code) ? code : code.replaceAll('<button type="button"', '<button');
      const tight = plain
        .replace(/>\n\s*(?=<|\$\{)/g, '>')
        .replace(/\}\n\s*(?=<\/?[a-z$]|\$\{)/g, '}')
        .replace(/\n\s+(?=[@?.]?[a-z-]+=["$])/g, ' ');
      return { code: tight, map: null };
    },
  };
}

/** Each tag's file registers it with the one function that the core has for that. */
function shortDefine(): Plugin {
  return {
    name: 'laurel:define',
    enforce: 'pre',
    transform(code, id) {
      if (!/widgets\/src\/elements\/.*\/define\.ts(\?|$)/.test(id)) return null;
      const short = code.replace(
        /if \(!customElements\.get\(('[\w-]+')\)\) customElements\.define\(\1, (\w+)\);/,
        'define($1, $2);',
      );
      if (short === code) this.error(`${id} registers its tag in another way`);
      return { code: `import { define } from '../../element/define.ts';${short}`, map: null };
    },
  };
}

/** What the hub fetches goes by its tag, so that its table of imports says nothing more. */
function shortHub(): Plugin {
  return {
    name: 'laurel:hub',
    enforce: 'pre',
    transform(code, id) {
      if (!/widgets\/src\/elements\/hub\/views\.ts(\?|$)/.test(id)) return null;
      const short = code
        .replace(/const files: [\s\S]*?\n\};\n/, "const load = window[Symbol.for('laurel.load')];\n")
        .replace('files[tag]?.()', 'load(tag)');
      if (/import\(|files/.test(short)) this.error(`${id} fetches tags in another way`);
      return { code: short, map: null };
    },
  };
}

/** The elements: each folder is a tag. */
const tags = readdirSync(new URL('./src/elements/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Files of several tags that pages have together, and then those of one tag. */
const packs = readdirSync(new URL('./src/packs/', import.meta.url))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const path = `src/packs/${name}`;
    const source = readFileSync(new URL(path, import.meta.url), 'utf8');
    return { name: name.slice(0, -3), path, tags: [...source.matchAll(/elements\/([\w-]+)\//g)].map(([, tag]) => tag) };
  });

/** The modules of elements once more for each pack, apart from those of the tags' own files; what they share stays one. */
function packed(): Plugin {
  return {
    name: 'laurel:packs',
    enforce: 'pre',
    async resolveId(source, importer, { kind }) {
      const [path = '', mark] = (importer ?? '').split('?');
      const pack = /src\/packs\/(\w+)\.ts$/.exec(path)?.[1] ?? mark;
      if (!pack || kind === 'dynamic-import') return null;
      const found = await this.resolve(source, path, { skipSelf: true });
      return found && /src\/elements\//.test(found.id) ? `${found.id}?${pack}` : found;
    },
    load(id) {
      const [path = '', mark] = id.split('?');
      return mark && /src\/elements\//.test(path) ? readFileSync(path, 'utf8') : null;
    },
  };
}

const shortOf = (file: string) => file.replace(/-.{8}\.js$/, '');
const sumOf = (text: string) => createHash('sha256').update(text).digest('base64').slice(0, -1);
/** What a file is called follows from its hash, so that the tables name it once. The loader does the same. */
const fileOf = (name: string, sum: string) => `${name}-${sum.replace(/\W/g, '').slice(0, 8)}.js`;

/** What the page does whatever its tags are stands in the first table, and the tags of which a page has few in the second. */
const FIRST = /^(page|live|board|celebrate|qr|more|points|leaderboard|keys|fr|de|es|ar)$/;

/**
 * Has every file fetched through the loader, which checks its hash first: what files ask for later they ask for by short name,
 * and two tables say what the bytes of that file sum up to, and what it imports. The loader holds the hashes of the tables, and of
 * what the first face needs, so that all of it comes at once.
 */
function vouch(): Plugin {
  // The hash in a name is not known yet where the code is written.
  const lazy = /\bimport\(\s*(["'`])\.\/([\w-]+?)-(?:!~\{\w+\}~|[\w-]{8})\.js\1\s*\)/g;
  return {
    name: 'laurel:vouch',
    renderChunk(code) {
      const asking = code.replace(lazy, 'laurelLoad("$2")');
      return asking === code
        ? null
        : { code: `const laurelLoad=window[Symbol.for("laurel.load")];${asking}`, map: null };
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));
        const loader = chunks.find(({ fileName }) => fileName === 'laurel.js');
        // The bundler's own helper for namespaces would be a request of its own.
        for (const chunk of chunks) {
          chunk.code = chunk.code.replace(
            /import\{t(?: as (\w+))?\}from"\.\/rolldown-runtime-[\w-]+\.js";/,
            (_, name = 't') =>
              `let ${name}=e=>{let t={};for(let n in e)Object.defineProperty(t,n,{get:e[n]});return t};`,
          );
          if (/\/rolldown-runtime/.test(chunk.code))
            this.error(`${chunk.fileName} asks for the bundler's helper in another way`);
          if (/^rolldown-runtime/.test(chunk.fileName)) delete bundle[chunk.fileName];
        }
        const byName = new Map(
          chunks
            .filter(({ fileName }) => !/^rolldown-runtime/.test(fileName))
            .map((chunk) => [shortOf(chunk.fileName), chunk]),
        );
        for (const name of ['core', ...packs.map(({ name }) => name), ...tags])
          if (!byName.has(name)) this.error(`no file for ${name}`);
        if (!loader || !/\bFILES\b/.test(loader.code))
          return this.error('the loader does not ask for the names of the files');
        const files: Record<string, string> = {};
        const named = new Map<string, string>();
        /** Sums up a file after those that it imports, since it holds their names. */
        const settle = (name: string): string => {
          const chunk = byName.get(name);
          if (!chunk) return this.error(`${name} is imported and not there`);
          const known = files[name];
          if (known) return known;
          if (/\bimport\(/.test(chunk.code)) this.error(`${chunk.fileName} fetches a file that nobody has checked`);
          const needs = chunk.imports.map(shortOf).filter((need) => need !== 'rolldown-runtime');
          for (const need of needs) {
            settle(need);
            chunk.code = chunk.code.replaceAll(
              `./${named.get(need)}`,
              `./${fileOf(need, files[need]?.split(' ')[0] ?? '')}`,
            );
          }
          const sum = sumOf(chunk.code);
          files[name] = [sum, ...needs].join(' ');
          return files[name];
        };
        for (const [name, { fileName }] of byName) named.set(name, fileName);
        for (const name of byName.keys()) if (name !== 'laurel.js') settle(name);
        for (const [name, chunk] of byName)
          if (files[name]) chunk.fileName = fileOf(name, files[name].split(' ')[0] ?? '');
        const first: Record<string, string> = { core: files.core ?? '', kit: files.kit ?? '' };
        const table = (name: string, holds: (file: string) => boolean, more: object = {}) => {
          const own = Object.fromEntries(Object.entries(files).filter(([file]) => !first[file] && holds(file)));
          const source = `export default${JSON.stringify({ ...own, ...more })}`;
          const sum = sumOf(source);
          this.emitFile({ type: 'asset', fileName: fileOf(name, sum), source });
          first[name] = sum;
        };
        // What a pack holds, after its name.
        const held = packs.map(({ name, tags: inside }) => [name, ...inside]);
        for (const [name, file] of Object.entries(files)) {
          const unknown = file
            .split(' ')
            .slice(1)
            .find((need) => !first[need] && !FIRST.test(need));
          if (unknown && FIRST.test(name)) this.error(`${name} needs ${unknown}, which its table does not hold`);
        }
        table('sums', (file) => FIRST.test(file));
        table('tags', (file) => !FIRST.test(file), { '': held });
        loader.code = loader.code
          .replace(/\bFILES\b/, () => JSON.stringify(first).replace(/"(\w+)":/g, '$1:'))
          .replace(/\/\*.*?\*\/\s*/g, '');
      },
    },
  };
}

/** The stylesheet line of a page: the outer size of each tag before its code is there. */
function stylesheet(): Plugin {
  return {
    name: 'laurel:css',
    generateBundle() {
      const source = readFileSync(new URL('./src/style/laurel.css', import.meta.url), 'utf8')
        .replace(/\n\s*/g, '')
        .replace(/([:,]) | (?=\{)/g, '$1')
        .replace(/;\}/g, '}');
      this.emitFile({ type: 'asset', fileName: 'laurel.css', source });
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [
    packed(),
    shortDefine(),
    shortHub(),
    words(),
    tightTemplates(),
    tightStyles(),
    shortStyles(),
    vouch(),
    stylesheet(),
  ],
  build: {
    target: 'es2022',
    outDir: 'dist/sdk',
    // As a library, since an application's dynamic imports are wrapped in a preloader that weighs more than they do.
    lib: {
      entry: {
        laurel: 'src/loader/laurel.ts',
        ...Object.fromEntries(packs.map(({ name, path }) => [name, path])),
        ...Object.fromEntries(tags.map((tag) => [tag, `src/elements/${tag}/define.ts`])),
      },
      formats: ['es'],
    },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        minify: true,
        comments: { annotation: false },
        entryFileNames: ({ name }) => (name === 'laurel' ? 'laurel.js' : '[name]-[hash].js'),
        chunkFileNames: '[name]-[hash].js',
        // What every element needs comes in one file beside the loader, so that no third round trip is needed.
        codeSplitting: {
          groups: [
            {
              name: 'core',
              test: /widgets\/src\/(page\/(start|policy|failure)|store\/|element\/(element|template|tokens|css|request|question|define)|wire\/trpc|words\/load)/,
            },
            // What comes with the words in any case.
            {
              name: 'kit',
              test: /widgets\/src\/(element\/(kit|said\.css|controls\.css|clock|count|(sprig|offline|check)-icon)|words\/(speech|earn|id))\.ts$/,
            },
            // What all but points and boards are made of.
            {
              name: 'panel',
              test: /widgets\/src\/(element\/(panel|panel\.css|gift|why|lock-icon|share-icon)|words\/steps)\.ts$/,
            },
            // What the page does when it is asked.
            {
              name: 'page',
              test: /widgets\/src\/page\/(later|deeds|open|announce|preview|visitor|api)\.ts/,
            },
          ],
        },
      },
    },
  },
});
