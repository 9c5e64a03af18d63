import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { stateOf, type CountyTopology } from './state-of.ts';

/** The page asks for this; it gives a loader for each state that a shipped programme names. */
const INDEX = 'virtual:county-outlines';
const STATE = `${INDEX}/`;
const RESOLVED = '\0';

const PROGRAMMES = new URL('../../solver/contract/programme/', import.meta.url);

/**
 * Cuts the counties of some states out of us-atlas when the page is built: 31 KB for Minnesota instead of 842, each a module of its own
 * that is loaded with the first map.
 */
export function countyOutlines(): Plugin {
  return {
    name: 'county-outlines',
    resolveId: (id) => (id === INDEX || id.startsWith(STATE) ? RESOLVED + id : undefined),
    load(id) {
      if (id === RESOLVED + INDEX) return loaders(statesNamed());
      if (!id.startsWith(RESOLVED + STATE)) return undefined;
      const atlas = createRequire(import.meta.url)('us-atlas/counties-10m.json') as CountyTopology;
      return `export default ${JSON.stringify(stateOf(atlas, id.slice((RESOLVED + STATE).length)))}`;
    },
  };
}

function loaders(states: readonly string[]): string {
  const entries = states.map((state) => `'${state}': () => import('${STATE}${state}')`);
  return `export const OUTLINES = { ${entries.join(', ')} };`;
}

function statesNamed(): string[] {
  const files = readdirSync(PROGRAMMES).filter((name) => name.endsWith('.json'));
  const states = files.flatMap((name) => {
    const programme = JSON.parse(readFileSync(new URL(name, PROGRAMMES), 'utf8')) as {
      geography?: { outlines?: { state: string } };
    };
    return programme.geography?.outlines?.state ?? [];
  });
  return [...new Set(states)].sort();
}
