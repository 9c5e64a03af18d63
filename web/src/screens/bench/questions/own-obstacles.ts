import type { Application } from '#solver/contract/cohort.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Rule } from '#solver/contract/policy/rules.ts';
import type { Form, Programme } from '#solver/contract/programme/programme.ts';
import type { NameOf } from '../words.ts';

/** A participant who has no possible mentor for what their own application says or lacks, whoever the mentors are. */
export interface OwnObstacle {
  participant: string;
  /** What to do: leads to the application. */
  remedy: string;
  /** Ends the sentence that the remedy begins. */
  why: string;
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
    const words = person
      ? alone.flatMap((rule) => wordsFor(rule, person, programme.participant, nameOf(id)) ?? [])
      : [];
    return words.slice(0, 1).map((one) => ({ participant: id, ...one }));
  });
}

function wordsFor(
  rule: Rule,
  { values }: Pick<Application, 'values'>,
  form: Form,
  name: string,
): Omit<OwnObstacle, 'participant'> | undefined {
  if (rule.kind === 'minimum' || rule.kind === 'wait') {
    if (rule.side !== 'participant') return undefined;
    return {
      remedy: `Look at the application of ${name}`,
      why: `the rule “${rule.label}” leaves no possible mentor.`,
    };
  }
  if (rule.kind !== 'agreed') return undefined;
  const asked = rule.fields.filter(({ side }) => side === 'participant').map(({ field }) => field);
  const missing = asked.find((field) => !(values[field] ?? rule.missingIsYes));
  if (missing === undefined) return undefined;
  if (missing === form.consentField)
    return { remedy: `Ask ${name} for consent`, why: 'without it there is no possible mentor.' };
  const label = form.fields.find(({ id }) => id === missing)?.label ?? missing;
  return { remedy: `Ask ${name} about “${label}”`, why: 'without a yes there is no possible mentor.' };
}
