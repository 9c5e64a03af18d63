import { posix } from 'node:path';
import { importsOf, isCode } from './source-imports.ts';
import type { SourceTree } from './source-tree.ts';

/** One import: from a file of the project to another of its files, or to a package (`package` is then its specifier). */
export interface Import {
  readonly from: string;
  readonly to: string | undefined;
  readonly package: string | undefined;
  /** Gone when the types are stripped. */
  readonly isErased: boolean;
}

export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

/** What every file of code imports, `#solver/`, `#server/` and relative specifiers resolved to paths of the tree. */
export function importGraph(tree: SourceTree): ImportGraph {
  const graph = new Map<string, Import[]>();
  for (const [path, text] of tree) {
    if (!isCode(path)) continue;
    const imports = importsOf(path, text).map(({ specifier, isErased }): Import => {
      const to = pathOf(path, specifier);
      return { from: path, to, package: to === undefined ? specifier : undefined, isErased };
    });
    graph.set(path, imports);
  }
  return graph;
}

function pathOf(importer: string, specifier: string): string | undefined {
  const [name = ''] = specifier.split('?');
  if (/^#(?:solver|server)\//.test(name)) return posix.normalize(name.slice(1));
  if (name.startsWith('.')) return posix.join(posix.dirname(importer), name);
  return undefined;
}

export function allImports(graph: ImportGraph): Import[] {
  return [...graph.values()].flat();
}

/** Everything that is loaded at run time once the roots are: the imports on the way, nearest first. */
export function loadedFrom(graph: ImportGraph, roots: readonly string[]): Import[] {
  const seen = new Set(roots);
  const loaded: Import[] = [];
  for (const path of seen) {
    for (const entry of graph.get(path) ?? []) {
      if (entry.isErased) continue;
      loaded.push(entry);
      if (entry.to !== undefined) seen.add(entry.to);
    }
  }
  return loaded;
}
