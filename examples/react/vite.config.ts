import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2022' },
  // Who is looking is said by the shop's backend: here that of the quickstart.
  server: { proxy: { '/laurel': 'http://localhost:8000' } },
});
