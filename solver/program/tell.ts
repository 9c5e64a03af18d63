import type { Proof } from '../contract/certificate.ts';
import type { ConflictMember, Outcome } from '../contract/outcome.ts';
import type { Problem } from '../contract/problem.ts';
import type { CanonicalProblem } from './canonical.ts';
import { boundsOf, isProven, relativeGap } from './claims.ts';
import type { Climb } from './climb.ts';
import { smallestConflict } from './conflict.ts';
import type { Demand } from './conflict.ts';
import type { Program } from './program.ts';
import { endsInInput, proofInInput, stepInInput } from './to-input.ts';

type Told<Kind> = Kind extends unknown ? Omit<Kind, 'engine' | 'timings'> : never;

/** The outcome of a climb in the indices and ids of the problem that was given; `refute` serves the search for a conflict. */
export function tellClimb(
  problem: Problem,
  canonical: CanonicalProblem,
  reached: Climb,
  refute: (program: Program) => Proof | undefined,
): Told<Outcome> {
  if (reached.kind === 'reached') return tellMatch(canonical, reached);
  if (reached.kind === 'unsettled') {
    const reason =
      'No match that keeps all demands was found within the limits of the search, nor a proof that there is none. Allow more time, or relax quotas, minima or pins.';
    return { format: 'mile-result/1', status: 'unknown', reason };
  }
  const { demands, proof } = smallestConflict(canonical.program, reached.proof, refute);
  return {
    format: 'mile-result/1',
    status: 'infeasible',
    conflict: demands.map((demand) => conflictMember(problem, canonical, demand)),
    certificate: { kind: 'infeasible', proof: proofInInput(canonical.order, proof) },
  };
}

function tellMatch(
  { pairs: ordered, order }: CanonicalProblem,
  { chosen, steps }: Extract<Climb, { kind: 'reached' }>,
): Told<Outcome> {
  const pairs = endsInInput(ordered, order, chosen);
  const bestScore = () => ordered.score.reduce((best, score) => Math.max(best, score), 0);
  return {
    format: 'mile-result/1',
    status: steps.every((step) => isProven(step, pairs.length)) ? 'optimal' : 'feasible',
    matched: pairs.length,
    score: chosen.reduce((sum, pair) => sum + (ordered.score[pair] as number), 0),
    pairs,
    bound: boundsOf(steps, pairs.length, bestScore),
    relativeGap: relativeGap(steps, pairs.length, bestScore),
    certificate: { kind: 'levels', steps: steps.map((step) => stepInInput(order, step)) },
  };
}

function conflictMember(
  problem: Problem,
  { program, order }: CanonicalProblem,
  { kind, index }: Demand,
): ConflictMember {
  const participant = (rank: number) => problem.participants[order.participants[rank] as number]?.id ?? '';
  const mentor = (rank: number) => problem.mentors[order.mentors[rank] as number]?.id ?? '';
  if (kind === 'quota') return { kind, id: problem.quotas[order.quotas[index] as number]?.id ?? '' };
  if (kind === 'participant') return { kind, id: participant(index) };
  if (kind === 'mentor') return { kind, id: mentor(index) };
  const ends = [participant(program.participant[index] as number), mentor(program.mentor[index] as number)];
  return { kind, id: ends.join(' — ') };
}
