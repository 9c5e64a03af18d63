import type { Policy } from '#solver/contract/policy/policy.ts';

const FORMAT = 'mile-policy/1';

/** The policy as a file that a person can read and `readPolicyFile` takes back. */
export function writePolicyFile(policy: Policy): Blob {
  return new Blob([`${JSON.stringify(policy, null, 2)}\n`], { type: 'application/json' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/**
 * The policy in a file's text, if it is one of this programme. What a file may leave out is filled in; all else is for
 * the service to judge. Throws an Error with a sentence for the reader.
 */
export function readPolicyFile(text: string, programme: string): Policy {
  const file = parsed(text);
  if (typeof file !== 'object' || file === null || !('format' in file) || file.format !== FORMAT)
    throw new Error(`It is not a policy file: a file that was saved here names the format "${FORMAT}".`);
  const given = file as Partial<Policy>;
  if (given.programme !== programme)
    throw new Error(
      `It belongs to the programme "${String(given.programme)}", and this cohort to "${programme}". Choose a file of this programme.`,
    );
  const filled = { quotas: [], pins: [], forbids: [], levels: ['matched', 'score'], ...given };
  return filled as unknown as Policy;
}
