import { MileError } from '#solver/contract/errors.ts';
import { policySchema } from '#solver/contract/policy/policy.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { SHIPPED_PROGRAMMES, shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { readJson } from './input.ts';

export interface Choice {
  programme: Programme;
  policy: Policy;
}

/**
 * The programme and the policy that a command works with. `programme` is a file or the id of a shipped programme; without it the policy
 * names its programme, and without a policy the default programme and its own policy serve.
 */
export async function chooseProgramme(files: { programme?: string; policy?: string }): Promise<Choice> {
  const named = files.programme === undefined ? undefined : await readProgramme(files.programme);
  if (files.policy === undefined) {
    const programme = named ?? defaultProgramme();
    return { programme, policy: programme.policy };
  }
  const policy = await readJson(files.policy, policySchema, 'INVALID_POLICY');
  return { programme: named ? sameProgramme(named, policy) : programmeOf(policy), policy };
}

async function readProgramme(name: string): Promise<Programme> {
  return shippedProgramme(name) ?? (await readJson(name, programmeSchema, 'INVALID_PROGRAMME'));
}

function defaultProgramme(): Programme {
  const [programme] = SHIPPED_PROGRAMMES;
  if (!programme)
    throw new MileError('UNKNOWN_PROGRAMME', 'No programme comes with this copy. Name one with --programme.');
  return programme;
}

function sameProgramme(programme: Programme, policy: Policy): Programme {
  if (policy.programme === programme.id) return programme;
  throw new MileError(
    'INVALID_POLICY',
    `The policy is for the programme "${policy.programme}", not for "${programme.id}". Use a policy of that programme.`,
  );
}

function programmeOf(policy: Policy): Programme {
  const programme = shippedProgramme(policy.programme);
  if (programme) return programme;
  const ids = SHIPPED_PROGRAMMES.map(({ id }) => id).join(', ');
  throw new MileError(
    'UNKNOWN_PROGRAMME',
    `The policy names the programme "${policy.programme}", which does not come with this copy (${ids}). Give its file with --programme.`,
  );
}
