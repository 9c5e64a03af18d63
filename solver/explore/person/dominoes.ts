import type { Domino } from '../../contract/explore/person.ts';
import { compareIdentifiers } from '../../contract/identifier.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Chosen } from '../comparison/told-match.ts';

/** Mentors that a participant has, loses and gains, by index. */
interface Change {
  readonly lost: number[];
  readonly gained: number[];
}

/**
 * Whose mentors change from one match to another, beginning with this participant; then, for every mentor gained, those who lost that mentor. So a
 * chain reads as it falls. Whoever hangs on no mentor gained follows at the end.
 */
export function dominoesBetween(problem: Problem, before: Chosen, after: Chosen, first: number): Domino[] {
  const changes = changesBetween(problem, before, after);
  const order = new Set(changes.has(first) ? [first] : []);
  const losers = [...changes];
  const follow = () => {
    for (const participant of order)
      for (const mentor of changes.get(participant)?.gained ?? [])
        for (const [other, { lost }] of losers) if (lost.includes(mentor)) order.add(other);
  };
  follow();
  for (const [other] of losers) {
    order.add(other);
    follow();
  }
  const [old, current] = [mentorsByParticipant(problem, before), mentorsByParticipant(problem, after)];
  const [had, has] = [scoreByParticipant(problem, before), scoreByParticipant(problem, after)];
  return Array.from(order, (participant) => ({
    participant: problem.participants[participant]?.id as string,
    before: old.get(participant) ?? [],
    after: current.get(participant) ?? [],
    scoreBefore: had[participant] as number,
    scoreAfter: has[participant] as number,
  }));
}

/** In the order of ids, whatever the order of the problem. */
function changesBetween(problem: Problem, before: Chosen, after: Chosen): Map<number, Change> {
  const { participants, pairs } = problem;
  const changes = new Map<number, Change>();
  for (let pair = 0; pair < before.length; pair += 1) {
    if (before[pair] === after[pair]) continue;
    const participant = pairs.participant[pair] as number;
    const change = changes.get(participant) ?? { lost: [], gained: [] };
    changes.set(participant, change);
    (before[pair] === 1 ? change.lost : change.gained).push(pairs.mentor[pair] as number);
  }
  const byId = ([a]: [number, Change], [b]: [number, Change]) =>
    compareIdentifiers(participants[a]?.id as string, participants[b]?.id as string);
  return new Map([...changes].sort(byId));
}

/** Ids, ascending. */
function mentorsByParticipant({ mentors, pairs }: Problem, chosen: Chosen): Map<number, string[]> {
  const ids = new Map<number, string[]>();
  for (let pair = 0; pair < chosen.length; pair += 1) {
    if (chosen[pair] === 0) continue;
    const participant = pairs.participant[pair] as number;
    const own = ids.get(participant) ?? [];
    ids.set(participant, own);
    own.push(mentors[pairs.mentor[pair] as number]?.id as string);
  }
  for (const own of ids.values()) own.sort(compareIdentifiers);
  return ids;
}

function scoreByParticipant({ participants, pairs }: Problem, chosen: Chosen): Float64Array {
  const scores = new Float64Array(participants.length);
  for (let pair = 0; pair < chosen.length; pair += 1) {
    if (chosen[pair] === 0) continue;
    const participant = pairs.participant[pair] as number;
    scores[participant] = (scores[participant] as number) + (pairs.score[pair] as number);
  }
  return scores;
}
