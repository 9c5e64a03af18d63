import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { GeometryCollection } from 'topojson-specification';
import type { Plugin } from 'vite';
import { stateOf, type CountyTopology } from './state-of.ts';

/** The page asks for this; it gives the name of each state of the USA, and a loader for its counties. */
const INDEX = 'virtual:county-outlines';
const STATE = `${INDEX}/`;
const RESOLVED = '\0';

type Atlas = CountyTopology & { objects: { states: GeometryCollection<{ name: string }> } };

/**
 * Cuts the counties of every state out of us-atlas when the page is built, so that any programme can choose its own: each is a module that is
 * loaded with the first map, 31 KB for Minnesota instead of 842.
 */
export function countyOutlines(): Plugin {
  const atlas = readAtlas();
  return {
    name: 'county-outlines',
    resolveId: (id) => (id === INDEX || id.startsWith(STATE) ? RESOLVED + id : undefined),
    load(id) {
      if (id === RESOLVED + INDEX) return indexOf(atlas);
      if (!id.startsWith(RESOLVED + STATE)) return undefined;
      return `export default ${JSON.stringify(stateOf(atlas, id.slice((RESOLVED + STATE).length)))}`;
    },
  };
}

function readAtlas(): Atlas {
  const path = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Atlas;
}

function indexOf({ objects }: Atlas): string {
  const states = objects.states.geometries.map(
    ({ id, properties }) => [String(id), properties?.name ?? String(id)] as const,
  );
  states.sort(([, a], [, b]) => a.localeCompare(b));
  const entries = states.map(([code]) => `'${code}': () => import('${STATE}${code}')`);
  return `export const STATE_NAMES = new Map(${JSON.stringify(states)});
export const OUTLINES = { ${entries.join(', ')} };`;
}
