import type { Relaxations, RelaxedRule } from '../../contract/explore/relaxations.ts';
import { RELAXABLE_KINDS } from '../../contract/explore/relaxations.ts';
import { MileError } from '../../contract/errors.ts';
import type { MatchedOutcome } from '../../contract/outcome.ts';
import type { Policy } from '../../contract/policy/policy.ts';
import type { Rule } from '../../contract/policy/rules.ts';
import type { Problem } from '../../contract/problem.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { scoreCohort } from '../../score/score.ts';
import { counted } from '../counted.ts';
import type { Resolve } from '../resolve.ts';
import { fewestAddedPairs } from './added-pairs.ts';
import { forbiddenPairs } from './forbidden-pairs.ts';
import { RuleSteps } from './rule-steps.ts';

/**
 * The smallest relaxations with which more people are matched: each rule for itself, threshold by threshold, and the fewest single exceptions.
 * `rules` names the rules that may be relaxed; without it all that are on and of a kind in RELAXABLE_KINDS. What people decided
 * (pins, forbids) stands. Throws INVALID_POLICY for a rule that the policy has not, and what `scoreCohort` and `resolve` throw.
 */
export function relaxationsOf(
  compiled: CompiledCohort,
  policy: Policy,
  rules: readonly string[] | undefined,
  resolve: Resolve,
): Relaxations {
  const { problem } = scoreCohort(compiled, policy);
  const asked = problem.participants.reduce((sum, { max }) => sum + max, 0);
  const outcome = resolve(problem);
  const now: Pick<MatchedOutcome, 'matched' | 'pairs'> =
    'pairs' in outcome ? outcome : { matched: 0, pairs: [] };
  const relaxable = rulesToRelax(policy, rules);
  const steps = new RuleSteps({ compiled, policy, asked, now, resolve });
  const relaxed = relaxable.map((rule) => steps.of(rule)).sort(byHelp);
  const exceptions = fewestAddedPairs(problem, forbiddenPairs(compiled, policy, problem, relaxable)) ?? null;
  const partial = steps.isPartial || outcome.status === 'feasible' || outcome.status === 'unknown';
  return {
    format: 'mile-relaxations/1',
    participants: idsOf(problem.participants),
    mentors: idsOf(problem.mentors),
    matched: now.matched,
    unmatched: asked - now.matched,
    rules: relaxed,
    exceptions,
    partial,
    sentence: sentenceOf(asked - now.matched, relaxed, exceptions),
  };
}

function rulesToRelax({ rules }: Policy, named: readonly string[] | undefined): Rule[] {
  const unknown = named?.find((id) => !rules.some((rule) => rule.id === id));
  if (unknown !== undefined)
    throw new MileError('INVALID_POLICY', `The policy has no rule "${unknown}". Name some of its rules.`, {
      rule: unknown,
    });
  const isAsked = (rule: Rule) =>
    named === undefined ? RELAXABLE_KINDS.includes(rule.kind) : named.includes(rule.id);
  return rules.filter((rule) => rule.on && isAsked(rule));
}

function idsOf(nodes: Problem['participants']): string[] {
  return nodes.map(({ id }) => id);
}

/** Who matches most first, then who moves fewest; else in the order of the policy. */
function byHelp({ steps: a }: RelaxedRule, { steps: b }: RelaxedRule): number {
  const [first, second] = [a.at(-1), b.at(-1)];
  if (!first || !second) return Number(!first) - Number(!second);
  return second.matched - first.matched || first.moved.length - second.moved.length;
}

function sentenceOf(
  unmatched: number,
  rules: readonly RelaxedRule[],
  exceptions: Relaxations['exceptions'],
): string {
  if (unmatched === 0) return 'Everybody is matched: nothing needs to be relaxed.';
  const step = rules[0]?.steps.at(-1);
  const by = step ? step.sentence : 'No rule that is relaxed alone matches more.';
  return exceptions && exceptions.added.length > 0
    ? `${by} Or ${counted(exceptions.added.length, 'single exception')}: ${counted(exceptions.unmatched, 'place')} asked for would stay empty.`
    : by;
}
