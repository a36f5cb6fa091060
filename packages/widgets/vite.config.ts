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

/** Tells the loader the names of the file that everything shares and of each tag's own. */
function nameFiles(): Plugin {
  return {
    name: 'laurel:names',
    generateBundle(_, bundle) {
      const stems = Object.keys(bundle).map((name) => name.replace(/\.js$/, ''));
      const stemOf = (name: string) =>
        stems.find((stem) => stem.slice(0, -9) === name) ?? this.error(`no file for ${name}`);
      const loader = bundle['laurel.js'];
      if (loader?.type !== 'chunk' || !/\bCORE\b/.test(loader.code) || !/\bTAGS\b/.test(loader.code)) {
        return this.error('the loader does not ask for the names of the files');
      }
      loader.code = loader.code
        .replace(/\bCORE\b/, JSON.stringify(stemOf('core')))
        .replace(/\bTAGS\b/, JSON.stringify(tags.map(stemOf).join(' ')));
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
  plugins: [ownPolicy(), tightTemplates(), nameFiles(), stylesheet()],
  build: {
    target: 'es2022',
    outDir: 'dist/sdk',
    // As a library, since an application's dynamic imports are wrapped in a preloader that weighs more than they do.
    lib: {
      entry: {
        laurel: 'src/loader/laurel.ts',
        ...Object.fromEntries(tags.map((tag) => [tag, `src/elements/${tag}/define.ts`])),
      },
      formats: ['es'],
    },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        minify: true,
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
            { name: 'kit', test: /widgets\/src\/element\/(kit|said\.css|(sprig|offline)-icon)\.ts$/ },
            {
              name: 'common',
              test: /widgets\/src\/element\/(controls\.css|clock|check-icon)\.ts$/,
            },
          ],
        },
      },
    },
  },
});
