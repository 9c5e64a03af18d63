import { criterionSchema } from '#solver/contract/policy/criteria.ts';
import { ruleSchema } from '#solver/contract/policy/rules.ts';
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
  const points = new Uint16Array(3);
  measure.row(1, points);
  return { points: points[1] as number, ...measure.explain(1, 1) };
}

/** The sentence with which a rule refuses one pair, or "allowed". Beside the pair stand people without any answer. */
export function refuse(rule: Record<string, unknown>, participant: Answers, mentor: Answers): string {
  const compiled = compileCohort(guildCohort([{}, participant], [{}, mentor, {}]), GUILD);
  const condition = ruleOf(compiled, ruleSchema.parse({ id: 'r', label: 'R', on: true, ...rule }));
  const blocked = new Uint8Array([7, 7, 7]);
  condition.row(1, blocked);
  return blocked[1] === 1 ? condition.reason(1, 1) : blocked[1] === 0 ? 'allowed' : 'not written';
}
