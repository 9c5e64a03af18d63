import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { countyOutlines } from './build/county-outlines.ts';

/** Where `npm start` listens; only `vite web` (development) asks it. */
const SERVICE = 'http://127.0.0.1:4567';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [svelte({ configFile: false }), countyOutlines()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy admits files of our own origin only: no inlined fonts, no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', proxy: { '/api': SERVICE } },
});
