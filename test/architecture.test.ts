import { describe, expect, test } from 'vitest';
import { importCycles } from './support/architecture/cycles.ts';
import {
  danglingImports,
  forbiddenPackages,
  schemasInBrowser,
  solverInServiceThread,
  wrongDirections,
} from './support/architecture/directions.ts';
import { emptyNames, foldersWithoutReadme, machineBoundLines } from './support/architecture/house-rules.ts';
import { allImports, importGraph } from './support/architecture/import-graph.ts';
import { readProject, treeOf } from './support/architecture/source-tree.ts';

const project = readProject(new URL('..', import.meta.url));
const graph = importGraph(project);

function graphOf(files: Record<string, string>) {
  return importGraph(treeOf(files));
}

describe('the project keeps its rules', () => {
  test('the whole project is read', () => {
    for (const room of ['solver', 'server', 'web', 'bench', 'test'])
      expect([...graph.keys()].filter((path) => path.startsWith(`${room}/`)).length, room).toBeGreaterThan(5);
    expect([...graph.keys()].filter((path) => path.endsWith('.svelte')).length).toBeGreaterThan(20);
    expect(allImports(graph).filter(({ to }) => to !== undefined).length).toBeGreaterThan(500);
  });

  test.each([
    ['imports point at files', danglingImports(project, graph)],
    ['imports go one way', wrongDirections(graph)],
    ['imports form no cycle', importCycles(graph)],
    ['the solver needs no host, its checker no package, only engines optimise', forbiddenPackages(graph)],
    ['the thread that answers requests does not load the solver', solverInServiceThread(graph)],
    ['the browser does not load the schemas', schemasInBrowser(graph)],
    ['every name says something', emptyNames(project)],
    ['every folder of the first level has a README', foldersWithoutReadme(project)],
    ['nothing is bound to one machine', machineBoundLines(project)],
  ])('%s', (_, violations) => expect(violations).toEqual([]));
});

describe('each rule can be broken', () => {
  test('imports of every kind are seen, and which of them are erased', () => {
    const tree = treeOf({
      'server/a.ts': [
        "import x from './b.ts';",
        "import type { T } from './c.ts';",
        "import { type U } from './d.ts';",
        "import './e.ts';",
        "export * from './f.ts';",
        "export type { V } from './g.ts';",
        "const h = await import('./h.ts');",
        "let i: import('./i.ts').I;",
        "import contract from '#solver/contract/problem.ts';",
        "// import './comment.ts'",
        'const text = "import \'./text.ts\'";',
      ].join('\n'),
      'web/src/Page.svelte': [
        '<script module lang="ts">import a from "./a.ts";</script>',
        '<script lang="ts">import type { B } from "../b.ts";</script>',
        '<p>import "./text.ts"</p>',
      ].join('\n'),
    });
    const seen = allImports(importGraph(tree)).map(({ to, isErased }) => `${to}${isErased ? ' erased' : ''}`);
    expect(seen).toEqual([
      'server/b.ts',
      'server/c.ts erased',
      'server/d.ts',
      'server/e.ts',
      'server/f.ts',
      'server/g.ts erased',
      'server/h.ts',
      'server/i.ts erased',
      'solver/contract/problem.ts',
      'web/src/a.ts',
      'web/b.ts erased',
    ]);
  });

  test('an import of a file that is gone', () => {
    const tree = treeOf({ 'web/a.ts': "import './b.ts'; import './c.ts';", 'web/b.ts': '' });
    expect(danglingImports(tree, importGraph(tree))).toEqual([
      'web/a.ts imports web/c.ts, which does not exist',
    ]);
  });

  test.each([
    ['solver/contract/a.ts', '../score/b.ts'],
    ['solver/score/a.ts', '../program/b.ts'],
    ['solver/program/a.ts', '../engines/b.ts'],
    ['solver/engines/a.ts', '../solve.ts'],
    ['solver/certify/a.ts', '../program/b.ts'],
    ['solver/certify/a.ts', '../score/b.ts'],
    ['solver/simulate/a.ts', '../score/b.ts'],
    ['solver/explore/a.ts', '../solve.ts'],
    ['solver/solve.ts', './simulate/b.ts'],
    ['solver/unheard-of/a.ts', '../contract/b.ts'],
    ['solver/score/a.ts', '#server/config.ts'],
    ['server/routes/a.ts', '#solver/solve.ts'],
    ['server/use-cases/a.ts', '#solver/score/b.ts'],
    ['server/jobs/solver-jobs.ts', '#solver/certify/verify.ts'],
    ['server/jobs/file-worker.ts', '#solver/solve.ts'],
    ['server/files/a.ts', '#solver/simulate/b.ts'],
    ['server/jobs/worker/main.ts', '../../../bench/a.ts'],
    ['server/a.ts', '../web/src/b.ts'],
    ['web/src/a.ts', '#solver/score/b.ts'],
    ['web/src/a.ts', '../../solver/solve.ts'],
    ['web/src/a.ts', '#server/app.ts'],
    ['web/src/a.ts', '../../test/support/b.ts'],
    ['bench/a.ts', '../test/support/b.ts'],
    ['test/a.test.ts', '../bench/b.ts'],
  ])('%s may not import %s, not even its types', (path, specifier) => {
    expect(wrongDirections(graphOf({ [path]: `import type { A } from '${specifier}';` }))).toHaveLength(1);
  });

  test.each([
    ['solver/engines/a.ts', '../program/b.ts'],
    ['solver/solve.ts', './certify/b.ts'],
    ['server/jobs/worker/solve-in-time.ts', '#solver/solve.ts'],
    ['server/commands/solve.ts', '#solver/solve.ts'],
    ['server/routes/a.ts', '#solver/contract/b.ts'],
    ['web/src/a.ts', '#solver/contract/b.ts'],
    ['bench/a.ts', '#solver/solve.ts'],
    ['test/web/a.test.ts', '../../web/src/b.ts'],
  ])('%s may import %s', (path, specifier) => {
    expect(wrongDirections(graphOf({ [path]: `import { a } from '${specifier}';` }))).toEqual([]);
  });

  test('a cycle, even of types alone', () => {
    const tree = {
      'server/a.ts': "import './b.ts';",
      'server/b.ts': "import type { C } from './c.ts';",
      'server/c.ts': "import './b.ts'; import './d.ts';",
      'server/d.ts': '',
    };
    expect(importCycles(graphOf(tree))).toEqual(['server/b.ts -> server/c.ts -> server/b.ts']);
    expect(importCycles(graphOf({ ...tree, 'server/b.ts': "import './d.ts';" }))).toEqual([]);
  });

  test.each([
    ['solver/score/a.ts', 'node:fs'],
    ['solver/engines/a.ts', 'worker_threads'],
    ['solver/contract/a.ts', 'highs'],
    ['solver/certify/a.ts', 'zod'],
    ['web/src/a.ts', 'glpk.js'],
    ['server/jobs/worker/main.ts', 'glpk.js/node'],
    ['solver/program/a.ts', 'highs'],
  ])('%s may not import the package %s', (path, name) => {
    expect(forbiddenPackages(graphOf({ [path]: `import a from '${name}';` }))).toHaveLength(1);
  });

  test.each([
    ['solver/engines/a.ts', 'glpk.js/node'],
    ['bench/a.ts', 'highs'],
    ['web/src/a.ts', 'svelte'],
  ])('%s may import the package %s', (path, name) => {
    expect(forbiddenPackages(graphOf({ [path]: `import a from '${name}';` }))).toEqual([]);
  });

  test('the service loads the solver by a detour', () => {
    const tree = {
      'server/main.ts': "import './app.ts'; import type { W } from './jobs/worker/main.ts';",
      'server/app.ts': "import './jobs/pool.ts';",
      'server/jobs/pool.ts': '',
      'server/jobs/worker/main.ts': "import '#solver/solve.ts';",
      'solver/solve.ts': "import './contract/problem.ts';",
    };
    expect(solverInServiceThread(graphOf(tree))).toEqual([]);
    const detour = { ...tree, 'server/jobs/pool.ts': "import './worker/main.ts';" };
    expect(solverInServiceThread(graphOf(detour))).toEqual([
      "server/jobs/worker/main.ts makes the service's own thread load solver/solve.ts",
    ]);
  });

  test('the browser loads the schemas by a detour', () => {
    const tree = {
      'web/src/Page.svelte':
        '<script lang="ts">import type { P } from "#solver/contract/problem.ts"; import "#solver/contract/plain.ts";</script>',
      'solver/contract/problem.ts': "import { z } from 'zod';",
      'solver/contract/plain.ts': '',
    };
    expect(schemasInBrowser(graphOf(tree))).toEqual([]);
    const detour = { ...tree, 'solver/contract/plain.ts': "export * from './problem.ts';" };
    expect(schemasInBrowser(graphOf(detour))).toEqual([
      'solver/contract/problem.ts makes the browser load zod',
    ]);
  });

  test.each(['server/utils/a.ts', 'server/csv-helpers.ts', 'web/src/common.svelte.ts', 'solver/Utils.ts'])(
    'the name %s says nothing',
    (path) => {
      expect(emptyNames(treeOf({ [path]: '', 'server/utility-bill.ts': '' }))).toEqual([path]);
    },
  );

  test('a folder without a README', () => {
    const tree = treeOf({
      'a/README.md': '',
      'a/b/c.ts': '',
      'd/e/README.md': '',
      '.ci/run': '',
      'f.json': '',
    });
    expect(foldersWithoutReadme(tree)).toEqual(['d']);
  });

  test('a host of packages or a path of one machine', () => {
    // Put together at run time: this file is read by the rule as well.
    const bound = [
      `https://${'registry'}.example.org/zod`,
      `https://${'npm'}.pkg.example.com`,
      `see ${'/home'}/ada/mile`,
      `"${'/Users'}/ada/mile"`,
      'C:\\Users\\ada',
      `(${'/tmp'}/draft.json)`,
    ];
    const free = [
      '/usr/bin/env bash',
      'GET /api/home/page',
      './tmp/x',
      'https://example.org/work/x',
      '#/home/',
    ];
    const tree = treeOf({ 'README.md': [...bound, ...free].join('\n') });
    expect(machineBoundLines(tree)).toEqual(bound.map((_, index) => `README.md:${index + 1}`));
  });
});
