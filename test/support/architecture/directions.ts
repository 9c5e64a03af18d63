import { isBuiltin } from 'node:module';
import { allImports, loadedFrom } from './import-graph.ts';
import type { Import, ImportGraph } from './import-graph.ts';
import type { SourceTree } from './source-tree.ts';

const SOLVER = ['contract', 'score', 'program', 'engines', 'certify', 'explore', 'simulate', 'solve.ts'].map(
  (room) => `solver/${room}`,
);

/** Which rooms a room may import besides itself. Nobody may import bench or test. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'solver/contract': [],
  'solver/score': ['solver/contract'],
  'solver/program': ['solver/contract', 'solver/score'],
  'solver/engines': ['solver/contract', 'solver/score', 'solver/program'],
  'solver/certify': ['solver/contract'],
  'solver/simulate': ['solver/contract'],
  'solver/explore': ['solver/contract', 'solver/score', 'solver/program', 'solver/engines'],
  'solver/solve.ts': [
    'solver/contract',
    'solver/score',
    'solver/program',
    'solver/engines',
    'solver/certify',
  ],
  server: ['solver/contract'],
  web: ['solver/contract'],
  bench: [...SOLVER, 'server'],
  test: [...SOLVER, 'server', 'web'],
};

/** What runs on a thread of its own or from a terminal: it may compute. */
const MAY_COMPUTE = /^server\/(?:jobs\/worker\/|commands\/|cli\.ts$)/;

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'solver' ? `solver/${second}` : first;
}

/** Imports that go against the house's directions. Types count: they too are knowledge of another room. */
export function wrongDirections(graph: ImportGraph): string[] {
  return allImports(graph)
    .filter(({ from, to }) => to !== undefined && !mayImport(from, to))
    .map(({ from, to }) => `${from} may not import ${to}`);
}

function mayImport(from: string, to: string): boolean {
  const [importer, imported] = [roomOf(from), roomOf(to)];
  if (importer === imported) return true;
  // Settings of the tools that stand beside the rooms belong to no room.
  const allowed = MAY_IMPORT[importer] ?? [];
  return allowed.includes(imported) || (MAY_COMPUTE.test(from) && SOLVER.includes(imported));
}

/** Imports that point at no file: were they let pass, a rule could be broken unseen. */
export function danglingImports(tree: SourceTree, graph: ImportGraph): string[] {
  return allImports(graph)
    .filter(({ to }) => to !== undefined && !tree.has(to))
    .map(({ from, to }) => `${from} imports ${to}, which does not exist`);
}

/** Packages that run optimisations: behind the engines' interface, and in bench as peers. */
const ENGINE_PACKAGE = /^(?:glpk\.js|highs)(?:\/|$)/;

/**
 * Packages that would tie the solver to a host, let the checker share code, widen the contract's needs, or take an optimisation to
 * where nobody checks it, the browser above all.
 */
export function forbiddenPackages(graph: ImportGraph): string[] {
  return allImports(graph).filter(isForbiddenPackage).map(packageSentence);
}

function isForbiddenPackage({ from, package: name }: Import): boolean {
  if (name === undefined) return false;
  const room = roomOf(from);
  if (ENGINE_PACKAGE.test(name)) return room !== 'solver/engines' && room !== 'bench';
  if (!room.startsWith('solver/')) return false;
  if (isBuiltin(name)) return true;
  return room === 'solver/certify' || (room === 'solver/contract' && name !== 'zod');
}

function packageSentence({ from, package: name }: Import): string {
  return `${from} may not import the package ${name}`;
}

/** What makes the thread that answers requests load the solver: a long solve would hold up every answer. */
export function solverInServiceThread(graph: ImportGraph): string[] {
  return loadedFrom(graph, ['server/main.ts'])
    .filter(({ from, to }) => roomOf(from) === 'server' && to !== undefined && isSolverBeyondContract(to))
    .map(({ from, to }) => `${from} makes the service's own thread load ${to}`);
}

function isSolverBeyondContract(path: string): boolean {
  const room = roomOf(path);
  return room.startsWith('solver/') && room !== 'solver/contract';
}

/** What makes the browser load the schemas' library, which is larger than the page. */
export function schemasInBrowser(graph: ImportGraph): string[] {
  const pages = [...graph.keys()].filter((path) => path.startsWith('web/src/'));
  return loadedFrom(graph, pages)
    .filter(({ package: name }) => name === 'zod' || name?.startsWith('zod/'))
    .map(({ from }) => `${from} makes the browser load zod`);
}
