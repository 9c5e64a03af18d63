import type { Application } from '#solver/contract/cohort.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Rule } from '#solver/contract/policy/rules.ts';
import type { Form, Programme } from '#solver/contract/programme/programme.ts';
import type { NameOf } from '../words.ts';

/** A participant who has no possible mentor for what their own application says or lacks, whoever the mentors are. */
export interface OwnObstacle {
  participant: string;
  /** Ends before the link to the application. */
  sentence: string;
}

interface Told {
  policy: Pick<Policy, 'rules'>;
  programme: Pick<Programme, 'participant'>;
  participants: readonly Pick<Application, 'id' | 'values'>[];
  nameOf: NameOf;
}

/** Those whom one rule about themselves alone keeps from mentors whom they would have without it. */
export function ownObstacles(
  { unmatchedParticipants, rules }: Pick<FoundMatching, 'unmatchedParticipants' | 'rules'>,
  { policy, programme, participants, nameOf }: Told,
): OwnObstacle[] {
  const people = new Map(participants.map((person) => [person.id, person]));
  const kept = new Map(rules.map(({ id, leavesNobody }) => [id, new Set(leavesNobody)]));
  return unmatchedParticipants.flatMap(({ id }) => {
    const person = people.get(id);
    const alone = policy.rules.filter((rule) => rule.on && kept.get(rule.id)?.has(id));
    const why = person && alone.map((rule) => reasonOf(rule, person, programme.participant)).find(Boolean);
    return why === undefined
      ? []
      : [{ participant: id, sentence: `${nameOf(id)} has no possible mentor: ${why}` }];
  });
}

function reasonOf(rule: Rule, { values }: Pick<Application, 'values'>, form: Form): string | undefined {
  if (rule.kind === 'minimum' || rule.kind === 'wait')
    return rule.side === 'participant' ? `“${rule.label}” keeps everybody away. Look at` : undefined;
  if (rule.kind !== 'agreed') return undefined;
  const asked = rule.fields.filter(({ side }) => side === 'participant').map(({ field }) => field);
  const missing = asked.find((field) => !(values[field] ?? rule.missingIsYes));
  if (missing === undefined) return undefined;
  const label = form.fields.find(({ id }) => id === missing)?.label ?? missing;
  const remedy = missing === form.consentField ? 'Ask for consent, and note it in' : 'Ask, and note it in';
  return `“${label}” is not answered with yes. ${remedy}`;
}
