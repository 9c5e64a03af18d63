import { z } from 'zod';
import { identifierSchema, slugSchema } from '../identifier.ts';
import { DEFAULT_LEVELS, levelsSchema } from '../problem.ts';
import { criterionSchema } from './criteria.ts';
import { policyQuotaSchema } from './quotas.ts';
import { ruleSchema } from './rules.ts';

export const decisionSchema = z.strictObject({ participant: identifierSchema, mentor: identifierSchema });
/** A pin or a forbid: application ids. */
export type Decision = z.infer<typeof decisionSchema>;

/** Criteria, weights, rules, quotas, decisions and the objective: what a committee tunes. */
export const policySchema = z
  .strictObject({
    format: z.literal('mile-policy/1'),
    /** Id of the programme whose fields the policy names. */
    programme: slugSchema,
    criteria: z.array(criterionSchema).max(50),
    rules: z.array(ruleSchema).max(100),
    quotas: z.array(policyQuotaSchema).max(200).default([]),
    pins: z.array(decisionSchema).max(10_000).default([]),
    forbids: z.array(decisionSchema).max(10_000).default([]),
    levels: levelsSchema.default([...DEFAULT_LEVELS]),
  })
  .superRefine((policy, context) => {
    for (const name of ['criteria', 'rules', 'quotas'] as const) {
      const twice = firstRepeated(policy[name].map((thing) => thing.id));
      if (twice !== undefined)
        context.addIssue({ code: 'custom', path: [name], message: `the id "${twice}" is used twice` });
    }
    const both = firstRepeated([...distinct(policy.pins), ...distinct(policy.forbids)]);
    if (both !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['forbids'],
        message: `the pair ${both} is pinned and forbidden`,
      });
  });
export type Policy = z.infer<typeof policySchema>;

function firstRepeated(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => {
    const repeated = seen.has(id);
    seen.add(id);
    return repeated;
  });
}

function distinct(decisions: readonly Decision[]): string[] {
  return [...new Set(decisions.map(({ participant, mentor }) => JSON.stringify([participant, mentor])))];
}
