import { expect, it } from 'vitest';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { isFeasible, placesOfOnes } from '#solver/program/choice.ts';
import { Exchanges } from '#solver/program/exchanges.ts';
import type { Program } from '#solver/program/program.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { feasibleChoices } from '../../support/brute-force.ts';
import { oneEach } from '../../support/one-each.ts';
import { randomProblem, smallProblem } from '../../support/random-problem.ts';

function choiceOf(program: Program, chosen: readonly number[]): Uint8Array {
  const x = new Uint8Array(program.fixed.length);
  for (const pair of chosen) x[pair] = 1;
  return x;
}

it('a weakest pair is taken out wherever some choice is without it and brings in none that is as weak', () => {
  const answers = { taken: 0, kept: 0 };
  for (let seed = 0; seed < 400; seed += 1) {
    const problem = { ...smallProblem(seed), quotas: [] };
    const choices = [...feasibleChoices(problem)];
    const chosen = choices.find(({ length }) => length > 0);
    if (!chosen) continue;
    const { program } = canonicalProblem(problem);
    const x = choiceOf(program, chosen);
    const exchanges = new Exchanges(program, program.objective, x);
    const pair = exchanges.weakest(-1)[0] as number;
    const least = program.objective[pair] as number;
    expect(least).toBe(Math.min(...chosen.map((other) => program.objective[other] as number)));
    const isWay = (other: readonly number[]) =>
      !other.includes(pair) &&
      other.every((one) => chosen.includes(one) || (program.objective[one] as number) > least);
    const isTaken = exchanges.takeOut(pair, -1);
    expect({ seed, isTaken }).toEqual({ seed, isTaken: choices.some(isWay) });
    expect(isFeasible(program, x)).toBe(true);
    const now = [...placesOfOnes(x)];
    if (isTaken) expect({ seed, now, isWay: isWay(now) }).toEqual({ seed, now, isWay: true });
    else expect(now).toEqual([...chosen].sort((a, b) => a - b));
    answers[isTaken ? 'taken' : 'kept'] += 1;
  }
  expect(Math.min(answers.taken, answers.kept)).toBeGreaterThan(50);
});

/** Everybody has to keep as many partners as this choice gives; so it is once the largest match is known and matches everybody. */
function keeping(problem: Problem, chosen: readonly number[]): Problem {
  const least = (nodes: Problem['participants'], ends: ArrayLike<number>) =>
    nodes.map((node, at) => ({ ...node, min: chosen.filter((pair) => ends[pair] === at).length }));
  return {
    ...problem,
    participants: least(problem.participants, problem.pairs.participant),
    mentors: least(problem.mentors, problem.pairs.mentor),
  };
}

/** From the pairs of 5, 5 and 20 one exchange, p0 to m1 to p1 to m0, takes both weakest pairs out. */
const BOTH_AT_ONCE = oneEach(
  3,
  3,
  [
    [0, 0, 5],
    [0, 1, 10],
    [1, 0, 9],
    [1, 1, 5],
    [1, 2, 30],
    [2, 1, 30],
    [2, 2, 20],
  ],
  ['matched', 'leximin'],
);

/** Few scores, so that many pairs are as weak as each other. */
function tied(seed: number): Problem {
  return randomProblem(seed, {
    participants: 4,
    mentors: 3,
    density: 0.85,
    bestScore: 3,
    capacity: 1 + (seed % 2),
    quotas: 0,
    minima: 0,
    pins: 0,
    levels: ['matched', 'leximin'],
  });
}

/** Takes the weakest pairs out, all of them round by round; says how many of them were out when it was their turn. */
function raiseAll(program: Program, x: Uint8Array): number {
  const exchanges = new Exchanges(program, program.objective, x);
  let outAlready = 0;
  for (let hasRisen = true; hasRisen;) {
    const weakest = exchanges.weakest(-1);
    hasRisen = weakest.length > 0;
    for (const pair of weakest) {
      if (x[pair] === 0) outAlready += 1;
      const isTaken = exchanges.takeOut(pair, -1);
      expect(isFeasible(program, x)).toBe(true);
      expect(isTaken).toBe(x[pair] === 0);
      hasRisen &&= isTaken;
    }
  }
  return outAlready;
}

it('a weak pair that went with another one stays out', () => {
  const chosen = [0, 3, 6];
  const { program } = canonicalProblem(keeping(BOTH_AT_ONCE, chosen));
  const x = choiceOf(program, chosen);
  expect(raiseAll(program, x)).toBe(1);
  expect([...placesOfOnes(x)]).toEqual([1, 2, 6]);
});

it('every limit is kept from exchange to exchange where many pairs are as weak as each other', () => {
  let outAlready = 0;
  for (let seed = 0; seed < 400; seed += 1) {
    const problem = tied(seed);
    for (const chosen of largest([...feasibleChoices(problem)]).slice(0, 5)) {
      const { program } = canonicalProblem(keeping(problem, chosen));
      outAlready += raiseAll(program, choiceOf(program, chosen));
    }
  }
  expect(outAlready).toBeGreaterThan(20);
});

function largest(choices: readonly number[][]): number[][] {
  const most = Math.max(...choices.map(({ length }) => length));
  return choices.filter(({ length }) => length === most);
}
