import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUILT = new URL('../../web/dist/', import.meta.url);

/** Bytes of script and style, compressed, that the built page fetches before it shows anything. */
export function firstScreenBytes(): number {
  const html = readFileSync(new URL('index.html', BUILT), 'utf8');
  const paths = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, path]) => path ?? '',
  );
  if (paths.length === 0) throw new Error('web/dist/index.html names no scripts: build the page first');
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(new URL(path, BUILT))).length, 0);
}
