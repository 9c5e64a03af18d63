import { MileError } from '#solver/contract/errors.ts';
import { compareIdentifiers } from '#solver/contract/identifier.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Reference } from '#solver/contract/explore/comparison.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { byScore } from '#solver/explore/comparison/preferences.ts';
import {
  deferredReference,
  earlierReference,
  greedyReference,
  randomReference,
} from '#solver/explore/comparison/reference.ts';
import type { MadePair } from '#solver/explore/comparison/standing-policy.ts';
import type { CompiledCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import type { MadeTask } from '../solver-tasks.ts';

/** The pairs of a match that is made, and how it was made. */
export interface MadePairs {
  pairs: MadePair[];
  /** In one sentence. */
  how: string;
  /** Pairs of an earlier match that cannot be had now. */
  dropped: readonly Decision[];
}

/** Throws UNKNOWN_PERSON, and what `scoreCohort` throws. */
export function madePairs(
  compiled: CompiledCohort,
  asked: Policy,
  { kind, seed = 1, pairs = [] }: MadeTask['made'],
): MadePairs {
  const given = (how: string): MadePairs => ({
    pairs: pairs.map((pair) => madePair(compiled, pair)),
    how,
    dropped: [],
  });
  const byRule = (
    make: (problem: Problem) => Reference,
    how: (reference: Reference) => string,
  ): MadePairs => {
    const { problem } = scoreCohort(compiled, asked);
    const reference = make(problem);
    return { pairs: pairsOf(problem, reference), how: how(reference), dropped: reference.dropped };
  };
  switch (kind) {
    case 'hand':
      return given('Made by hand.');
    case 'combination':
      return given('Put together from groups of saved sets.');
    case 'frontier':
      return given('Chosen among the matches that nothing beats in every respect.');
    case 'greedy':
      return byRule(greedyReference, () => 'The best pair that was still possible was taken first.');
    case 'stable':
      return byRule(
        (problem) => deferredReference(problem, byScore(problem)),
        () => 'Participants asked, mentors kept the best who asked (deferred acceptance).',
      );
    case 'random':
      return byRule(
        (problem) => randomReference(problem, seed),
        () => `Pairs were taken in an order that chance drew (seed ${seed}).`,
      );
    case 'earlier':
      return byRule((problem) => earlierReference(problem, pairs), earlierWords);
  }
}

function earlierWords({ dropped }: Reference): string {
  const gone = `${dropped.length} ${dropped.length === 1 ? 'pair' : 'pairs'}`;
  return `What is still possible of an earlier match; ${gone} of it cannot be had now.`;
}

function pairsOf({ participants, mentors }: Problem, { pairs }: Reference): MadePair[] {
  return pairs.map(([participant, mentor]) => ({
    participant: participants[participant]?.id as string,
    mentor: mentors[mentor]?.id as string,
    indices: [participant, mentor],
  }));
}

function madePair(compiled: CompiledCohort, { participant, mentor }: Decision): MadePair {
  return {
    participant,
    mentor,
    indices: [placeOf(compiled, 'participant', participant), placeOf(compiled, 'mentor', mentor)],
  };
}

/** The people of a compiled cohort stand in order of their ids. */
function placeOf(compiled: CompiledCohort, side: Side, id: string): number {
  const nodes = side === 'participant' ? compiled.participantNodes : compiled.mentorNodes;
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareIdentifiers(nodes[middle]?.id ?? '', id) < 0) low = middle + 1;
    else high = middle;
  }
  if (nodes[low]?.id === id) return low;
  throw new MileError(
    'UNKNOWN_PERSON',
    `There is no ${side} "${id}" in this cohort: they may have left it since. Leave the pair out, or load the cohort again.`,
    { side, id },
  );
}
