import loadGlpk from 'glpk.js/node';
import { solvedBy } from './contender.ts';
import type { Contender } from './contender.ts';
import { modelRows, pairWorth } from './whole-model.ts';
import type { ModelRow } from './whole-model.ts';

/** glpk.js on the whole model with binary variables, as its own README writes one. */
export async function glpkContender(): Promise<Contender> {
  const glpk = await loadGlpk();
  const bounds = ({ lower, upper }: ModelRow) => {
    if (lower === upper) return { type: glpk.GLP_FX, lb: lower, ub: upper };
    if (upper === Infinity) return { type: glpk.GLP_LO, lb: lower, ub: 0 };
    if (lower === -Infinity) return { type: glpk.GLP_UP, lb: 0, ub: upper };
    return { type: glpk.GLP_DB, lb: lower, ub: upper };
  };
  return (problem) => {
    const names = Array.from(problem.pairs.score, (_, pair) => `x${pair}`);
    const name = (pair: number) => names[pair] as string;
    const model = {
      name: 'whole',
      objective: {
        direction: glpk.GLP_MAX,
        name: 'worth',
        vars: Array.from(pairWorth(problem), (coef, pair) => ({ name: name(pair), coef })),
      },
      subjectTo: modelRows(problem).map((row, index) => ({
        name: `r${index}`,
        vars: row.pairs.map((pair, entry) => ({ name: name(pair), coef: row.coefficients?.[entry] ?? 1 })),
        bnds: bounds(row),
      })),
      binaries: names,
    };
    const { vars } = glpk.solve(model, { msglev: glpk.GLP_MSG_OFF, presol: true, mipgap: 0 }).result;
    return solvedBy(problem, (pair) => (vars[name(pair)] ?? 0) > 0.5);
  };
}
