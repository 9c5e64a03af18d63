import type { CertificateStep } from '#solver/contract/certificate.ts';
import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import { bound, problemOf } from './by-hand.ts';
import { NO_TIME } from './honest-outcome.ts';
import type { Case, Dice } from './tamper.ts';

/**
 * `people` on each side, everybody allowed with everybody; nobody can score more than with the own partner, whose scores go from 1 to
 * `stages`. So matching all with their own partners is best in every way, and at each stage of leximin a price of -1 for whoever scores
 * no more than the threshold proves it, if only everybody is known to be matched: the narrowing of the step `matched` says so.
 */
export function longChain(people: number, stages: number, dice: Dice): Case & { outcome: MatchedOutcome } {
  const indices = Array.from({ length: people }, (_, index) => index);
  const own = indices.map((index) => 1 + Math.floor((index * stages) / people));
  const limits = indices.map((): [number, number] => [0, 1]);
  const zeros = indices.map(() => 0);
  const problem = problemOf(
    limits,
    limits,
    indices.flatMap((p) =>
      indices.map((m): [number, number, number] => [p, m, p === m ? (own[p] ?? 0) : 1 + dice(own[p] ?? 0)]),
    ),
    { levels: ['matched', 'leximin', 'score'] },
  );
  const steps: CertificateStep[] = [];
  const add = (step: Pick<CertificateStep, 'level' | 'threshold'>, value: number, prices: number[]) =>
    steps.push({
      ...step,
      value,
      bound: value,
      proof: bound(
        prices,
        zeros,
        steps.map(() => 0),
      ),
    });
  add(
    { level: 'matched' },
    people,
    indices.map(() => 1),
  );
  for (let threshold = 1; threshold <= stages; threshold += 1) {
    const counted = own.filter((score) => score <= threshold).length;
    add(
      { level: 'leximin', threshold },
      -counted,
      own.map((score) => (score <= threshold ? -1 : 0)),
    );
  }
  const score = own.reduce((sum, each) => sum + each, 0);
  add({ level: 'score' }, score, own);
  const outcome: MatchedOutcome = {
    format: 'mile-result/1',
    status: 'optimal',
    matched: people,
    score,
    pairs: indices.map((index): [number, number] => [index, index]),
    bound: { matched: people, score },
    relativeGap: 0,
    certificate: { kind: 'levels', steps },
    engine: 'by hand',
    timings: NO_TIME,
  };
  return { problem, outcome };
}
