import loadGlpk from 'glpk.js/node';
import type { GLPK, LP } from 'glpk.js/node';
import type { LinearEngine } from './linear-engine.ts';
import type { LinearModel } from './linear-model.ts';

/**
 * glpk.js, with its traps walled off (each has a test):
 * - `bounds` are ignored on `binaries`: whole columns are `generals` with bounds.
 * - Return codes are dropped, and presolving decides what the status means: a linear program without it (with it, infeasible reads
 *   "undefined"), an integer program with it (without it, all read "undefined" with the value 0).
 * - It prints unless `msglev` is off, and a long name ends its memory: names are x1, x2, ...
 * - A default lower bound of 0 and no upper bound hold for columns that are not named in `bounds`.
 */
export async function loadGlpkEngine(): Promise<LinearEngine> {
  const glpk = await loadGlpk();
  return {
    name: 'glpk',
    version: glpk.version,
    relax(model, limitMs) {
      const { status, vars, dual } = glpk.solve(toLp(glpk, model), options(glpk, limitMs, false)).result;
      return {
        status: status === glpk.GLP_OPT ? 'optimal' : status === glpk.GLP_NOFEAS ? 'infeasible' : 'unsettled',
        values: numbers(vars, model.objective.length),
        prices: numbers(dual ?? {}, model.rowLower.length),
      };
    },
    search(model, limitMs) {
      const lp = toLp(glpk, model);
      lp.generals = Array.from(model.objective, (_, column) => nameOf(column));
      const { status, vars } = glpk.solve(lp, options(glpk, limitMs, true)).result;
      const found = status === glpk.GLP_OPT || status === glpk.GLP_FEAS;
      return found ? numbers(vars, model.objective.length) : undefined;
    },
  };
}

function options(glpk: GLPK, limitMs: number, presol: boolean) {
  const limit = Number.isFinite(limitMs) ? { tmlim: Math.max(0, limitMs) / 1000 } : {};
  return { msglev: glpk.GLP_MSG_OFF, presol, mipgap: 0, ...limit };
}

/** Columns and rows are numbered from 1, and listed so that GLPK numbers them alike. */
const names: string[] = [];
function nameOf(index: number): string {
  for (let next = names.length; next <= index; next += 1) names.push(`x${next + 1}`);
  return names[index] as string;
}

function numbers(named: Record<string, number>, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let index = 0; index < count; index += 1) values[index] = named[nameOf(index)] ?? NaN;
  return values;
}

function toLp(glpk: GLPK, model: LinearModel): LP {
  const { objective, columnUpper, rowLower, rowUpper, starts } = model;
  // Entries of 1 are by far the most: each column's is made once and shared by its rows.
  const ones = Array.from(objective, (_, column) => ({ name: nameOf(column), coef: 1 }));
  const bounds: LP['bounds'] = [];
  for (const [column, upper] of columnUpper.entries()) {
    if (upper < Infinity) bounds.push({ name: nameOf(column), ...limits(glpk, 0, upper) });
  }
  const subjectTo: LP['subjectTo'] = [];
  for (let row = 0; row < rowLower.length; row += 1) {
    const vars: { name: string; coef: number }[] = [];
    for (let entry = starts[row] as number; entry < (starts[row + 1] as number); entry += 1) {
      const column = model.columns[entry] as number;
      const coef = model.values[entry] as number;
      vars.push(
        coef === 1 ? (ones[column] as { name: string; coef: number }) : { name: nameOf(column), coef },
      );
    }
    const bnds = limits(glpk, rowLower[row] as number, rowUpper[row] as number);
    subjectTo.push({ name: nameOf(row), vars, bnds });
  }
  const vars = Array.from(objective, (coef, column) => ({ name: nameOf(column), coef }));
  return { name: 'm', objective: { direction: glpk.GLP_MAX, name: 'z', vars }, subjectTo, bounds };
}

function limits(glpk: GLPK, lb: number, ub: number) {
  if (lb === ub) return { type: glpk.GLP_FX, lb, ub };
  if (ub === Infinity) return { type: glpk.GLP_LO, lb, ub: 0 };
  return lb === -Infinity ? { type: glpk.GLP_UP, lb: 0, ub } : { type: glpk.GLP_DB, lb, ub };
}
