import { defineConfig } from 'vite';
import base from './vite.config.ts';

/** For bundlers: the classes, their registration, and the start apart, as ES modules. */
export default defineConfig({
  base: './',
  // The same care for words and templates; the names of the script tag's files are of no use here.
  plugins: (base.plugins ?? []).filter(
    (plugin) =>
      plugin && 'name' in plugin && ['laurel:words', 'laurel:templates', 'laurel:styles'].includes(plugin.name),
  ),
  build: {
    target: 'es2022',
    outDir: 'dist/es',
    lib: {
      entry: { index: 'src/index.ts', define: 'src/define.ts', start: 'src/start.ts' },
      formats: ['es'],
    },
    reportCompressedSize: false,
    // A file for each of ours, so that a page's bundle holds only the classes that it names.
    rolldownOptions: { output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' } },
  },
});
