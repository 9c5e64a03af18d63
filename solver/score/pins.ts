import { MileError } from '../contract/errors.ts';
import type { Decision, Policy } from '../contract/policy/policy.ts';
import { indicesOf } from './allowed.ts';
import { blockingRules } from './blocking.ts';
import type { CompiledCohort } from './compile.ts';
import { pairIndex } from './pairs.ts';
import type { ScoredPairs } from './pairs.ts';

/** Indices of the pinned pairs, ascending. Throws PIN_AND_FORBID, PIN_NOT_ALLOWED and UNKNOWN_PERSON. */
export function pinnedPairs(compiled: CompiledCohort, policy: Policy, pairs: ScoredPairs): number[] {
  const forbidden = new Set(policy.forbids.map(decisionKey));
  const pinned = policy.pins.map((pin) => {
    if (forbidden.has(decisionKey(pin))) throw pinAndForbid(pin);
    const [participant, mentor] = indicesOf(compiled, pin);
    const pair = pairIndex(pairs, participant, mentor);
    if (pair < 0) throw pinNotAllowed(compiled, policy, pin);
    return pair;
  });
  return [...new Set(pinned)].sort((a, b) => a - b);
}

function decisionKey({ participant, mentor }: Decision): string {
  return JSON.stringify([participant, mentor]);
}

function pinAndForbid({ participant, mentor }: Decision): MileError {
  return new MileError(
    'PIN_AND_FORBID',
    `The pair of "${participant}" and "${mentor}" is pinned and forbidden. Remove one of the two decisions.`,
    { participant, mentor },
  );
}

function pinNotAllowed(compiled: CompiledCohort, policy: Policy, pin: Decision): MileError {
  const { participant, mentor } = pin;
  const [first, ...rest] = blockingRules(compiled, policy, ...indicesOf(compiled, pin));
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : '';
  return new MileError(
    'PIN_NOT_ALLOWED',
    `The pair of "${participant}" and "${mentor}" is pinned, but the rule "${first?.label}"${more} does not allow it: ${first?.sentence} Remove the pin or switch the rule off.`,
    {
      participant,
      mentor,
      rules: [first, ...rest].map((blocking) => blocking?.rule),
      blockedBy: [first, ...rest],
    },
  );
}
