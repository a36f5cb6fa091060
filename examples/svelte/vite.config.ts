import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  build: { target: 'es2022' },
  // Who is looking is said by the shop's backend: here that of the quickstart.
  server: { proxy: { '/laurel': 'http://localhost:8000' } },
});
