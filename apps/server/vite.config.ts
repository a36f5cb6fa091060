import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

// Our own rooms are TypeScript sources and go into the bundle, and so do the libraries that only they name; ours stay outside.
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: { input: { laurel: 'src/cli/laurel.ts' }, output: { entryFileNames: '[name].js' } },
  },
  ssr: { noExternal: [/^@laurel\//, 'mingo', 'temporal-polyfill'], external: [...builtinModules] },
});
