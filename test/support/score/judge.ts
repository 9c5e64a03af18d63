import { criterionSchema } from '#solver/contract/policy/criteria.ts';
import { ruleSchema } from '#solver/contract/policy/rules.ts';
import { hasBit } from '#solver/score/features/bits.ts';
import { compileCohort, measureOf, ruleOf } from '#solver/score/compile.ts';
import { GUILD, guildCohort } from './guild.ts';
import type { Answers } from './guild.ts';

export interface Judged {
  points: number;
  sentence: string;
  missing: boolean;
}

/** Points and reason of one pair under one criterion, beside others who must not matter. */
export function judge(criterion: Record<string, unknown>, participant: Answers, mentor: Answers): Judged {
  const compiled = compileCohort(guildCohort([{}, participant], [{}, mentor, {}]), GUILD);
  const measure = measureOf(
    compiled,
    criterionSchema.parse({ id: 'c', label: 'C', weight: 1, ...criterion }),
  );
  const sums = new Int32Array(3);
  measure.add(1, Int32Array.of(0, 1, 2), { begin: 0, end: 3 }, 1, sums);
  if (sums[1] !== measure.at(1, 1)) throw new Error('a pair has other points alone than beside others');
  return { points: measure.at(1, 1), ...measure.explain(1, 1) };
}

/** The sentence with which a rule refuses one pair, or "allowed". Beside the pair stand people without any answer. */
export function refuse(rule: Record<string, unknown>, participant: Answers, mentor: Answers): string {
  const compiled = compileCohort(guildCohort([{}, participant], [{}, mentor, {}]), GUILD);
  const condition = ruleOf(compiled, ruleSchema.parse({ id: 'r', label: 'R', on: true, ...rule }));
  const blocked = condition.blocks(1, 1);
  if (hasBit(condition.row(1), 1) !== blocked)
    throw new Error('a pair is allowed alone and not beside others');
  return blocked ? condition.reason(1, 1) : 'allowed';
}
