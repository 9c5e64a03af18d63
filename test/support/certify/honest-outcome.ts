import type { CertificateStep, Proof } from '#solver/contract/certificate.ts';
import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { feasibleChoices, judge } from '../brute-force.ts';
import { exhaustiveProof } from './exhaustive-proof.ts';
import type { EarlierRow } from './exhaustive-proof.ts';

export const NO_TIME = { programMs: 0, solveMs: 0, certifyMs: 0 };

/** What one step of a certificate is about. */
export interface Stage {
  level: Level;
  threshold?: number;
  value: number;
  objective: number[];
  row: EarlierRow;
  /** The bound that proves the stage. */
  provenAt: number;
}

/** Proves a stage after those that came before; says the bound that the proof gives. */
export type ProveStage = (stage: Stage) => { bound: number; proof: Proof };

/** A true result for any feasible choice, the best or not: every bound is the largest value that a choice really has. */
export function honestOutcome(problem: Problem, chosen: readonly number[]): MatchedOutcome {
  let choices = [...feasibleChoices(problem)];
  const rows: EarlierRow[] = [];
  return outcomeOf(problem, chosen, ({ objective, row }) => {
    const worth = (choice: readonly number[], of: readonly number[]) =>
      choice.reduce((sum, pair) => sum + (of[pair] ?? 0), 0);
    const bound = Math.max(...choices.map((choice) => worth(choice, objective)));
    const proof = exhaustiveProof(problem, rows);
    rows.push(row);
    choices = choices.filter((choice) => worth(choice, row.worth) === row.value);
    return { bound, proof };
  });
}

/** The result of a feasible choice with the bounds that its proofs give. */
export function outcomeOf(problem: Problem, chosen: readonly number[], prove: ProveStage): MatchedOutcome {
  const { matched, score, scores } = judge(problem, chosen);
  const best = Math.max(0, ...Array.from(problem.pairs.score));
  const steps: CertificateStep[] = [];
  const bound: MatchedOutcome['bound'] = {};
  let gap: number | undefined;
  for (const stage of stagesOf(problem, scores)) {
    const { level, threshold, value, provenAt } = stage;
    const proven = prove(stage);
    const step = { level, value, ...proven };
    steps.push(threshold === undefined ? step : { ...step, threshold });
    const isProven = proven.bound <= provenAt;
    const reach = level !== 'weakest' ? proven.bound : isProven ? value : best;
    if (level !== 'leximin') bound[level] = reach;
    if (!isProven) gap ??= (reach - value) / Math.max(1, value);
  }
  return {
    format: 'mile-result/1',
    status: gap === undefined ? 'optimal' : 'feasible',
    matched,
    score,
    pairs: listed(problem, chosen),
    bound,
    relativeGap: gap ?? 0,
    engine: 'by trial',
    timings: NO_TIME,
    certificate: { kind: 'levels', steps },
  };
}

export function listed({ pairs }: Problem, chosen: readonly number[]): [number, number][] {
  return chosen
    .map((pair): [number, number] => [pairs.participant[pair] ?? -1, pairs.mentor[pair] ?? -1])
    .sort(([a, b], [c, d]) => a - c || b - d);
}

function stagesOf(problem: Problem, scores: readonly number[]): Stage[] {
  const per = (worth: (score: number) => number) => Array.from(problem.pairs.score, worth);
  const total = (level: Level, worth: (score: number) => number): Stage => {
    const value = scores.reduce((sum, score) => sum + worth(score), 0);
    return { level, value, objective: per(worth), row: { worth: per(worth), value }, provenAt: value };
  };
  const distinct = [...new Set(scores)];
  const stages: Record<Level, Stage[]> = {
    matched: [total('matched', () => 1)],
    score: [total('score', (score) => score)],
    weakest: [weakestStage(per, scores)],
    leximin: distinct.map((_, index) => leximinStage(per, scores, distinct, index)),
  };
  return problem.levels.flatMap((level) => stages[level]);
}

type Per = (worth: (score: number) => number) => number[];

function weakestStage(per: Per, scores: readonly number[]): Stage {
  const weakest = scores[0] ?? 0;
  return {
    level: 'weakest',
    value: weakest,
    objective: per((score) => (score <= weakest ? -1 : 0)),
    row: { worth: per((score) => (score < weakest ? 1 : 0)), value: 0 },
    provenAt: scores.length === 0 ? 0 : -1,
  };
}

function leximinStage(
  per: Per,
  scores: readonly number[],
  distinct: readonly number[],
  index: number,
): Stage {
  const threshold = distinct[index] ?? 0;
  const before = distinct[index - 1] ?? -1;
  const count = scores.filter((score) => score <= threshold).length;
  const inBetween = (score: number) => score > before && score < threshold;
  const weight = (score: number) => (score > threshold ? 0 : inBetween(score) ? scores.length + 1 : 1);
  return {
    level: 'leximin',
    threshold,
    value: -count,
    objective: per((score) => -weight(score)),
    row: { worth: per(weight), value: count },
    provenAt: -count,
  };
}
