import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';
import { dependencies } from './package.json';

// Libraries of the shop stay where pnpm put them; `@laurel/node` is TypeScript source and goes in with all that it needs.
const libraries = Object.keys(dependencies).filter((name) => !name.startsWith('@laurel/'));

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: { input: { server: 'src/server.ts' }, output: { entryFileNames: '[name].js' } },
  },
  ssr: { noExternal: true, external: [...builtinModules, ...libraries] },
});
