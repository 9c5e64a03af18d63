import type { ConflictMember, Outcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { bruteForce } from '../brute-force.ts';
import { exhaustiveProof } from './exhaustive-proof.ts';
import { NO_TIME } from './honest-outcome.ts';

/** Every demand of a problem that might be part of a conflict. */
export function demandsOf({ participants, mentors, pairs, quotas, pinned }: Problem): ConflictMember[] {
  return [
    ...quotas.map(({ id }): ConflictMember => ({ kind: 'quota', id })),
    ...participants
      .filter(({ min }) => min > 0)
      .map(({ id }): ConflictMember => ({ kind: 'participant', id })),
    ...mentors.filter(({ min }) => min > 0).map(({ id }): ConflictMember => ({ kind: 'mentor', id })),
    ...pinned.map((pair): ConflictMember => {
      const ends = [participants[pairs.participant[pair] ?? -1]?.id, mentors[pairs.mentor[pair] ?? -1]?.id];
      return { kind: 'pin', id: ends.join(' — ') };
    }),
  ];
}

/** The problem with only these demands. A quota that is left out stays in its place and says nothing. */
export function withDemands(problem: Problem, members: readonly ConflictMember[]): Problem {
  const has = (kind: string, id: string) =>
    members.some((member) => member.kind === kind && member.id === id);
  const pins = demandsOf(problem).filter(({ kind }) => kind === 'pin');
  return {
    ...problem,
    participants: problem.participants.map((node) =>
      has('participant', node.id) ? node : { ...node, min: 0 },
    ),
    mentors: problem.mentors.map((node) => (has('mentor', node.id) ? node : { ...node, min: 0 })),
    quotas: problem.quotas.map((quota) =>
      has('quota', quota.id)
        ? quota
        : { ...quota, sense: '=' as const, bound: 0, pairs: [], coefficients: [] },
    ),
    pinned: problem.pinned.filter((_, place) => has('pin', pins[place]?.id ?? '')),
  };
}

/** A true result for a problem that nothing satisfies. */
export function honestConflict(problem: Problem): Extract<Outcome, { status: 'infeasible' }> {
  let conflict = demandsOf(problem);
  for (const member of [...conflict]) {
    const rest = conflict.filter((other) => other !== member);
    if (!bruteForce(withDemands(problem, rest))) conflict = rest;
  }
  return {
    format: 'mile-result/1',
    status: 'infeasible',
    conflict,
    certificate: { kind: 'infeasible', proof: exhaustiveProof(withDemands(problem, conflict), []) },
    engine: 'exhaustive',
    timings: NO_TIME,
  };
}
