import type { ImportGraph } from './import-graph.ts';

/** One cycle of imports for each group of files that reach each other, types included: `a -> b -> a`. */
export function importCycles(graph: ImportGraph): string[] {
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path].join(' -> '));
    if (start >= 0 || finished.has(path)) return;
    for (const { to } of graph.get(path) ?? []) if (to !== undefined) visit(to, [...trail, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}
