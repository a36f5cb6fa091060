import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

// Our own rooms are TypeScript sources and go into the bundle, and so do the libraries that only they name; ours stay outside.
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      // A thread's file lies beside the command, and so does whatever both have a part in.
      input: { laurel: 'src/cli/laurel.ts', trial: 'src/use/try/thread.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
  ssr: { noExternal: [/^@laurel\//, 'mingo', 'temporal-polyfill'], external: [...builtinModules] },
});
