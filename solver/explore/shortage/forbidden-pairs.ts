import type { Policy } from '../../contract/policy/policy.ts';
import type { Rule } from '../../contract/policy/rules.ts';
import type { Problem } from '../../contract/problem.ts';
import { ruleOf } from '../../score/compile.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { scoreCohort } from '../../score/score.ts';
import type { RelaxablePair } from './added-pairs.ts';

/** The pairs that some of these rules forbid and nothing else, with what they would score. `problem` is that of the policy. Throws what `scoreCohort` throws. */
export function forbiddenPairs(
  compiled: CompiledCohort,
  policy: Policy,
  problem: Problem,
  rules: readonly Rule[],
): RelaxablePair[] {
  const off = policy.rules.map((rule) => (rules.includes(rule) ? { ...rule, on: false } : rule));
  const { pairs } = scoreCohort(compiled, { ...policy, rules: off }).problem;
  const tests = rules.map((rule) => ({ id: rule.id, test: ruleOf(compiled, rule) }));
  const allowed = allowedKeys(problem);
  const found: RelaxablePair[] = [];
  for (let pair = 0; pair < pairs.score.length; pair += 1) {
    const [participant, mentor] = [pairs.participant[pair] as number, pairs.mentor[pair] as number];
    if (allowed.has(participant * problem.mentors.length + mentor)) continue;
    const blocking = tests.filter(({ test }) => test.blocks(participant, mentor)).map(({ id }) => id);
    found.push({ participant, mentor, score: pairs.score[pair] as number, rules: blocking });
  }
  return found;
}

function allowedKeys({ pairs, mentors }: Problem): Set<number> {
  const keys = new Set<number>();
  for (let pair = 0; pair < pairs.score.length; pair += 1)
    keys.add((pairs.participant[pair] as number) * mentors.length + (pairs.mentor[pair] as number));
  return keys;
}
