import type { Matching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Application } from '#solver/contract/cohort.ts';
import type { Form } from '#solver/contract/programme/programme.ts';
import { ApiError } from '../../api/client.ts';
import { withoutPin, withQuotaOn, withRuleOn } from '../../session/policy-edits.ts';
import { pairWords, type NameOf } from './words.ts';

/** One of the demands that cannot hold together. */
export interface ClashPart {
  /** Names the demand among those of a clash. */
  key: string;
  sentence: string;
  /** The policy without it; undefined where it stands in somebody's application. */
  without: Policy | undefined;
}

type Clash = Extract<Matching, { clash: unknown }>['clash'];

/** The key of a demand by its kind and id. */
export function demandKey({ kind, id }: { kind: string; id: string }): string {
  return `${kind} ${id}`;
}

/** The smallest clash that the solver found. */
export function clashParts(clash: Clash, policy: Policy): ClashPart[] {
  return clash.map(({ kind, id, sentence, participant, mentor }) => {
    const key = demandKey({ kind, id });
    if (kind === 'quota') return { key, sentence, without: withQuotaOn(policy, id, false) };
    if (kind === 'pin' && participant !== undefined && mentor !== undefined)
      return { key, sentence, without: withoutPin(policy, { participant, mentor }) };
    return { key, sentence, without: undefined };
  });
}

/** How many partners a person takes at most: what the application says, else what the form takes for granted. */
export function roomOf({ max }: Pick<Form, 'max'>, person: Pick<Application, 'values'>): number {
  const stated = max.field === undefined ? undefined : person.values[max.field];
  return typeof stated === 'number' ? stated : max.default;
}

/** Why pins clash that all name one mentor; undefined for other clashes, and for somebody who is not known. */
export function fullMentorWords(
  clash: Clash,
  roomFor: (mentor: string) => number | undefined,
  nameOf: NameOf,
): string | undefined {
  const mentors = new Set(clash.map(({ kind, mentor }) => (kind === 'pin' ? mentor : undefined)));
  const [mentor] = mentors;
  if (mentors.size !== 1 || mentor === undefined || clash.length < 2) return undefined;
  const room = roomFor(mentor);
  return room === undefined ? undefined : `${nameOf(mentor)} has room for ${room}.`;
}

/** A pin against the rules is refused before anything is solved: the pin and the rules in its way. Empty for other troubles. */
export function refusedPinParts(trouble: unknown, policy: Policy, nameOf: NameOf): ClashPart[] {
  if (!(trouble instanceof ApiError) || trouble.code !== 'PIN_NOT_ALLOWED') return [];
  const { participant, mentor, rules } = trouble.details;
  if (typeof participant !== 'string' || typeof mentor !== 'string' || !Array.isArray(rules)) return [];
  const pair = { participant, mentor };
  const inTheWay = policy.rules.filter((rule) => rules.includes(rule.id));
  return [
    { key: 'pin', sentence: `${pairWords(pair, nameOf)} is pinned.`, without: withoutPin(policy, pair) },
    ...inTheWay.map((rule) => ({
      key: demandKey({ kind: 'rule', id: rule.id }),
      sentence: `The rule “${rule.label}” does not allow this pair.`,
      without: withRuleOn(policy, rule.id, false),
    })),
  ];
}
