import { expect, it } from 'vitest';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { isFeasible, placesOfOnes } from '#solver/program/choice.ts';
import { Exchanges } from '#solver/program/exchanges.ts';
import type { Program } from '#solver/program/program.ts';
import { feasibleChoices } from '../../support/brute-force.ts';
import { smallProblem } from '../../support/random-problem.ts';

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
