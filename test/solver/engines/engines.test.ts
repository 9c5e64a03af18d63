import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseWorkshop } from '#solver/engines/choose.ts';
import type { LinearModel } from '#solver/engines/linear-model.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { LinearEngine } from '#solver/engines/linear-engine.ts';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { knapsack } from '../../support/knapsack.ts';
import { smallProblem } from '../../support/random-problem.ts';

/** Rows as [lower, upper, { column: value }]. */
function model(
  objective: number[],
  columnUpper: number[],
  rows: [number, number, Record<number, number>][],
): LinearModel {
  const entries = rows.map(([, , row]) => Object.entries(row));
  return {
    objective: Float64Array.from(objective),
    columnUpper: Float64Array.from(columnUpper),
    rowLower: Float64Array.from(rows, ([lower]) => lower),
    rowUpper: Float64Array.from(rows, ([, upper]) => upper),
    starts: Int32Array.from([0, ...entries.map((_, row) => entries.slice(0, row + 1).flat().length)]),
    columns: Int32Array.from(entries.flat(), ([column]) => Number(column)),
    values: Float64Array.from(entries.flat(), ([, value]) => value),
  };
}

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

describe.each(['glpk', 'highs'] as const)('%s', (name) => {
  let engine: LinearEngine;
  beforeAll(() => {
    engine = engines[name];
  });

  it('gives an optimal vertex and prices with objective = prices A + reduced costs', () => {
    // x1 + x2 <= 1.5 and x2 >= 1: one more of the first is worth 3, the second costs 1.
    const lp = model(
      [3, 2],
      [1, 1],
      [
        [-Infinity, 1.5, { 0: 1, 1: 1 }],
        [1, Infinity, { 1: 1 }],
      ],
    );
    const { status, values, prices } = engine.relax(lp, Infinity);
    expect(status).toBe('optimal');
    expect([...values]).toEqual([0.5, 1]);
    expect([...prices]).toEqual([3, -1]);
  });

  it('knows equations and columns without an upper bound', () => {
    const lp = model(
      [-1, -3],
      [Infinity, Infinity],
      [
        [7, 7, { 0: 1, 1: 2 }],
        [-Infinity, 2, { 1: 1 }],
      ],
    );
    expect([...engine.relax(lp, Infinity).values]).toEqual([7, 0]);
  });

  it('says infeasible of what is infeasible', () => {
    const lp = model([1, 1], [1, 1], [[3, Infinity, { 0: 1, 1: 1 }]]);
    expect(engine.relax(lp, Infinity).status).toBe('infeasible');
  });

  it('does not call a relaxation optimal that had no time', () => {
    expect(engine.relax(wide(), 0).status).toBe('unsettled');
  });

  it('finds whole values, within bounds of 0, 1 and more', () => {
    const ip = model([5, 4, 1], [0, 1, Infinity], [[-Infinity, 3.5, { 0: 1, 1: 1, 2: 1 }]]);
    expect([...(engine.search(ip, Infinity) ?? [])]).toEqual([0, 1, 2]);
  });

  it('finds nothing where there is nothing', () => {
    const ip = model([1, 1], [1, 1], [[0.4, 0.6, { 0: 1, 1: 1 }]]);
    expect(engine.search(ip, Infinity)).toBeUndefined();
  });

  it('goes on to the very best', () => {
    // In these, HiGHS stops 0.01 % before it unless told otherwise.
    for (const seed of [0, 7, 8, 12, 14]) {
      const { problem, best } = knapsack(seed, 30, 1000);
      const score = Array.from(problem.pairs.score);
      const weights = Object.fromEntries(problem.quotas[0]?.coefficients.entries() ?? []);
      const ones = score.map(() => 1);
      const ip = model(score, ones, [[-Infinity, problem.quotas[0]?.bound ?? 0, weights]]);
      const values = engine.search(ip, Infinity);
      const value = score.reduce((sum, worth, item) => sum + ((values?.[item] ?? 0) > 0.5 ? worth : 0), 0);
      expect({ seed, value }).toEqual({ seed, value: best });
    }
  });

  it('refuses everything once it broke down, and is well again when loaded anew', async () => {
    const broken = (await loadEngines())[name];
    const good = model([1], [1], [[-Infinity, 1, { 0: 1 }]]);
    const twice: LinearModel = {
      ...model([1, 1], [1, 1], [[-Infinity, 1, { 0: 1, 1: 1 }]]),
      columns: Int32Array.from([0, 0]),
    };
    expect(broken.relax(good, Infinity).status).toBe('optimal');
    expect(() => broken.relax(twice, Infinity)).toThrow(expect.objectContaining({ code: 'ENGINE_FAILED' }));
    expect(() => broken.relax(good, Infinity)).toThrow(expect.objectContaining({ code: 'ENGINE_FAILED' }));
    expect(() => broken.search(good, Infinity)).toThrow(expect.objectContaining({ code: 'ENGINE_FAILED' }));
    expect((await loadEngines())[name].relax(good, Infinity).status).toBe('optimal');
  });

  it('prints nothing', () => {
    const script = `
      import { loadEngines } from '#solver/engines/load.ts';
      const { ${name}: engine } = await loadEngines();
      const model = { objective: Float64Array.of(1, 1), columnUpper: Float64Array.of(1, 1), rowLower: Float64Array.of(-Infinity),
        rowUpper: Float64Array.of(1.5), starts: Int32Array.of(0, 2), columns: Int32Array.of(0, 1), values: Float64Array.of(1, 1) };
      engine.relax(model, Infinity);
      engine.search(model, Infinity);
      engine.relax({ ...model, rowLower: Float64Array.of(3), rowUpper: Float64Array.of(4) }, Infinity);`;
    const root = new URL('../../..', import.meta.url).pathname;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(printed).toBe('');
  });
});

/** A dense assignment of 60 by 60, which no engine finishes in no time. */
function wide(): LinearModel {
  const side = 60;
  const rows: [number, number, Record<number, number>][] = [];
  for (let node = 0; node < side; node += 1) {
    const own = Array.from({ length: side }, (_, other) => [node * side + other, 1]);
    const others = Array.from({ length: side }, (_, other) => [other * side + node, 1]);
    rows.push([1, 1, Object.fromEntries(own)], [1, 1, Object.fromEntries(others)]);
  }
  const scores = Array.from({ length: side * side }, (_, pair) => (pair * 7919) % 1000);
  return model(
    scores,
    scores.map(() => Infinity),
    rows,
  );
}

describe('choosing an engine', () => {
  const budget = { remainingMs: () => Infinity };
  const pure = canonicalProblem({ ...smallProblem(1), quotas: [] });
  const quota = { id: 'q', sense: '<=' as const, bound: 1, pairs: [0], coefficients: [1] };
  const withQuota = canonicalProblem({ ...smallProblem(1), quotas: [quota] });
  const engineOf = (name: string, program = pure) => chooseWorkshop(engines, name, program, budget).engine;

  it('takes the network kernel for auto where there are no quotas', () => {
    expect(engineOf('auto')).toBe('flow');
    expect(engineOf('flow')).toBe('flow');
    expect(engineOf('glpk')).toBe('glpk');
    expect(engineOf('highs')).toBe('highs');
    expect(engineOf('highs', withQuota)).toBe('highs');
  });

  it('refuses what it cannot do with a remedy, never falls back', () => {
    expect(() => engineOf('flow', withQuota)).toThrow(
      expect.objectContaining({ code: 'ENGINE_NOT_AVAILABLE', message: expect.stringContaining('Choose') }),
    );
    expect(() => engineOf('cplex')).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_ENGINE', message: expect.stringContaining('"cplex"') }),
    );
  });
});
