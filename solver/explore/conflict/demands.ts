import type { ConflictMember } from '../../contract/outcome.ts';
import type { Problem, ProblemNode } from '../../contract/problem.ts';

/** A demand of a problem by its index: a quota, somebody's minimum, or an entry of `pinned`. */
export interface DemandAt {
  readonly kind: ConflictMember['kind'];
  readonly index: number;
}

/** The demands that a conflict names, in its order. Pins that read alike are all taken, each once. */
export function demandsNamed(problem: Problem, members: readonly ConflictMember[]): DemandAt[] {
  const all = allDemands(problem);
  const named = members.flatMap((member) =>
    all.filter((demand) => demand.kind === member.kind && memberOf(problem, demand).id === member.id),
  );
  return [...new Set(named)];
}

function allDemands({ quotas, participants, mentors, pinned }: Problem): DemandAt[] {
  const each = (kind: DemandAt['kind'], things: readonly unknown[]) =>
    things.map((_, index) => ({ kind, index }));
  return [
    ...each('quota', quotas),
    ...each('participant', participants),
    ...each('mentor', mentors),
    ...each('pin', pinned),
  ];
}

export function memberOf(
  { quotas, participants, mentors, pinned, pairs }: Problem,
  demand: DemandAt,
): ConflictMember {
  const { kind, index } = demand;
  if (kind !== 'pin') {
    const things = { quota: quotas, participant: participants, mentor: mentors }[kind];
    return { kind, id: things[index]?.id ?? '' };
  }
  const pair = pinned[index] as number;
  const participant = participants[pairs.participant[pair] as number]?.id ?? '';
  const mentor = mentors[pairs.mentor[pair] as number]?.id ?? '';
  return { kind, id: `${participant} — ${mentor}` };
}

/** The problem with those demands only that `keeps` keeps. */
export function demanding(problem: Problem, keeps: (demand: DemandAt) => boolean): Problem {
  const kept = <Thing>(kind: DemandAt['kind'], things: readonly Thing[]) =>
    things.filter((_, index) => keeps({ kind, index }));
  const minima = (kind: 'participant' | 'mentor', nodes: readonly ProblemNode[]) =>
    nodes.map((node, index) => (keeps({ kind, index }) ? node : { ...node, min: 0 }));
  return {
    ...problem,
    quotas: kept('quota', problem.quotas),
    participants: minima('participant', problem.participants),
    mentors: minima('mentor', problem.mentors),
    pinned: kept('pin', problem.pinned),
  };
}

export function isSame(a: DemandAt, b: DemandAt): boolean {
  return a.kind === b.kind && a.index === b.index;
}
