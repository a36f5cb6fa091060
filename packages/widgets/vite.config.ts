import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/** Lit makes its Trusted Types policy under its own name; here it takes ours, which is made once a page. */
function ownPolicy(): Plugin {
  const theirs = /\w+\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\)/;
  // What lit leaves on the page for polyfills and for its own warnings; several copies of lit keep apart without it.
  const tail = /,\w+=\w+\.litHtmlPolyfillSupport;.*?\.push\("[\d.]+"\);/;
  return {
    name: 'laurel:policy',
    transform(code, id) {
      if (!/lit-html\/lit-html\.js$/.test(id)) return null;
      if (!theirs.test(code) || !tail.test(code))
        this.error('lit-html no longer makes its policy as it did; see src/page/policy.ts.');
      const policy = JSON.stringify(new URL('./src/page/policy.ts', import.meta.url).pathname);
      return { code: `import{policy}from${policy};${code.replace(theirs, 'policy').replace(tail, ';')}`, map: null };
    },
  };
}

/** Takes the white space out of `css` and `html` templates that only their reader needs. */
function tightTemplates(): Plugin {
  const css = (text: string) =>
    text
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/: /g, ':')
      .replace(/;}/g, '}')
      .trim();
  return {
    name: 'laurel:templates',
    transform(code, id) {
      if (!/widgets\/src\/(element|elements)\/.*\.ts$/.test(id)) return null;
      const tight = code
        .replace(/css`([^`]*)`/g, (_, text: string) => `css\`${css(text)}\``)
        .replace(/>\n\s*(?=<|\$\{)/g, '>')
        .replace(/\}\n\s*(?=<\/?[a-z$])/g, '}');
      return { code: tight, map: null };
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
const packed = new Set(packs.flatMap(({ tags: inside }) => inside));
const single = tags.filter((tag) => !packed.has(tag));

const shortOf = (file: string) => file.replace(/-.{8}\.js$/, '');
const sumOf = (text: string, how: 'base64' | 'base64url') =>
  createHash('sha256').update(text).digest(how).replace(/=+$/, '');

/**
 * Has every file fetched through the loader, which checks its hash first: what files ask for later they ask for by short name,
 * and the table `sums` says which file that is, what its bytes sum up to, and what it imports. The loader holds the hash of the
 * table, and of the core, so that both come at once.
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
        const names = new Set(chunks.map(({ fileName }) => shortOf(fileName)));
        for (const name of ['core', ...packs.map(({ name }) => name), ...single])
          if (!names.has(name)) this.error(`no file for ${name}`);
        if (!loader || !/\bFILES\b/.test(loader.code))
          return this.error('the loader does not ask for the names of the files');
        const files: Record<string, string[]> = {};
        for (const { fileName, code, imports } of chunks) {
          if (fileName === 'laurel.js') continue;
          if (/\bimport\(/.test(code)) this.error(`${fileName} fetches a file that nobody has checked`);
          files[shortOf(fileName)] = [fileName.slice(0, -3), sumOf(code, 'base64'), ...imports.map(shortOf)];
        }
        // A tag that comes with others is found under its own name too.
        for (const { name, tags: inside } of packs) for (const tag of inside) files[tag ?? ''] = files[name] ?? [];
        const source = `export default${JSON.stringify(files)}`;
        const sums = `sums-${sumOf(source, 'base64url').slice(0, 8)}`;
        this.emitFile({ type: 'asset', fileName: `${sums}.js`, source });
        const first = { core: files.core, sums: [sums, sumOf(source, 'base64')] };
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
      const source = readFileSync(new URL('./src/style/laurel.css', import.meta.url), 'utf8').replace(/\n/g, '');
      this.emitFile({ type: 'asset', fileName: 'laurel.css', source });
    },
  };
}

export default defineConfig({
  base: './',
  // Always what is shipped, also where a test builds: never lit's development files.
  resolve: { conditions: ['module', 'browser', 'production'] },
  plugins: [ownPolicy(), tightTemplates(), vouch(), stylesheet()],
  build: {
    target: 'es2022',
    outDir: 'dist/sdk',
    // As a library, since an application's dynamic imports are wrapped in a preloader that weighs more than they do.
    lib: {
      entry: {
        laurel: 'src/loader/laurel.ts',
        ...Object.fromEntries(packs.map(({ name, path }) => [name, path])),
        ...Object.fromEntries(single.map((tag) => [tag, `src/elements/${tag}/define.ts`])),
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
              test: /lit-html\/lit-html\.js$|widgets\/src\/(page\/(start|policy)|store\/|element\/(element|tokens|css|request|question)|wire\/trpc|words\/load)/,
            },
            // What comes with the words in any case.
            {
              name: 'kit',
              test: /widgets\/src\/element\/(kit|said\.css|controls\.css|clock|(sprig|offline|check)-icon)\.ts$/,
            },
            // What the page does when it is asked.
            {
              name: 'page',
              test: /(rolldown\/runtime|widgets\/src\/(page\/(deeds|open|announce|preview|visitor|api)|elements\/points\/change)\.ts)/,
            },
          ],
        },
      },
    },
  },
});
