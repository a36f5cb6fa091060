import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

// Our own rooms are TypeScript sources and go into the bundle; libraries stay where pnpm put them.
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: { input: { laurel: 'src/cli/laurel.ts' }, output: { entryFileNames: '[name].js' } },
  },
  ssr: { noExternal: [/^@laurel\//], external: [...builtinModules, 'lmdb', 'mongodb', 'mongoose', 'bson', 'mingo'] },
});
