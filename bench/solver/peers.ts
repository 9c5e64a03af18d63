import loadGlpk from 'glpk.js/node';
import highsModule from 'highs';
import type { Problem } from '#solver/contract/problem.ts';

/** What a peer answers: enough to validate it. */
export interface PeerAnswer {
  matched: number;
  score: number;
}

/** Somebody else's way from a problem in memory to an answer, all work included. */
export interface Peer {
  name: string;
  solve(problem: Problem): PeerAnswer;
}

/**
 * Matched before score, in one objective: a pair is worth its score plus more than the best single score. It is what a user of a
 * general engine writes. It is lexicographic only where no chain of exchanges gains more than that, so each answer is compared
 * with the proven one; a larger weight would run into the engines' tolerances.
 */
function pairWorth(problem: Problem): number[] {
  const scores = Array.from(problem.pairs.score);
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  return scores.map((score) => score + best + 1);
}

function answerOf(problem: Problem, chosen: (pair: number) => boolean): PeerAnswer {
  const answer = { matched: 0, score: 0 };
  for (let pair = 0; pair < problem.pairs.score.length; pair += 1) {
    if (!chosen(pair)) continue;
    answer.matched += 1;
    answer.score += problem.pairs.score[pair] as number;
  }
  return answer;
}

function pairsByNode(count: number, ends: ArrayLike<number>): number[][] {
  const lists: number[][] = Array.from({ length: count }, () => []);
  for (let pair = 0; pair < ends.length; pair += 1) lists[ends[pair] as number]?.push(pair);
  return lists;
}

/** Both sides' rows: the pairs of one person, and the limits on how many may be chosen. */
function limitRows(problem: Problem) {
  const sides = [
    {
      nodes: problem.participants,
      lists: pairsByNode(problem.participants.length, problem.pairs.participant),
    },
    { nodes: problem.mentors, lists: pairsByNode(problem.mentors.length, problem.pairs.mentor) },
  ];
  return sides.flatMap(({ nodes, lists }) =>
    nodes.map((node, index) => ({ pairs: lists[index] ?? [], min: node.min, max: node.max })),
  );
}

/** glpk.js on the whole model with binary variables, as its own README writes one. */
export async function glpkPeer(): Promise<Peer> {
  const glpk = await loadGlpk();
  return {
    name: 'glpk.js, whole model',
    solve(problem) {
      const worth = pairWorth(problem);
      const name = (pair: number) => `x${pair}`;
      const model = {
        name: 'whole',
        objective: {
          direction: glpk.GLP_MAX,
          name: 'worth',
          vars: worth.map((coef, pair) => ({ name: name(pair), coef })),
        },
        subjectTo: limitRows(problem)
          .filter((row) => row.pairs.length > 0)
          .map((row, index) => ({
            name: `r${index}`,
            vars: row.pairs.map((pair) => ({ name: name(pair), coef: 1 })),
            bnds: { type: row.min === row.max ? glpk.GLP_FX : glpk.GLP_DB, lb: row.min, ub: row.max },
          })),
        binaries: worth.map((_, pair) => name(pair)),
      };
      const { vars } = glpk.solve(model, { msglev: glpk.GLP_MSG_OFF, presol: true }).result;
      return answerOf(problem, (pair) => (vars[name(pair)] ?? 0) > 0.5);
    },
  };
}

function lpText(problem: Problem): string {
  const term = (coefficient: number, pair: number) => `${coefficient} x${pair}`;
  const objective = pairWorth(problem).map(term).join(' + ');
  const rows = limitRows(problem).filter((row) => row.pairs.length > 0);
  const subjectTo = rows.flatMap((row, index) => {
    const sum = row.pairs.map((pair) => term(1, pair)).join(' + ');
    const upper = ` u${index}: ${sum} <= ${row.max}`;
    return row.min > 0 ? [upper, ` l${index}: ${sum} >= ${row.min}`] : [upper];
  });
  const names = Array.from(problem.pairs.score, (_, pair) => `x${pair}`).join(' ');
  return `Maximize\n obj: ${objective}\nSubject To\n${subjectTo.join('\n')}\nBinary\n ${names}\nEnd\n`;
}

// The package's types describe its CommonJS face, so the compiler sees the loader one level deeper than it is.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** HiGHS on the whole model, from LP text, with both gaps closed. */
export async function highsPeer(): Promise<Peer> {
  const highs = await loadHighs();
  return {
    name: 'HiGHS, whole model',
    solve(problem) {
      const { Columns } = highs.solve(lpText(problem), {
        mip_rel_gap: 0,
        mip_abs_gap: 0.5,
        output_flag: false,
      });
      return answerOf(problem, (pair) => {
        const column = Columns[`x${pair}`];
        return column !== undefined && 'Primal' in column && (column.Primal ?? 0) > 0.5;
      });
    },
  };
}
