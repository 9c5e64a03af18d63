import { validatorCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { matchingRequestSchema } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { Recent } from '../jobs/recent.ts';

type WhatIf = z.output<typeof matchingRequestSchema>;

/** Characters of JSON; what was read of a policy takes some times as much. */
const KEPT_CHARACTERS = 2_000_000;

const aroundPolicySchema = matchingRequestSchema.omit({ policy: true });
const readAnew = validatorCompiler({ schema: matchingRequestSchema, method: 'POST', url: '' });

/**
 * Reads the bodies of what-ifs. A thumb that comes back, a step that is taken back, and colleagues over one cohort put the same policies again: one that
 * was found valid lately is known by its text, and the very same object is given again, so that what follows from it may be kept beside it. Nobody
 * changes it.
 */
export class KnownPolicies {
  readonly #kept = new Recent<{ policy: Policy; characters: number }>(
    KEPT_CHARACTERS,
    ({ characters }) => characters,
  );

  /** What Fastify asks a validator for: the body as it was read, or what is wrong with it. */
  readonly validate = (body: unknown): ReturnType<typeof readAnew> => {
    const text = policyText(body);
    const known = text === undefined ? undefined : this.#kept.get(text);
    const around = known && readAround(body as object);
    if (around) return { value: { ...around, policy: known.policy } };
    const read = readAnew(body);
    if (text !== undefined && isRead(read))
      this.#kept.set(text, { policy: read.value.policy, characters: text.length });
    return read;
  };
}

function policyText(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('policy' in body)) return undefined;
  return typeof body.policy === 'object' ? JSON.stringify(body.policy) : undefined;
}

/** All but the policy; undefined where something is wrong with it. */
function readAround(body: { policy?: unknown }): Omit<WhatIf, 'policy'> | undefined {
  const others = { ...body };
  delete others.policy;
  return aroundPolicySchema.safeParse(others).data;
}

function isRead(read: unknown): read is { value: WhatIf } {
  return typeof read === 'object' && read !== null && 'value' in read;
}
