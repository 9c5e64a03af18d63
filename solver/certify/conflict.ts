import type { Proof } from '../contract/certificate.ts';
import type { ConflictMember } from '../contract/outcome.ts';
import type { Problem, ProblemNode } from '../contract/problem.ts';
import { groupedPairs } from './grouped-pairs.ts';
import { usedSide } from './leaf.ts';
import { emptinessFlaw } from './proof.ts';
import { problemRegion } from './region.ts';
import type { Row } from './region.ts';

/** Whether a proof shows that nothing is possible, and why the conflict is not what the proof rests on. */
export interface CheckedConflict {
  readonly proven: boolean;
  readonly flaw: string | undefined;
}

/**
 * Checks that the members of a conflict are demands of the problem, that they alone cannot hold together, and that the proof rests
 * on each of them. That no smaller set would do is not checked: it would need a match for each member.
 */
export function checkConflict(
  problem: Problem,
  conflict: readonly ConflictMember[],
  proof: Proof,
): CheckedConflict {
  const members = new Set(conflict.map(({ kind, id }) => keyOf(kind, id)));
  const used = new Set<string>();
  const grouped = groupedPairs(problem);
  const region = problemRegion(onlyDemands(problem, members), grouped);
  const flaw = emptinessFlaw(region, proof, (leaf, reduced) => {
    for (const [index, { id, bound }] of problem.quotas.entries()) {
      const multiplier = leaf.rows[index] as number;
      // Where a branch drew the row in, the leaf rests on the branch and not on the quota.
      const isOwnSide = usedSide(region.rows[index] as Row, multiplier) === bound;
      if (multiplier !== 0 && isOwnSide) used.add(keyOf('quota', id));
    }
    for (const [index, { id }] of problem.participants.entries())
      if ((leaf.participants[index] as number) < 0) used.add(keyOf('participant', id));
    for (const [index, { id }] of problem.mentors.entries())
      if ((leaf.mentors[index] as number) < 0) used.add(keyOf('mentor', id));
    for (const pair of problem.pinned) if (reduced.at(pair) < 0) used.add(pinKey(problem, pair));
  });
  const unclear = membersFlaw(problem, conflict);
  if (flaw === undefined) return { proven: true, flaw: unclear ?? unusedFlaw(conflict, used) };
  const flawOfAll = emptinessFlaw(problemRegion(problem, grouped), proof, () => undefined);
  if (flawOfAll !== undefined) return { proven: false, flaw: flawOfAll };
  return { proven: true, flaw: unclear ?? 'the proof rests on demands that the conflict does not name' };
}

function keyOf(kind: ConflictMember['kind'], id: string): string {
  return `${kind} ${id}`;
}

function pinKey({ participants, mentors, pairs }: Problem, pair: number): string {
  const participant = participants[pairs.participant[pair] as number]?.id;
  const mentor = mentors[pairs.mentor[pair] as number]?.id;
  return keyOf('pin', `${participant} — ${mentor}`);
}

/** The problem with every other demand given up. Positions stay: a quota that is given up says nothing. */
function onlyDemands(problem: Problem, members: ReadonlySet<string>): Problem {
  const withMinima = (kind: 'participant' | 'mentor', nodes: readonly ProblemNode[]) =>
    nodes.map((node) => (members.has(keyOf(kind, node.id)) ? node : { ...node, min: 0 }));
  return {
    ...problem,
    participants: withMinima('participant', problem.participants),
    mentors: withMinima('mentor', problem.mentors),
    quotas: problem.quotas.map((quota) =>
      members.has(keyOf('quota', quota.id))
        ? quota
        : { id: quota.id, sense: '=', bound: 0, pairs: [], coefficients: [] },
    ),
    pinned: problem.pinned.filter((pair) => members.has(pinKey(problem, pair))),
  };
}

/** Two pins may share an id where ids of people hold the dash that joins them: a member may be named as often as it is demanded. */
function membersFlaw(problem: Problem, conflict: readonly ConflictMember[]): string | undefined {
  const left = countsOf([
    ...problem.quotas.map(({ id }) => keyOf('quota', id)),
    ...problem.participants.filter(({ min }) => min > 0).map(({ id }) => keyOf('participant', id)),
    ...problem.mentors.filter(({ min }) => min > 0).map(({ id }) => keyOf('mentor', id)),
    ...problem.pinned.map((pair) => pinKey(problem, pair)),
  ]);
  for (const { kind, id } of conflict) {
    const key = keyOf(kind, id);
    const count = left.get(key);
    if (count === undefined) return `the conflict names the ${kind} "${id}", which demands nothing`;
    if (count === 0) return 'the conflict names a demand twice';
    left.set(key, count - 1);
  }
  return undefined;
}

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function unusedFlaw(conflict: readonly ConflictMember[], used: ReadonlySet<string>): string | undefined {
  const idle = conflict.find(({ kind, id }) => !used.has(keyOf(kind, id)));
  return idle && `the proof does not need the ${idle.kind} "${idle.id}" that the conflict names`;
}
