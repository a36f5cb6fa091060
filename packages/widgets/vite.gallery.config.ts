import { defineConfig } from 'vite';

/** The gallery's one script. Its pages are written by `scripts/describe.mjs`. */
export default defineConfig({
  build: {
    target: 'es2022',
    outDir: 'dist/gallery',
    emptyOutDir: false,
    lib: { entry: { gallery: 'gallery/gallery.ts' }, formats: ['es'] },
    reportCompressedSize: false,
  },
});
