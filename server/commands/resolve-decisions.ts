import type { Application, Cohort } from '#solver/contract/cohort.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { policySchema } from '#solver/contract/policy/policy.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import type { Form, Programme } from '#solver/contract/programme/programme.ts';
import { normaliseKey } from '../files/application-id.ts';

/** The policy with pins and forbids by application id; a file may name people by their key (the e-mail address) as well. */
export function resolveDecisions(programme: Programme, policy: Policy, cohort: Cohort): Policy {
  const resolve = resolverOf(programme, cohort, 'The policy pins or forbids');
  const resolved = policySchema.safeParse({
    ...policy,
    pins: policy.pins.map(resolve),
    forbids: policy.forbids.map(resolve),
  });
  if (resolved.success) return resolved.data;
  // Two names of one pair become equal only here.
  throw new MileError(
    'PIN_AND_FORBID',
    `The policy pins and forbids one pair: ${resolved.error.issues[0]?.message}.`,
  );
}

/** From names of people (ids, or keys such as the e-mail address) to ids. `saying` begins the sentence about somebody who is not there. */
export function resolverOf(
  programme: Programme,
  cohort: Cohort,
  saying: string,
): (decision: Decision) => Decision {
  const participant = idsOf(programme.participant, cohort.participants);
  const mentor = idsOf(programme.mentor, cohort.mentors);
  return (decision) => ({
    participant: find(participant, decision.participant, 'participant', saying),
    mentor: find(mentor, decision.mentor, 'mentor', saying),
  });
}

/** The id of somebody named by an id or a key; the name itself where nobody of the side has it. */
export function idOf(programme: Programme, cohort: Cohort): (side: Side, name: string) => string {
  const ids = {
    participant: idsOf(programme.participant, cohort.participants),
    mentor: idsOf(programme.mentor, cohort.mentors),
  };
  return (side, name) => ids[side].get(name) ?? ids[side].get(normaliseKey(name)) ?? name;
}

function idsOf(form: Form, applications: readonly Application[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { id, values } of applications) {
    const key = values[form.keyField];
    if (typeof key === 'string') ids.set(normaliseKey(key), id);
    ids.set(id, id);
  }
  return ids;
}

function find(ids: ReadonlyMap<string, string>, name: string, side: string, saying: string): string {
  const id = ids.get(name) ?? ids.get(normaliseKey(name));
  if (id !== undefined) return id;
  throw new MileError(
    'UNKNOWN_PERSON',
    `${saying} the ${side} "${name}", who is not in the file. Name an e-mail address or an id of the file.`,
    { side, name },
  );
}
