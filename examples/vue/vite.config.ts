import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  // Vue leaves to the browser what is not a component.
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('laurel-') } } })],
  build: { target: 'es2022' },
  // Who is looking is said by the shop's backend: here that of the quickstart.
  server: { proxy: { '/laurel': 'http://localhost:8000' } },
});
