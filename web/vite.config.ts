import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { countyOutlines } from './build/county-outlines.ts';

/** Where `npm start` listens; only `vite web` (development) asks it. */
const SERVICE = 'http://127.0.0.1:4567';

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

export default defineConfig({
  root: at('.'),
  plugins: [svelte({ configFile: false }), countyOutlines()],
  build: {
    outDir: 'dist',
    // Strangers get a page of their own: they do not download the bench.
    rolldownOptions: {
      input: [at('index.html'), at('apply/index.html')],
    },
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy admits files of our own origin only: no inlined fonts, no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', proxy: { '/api': SERVICE } },
});
