import type { Learned } from '../../contract/explore/learn.ts';
import { MileError } from '../../contract/errors.ts';
import type { Decision, Policy } from '../../contract/policy/policy.ts';
import type { LinearEngine } from '../../engines/linear-engine.ts';
import { indicesOf } from '../../score/allowed.ts';
import { blockingRules } from '../../score/blocking.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { pairIndex } from '../../score/pairs.ts';
import { scorePairs } from '../../score/score.ts';
import { weighingOf } from '../weights/weighing.ts';
import { learnWeights } from './learn.ts';

/**
 * Weights from pairs that were made by hand (ids of applications), the whole match or a part of it. Pairs that are not allowed are named with
 * the rules in the way and learned nothing from. Throws UNKNOWN_PERSON, INVALID_INPUT where a pair stands twice, and what
 * `weighingOf` and `learnWeights` throw.
 */
export function learnFromPairs(
  compiled: CompiledCohort,
  policy: Policy,
  byHand: readonly Decision[],
  engine: LinearEngine,
): Learned {
  const columns = scorePairs(compiled, policy);
  const allowed = new Set<number>();
  const notAllowed: Learned['notAllowed'] = [];
  for (const decision of byHand) {
    const [participant, mentor] = indicesOf(compiled, decision);
    const pair = pairIndex(columns, participant, mentor);
    if (allowed.has(pair)) refuseTwice(decision);
    if (pair >= 0) allowed.add(pair);
    else notAllowed.push({ ...decision, blockedBy: blockingRules(compiled, policy, participant, mentor) });
  }
  return learnWeights(weighingOf(compiled, policy), Int32Array.from(allowed), engine, notAllowed);
}

function refuseTwice({ participant, mentor }: Decision): never {
  throw new MileError(
    'INVALID_INPUT',
    `The hand-made match names the pair of "${participant}" and "${mentor}" twice. Name each pair once.`,
    { participant, mentor },
  );
}
