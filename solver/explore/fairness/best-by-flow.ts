import type { Problem } from '../../contract/problem.ts';
import { circulate } from '../../engines/flow/circulation.ts';
import { choiceOf, networkOf } from '../../engines/flow/network.ts';
import { valueOf } from '../../program/choice.ts';
import { gathered } from '../../program/columns.ts';
import { FREE } from '../../program/program.ts';
import { pairsInInput } from '../../program/to-input.ts';
import { canonicalBest } from '../forcing/canonical-best.ts';
import { standingOf } from '../standing.ts';
import type { Standing } from '../standing.ts';
import type { AskBest } from './ask-best.ts';

/**
 * Of a problem without quotas. Prices that prove a match prove as much without some pairs, so each search begins with the match and the
 * prices of the one before, and places anew those alone who lost a partner.
 */
export function bestByFlow(problem: Problem): AskBest {
  let standing = standingOf(problem);
  let isFirst = true;
  return (threshold) => {
    if (!isFirst) standing = standing && standingAbove(standing, threshold);
    isFirst = false;
    if (!standing) return undefined;
    const { canonical } = standing;
    const { x } = canonicalBest(standing);
    const pairs = pairsInInput(canonical.program, canonical.order, x);
    return { matched: pairs.length, score: valueOf(canonical.program.objective, x), pairs };
  };
}

/** Undefined where a pinned pair is below the threshold, or nothing keeps the minima any more. */
function standingAbove(standing: Standing, threshold: number): Standing | undefined {
  const score = standing.canonical.program.objective;
  const isBelow = (pair: number) => (score[pair] as number) < threshold;
  if (standing.program.fixed.some((value, pair) => value === 1 && isBelow(pair))) return undefined;
  const fixed = standing.program.fixed.map((value, pair) => (value === FREE && isBelow(pair) ? 0 : value));
  const program = { ...standing.program, fixed };
  const network = networkOf(program);
  const found = circulate(network, {
    chosen: gathered(new Uint8Array(network.pair.length), standing.x, network.pair),
    participants: standing.participants,
    mentors: standing.mentors,
  });
  if (found.kind === 'infeasible') return undefined;
  const { participants, mentors } = found;
  return { ...standing, program, x: choiceOf(program, network, found.chosen), participants, mentors };
}
