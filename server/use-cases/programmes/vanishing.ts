import type { Answer, Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { brokenNames } from '#solver/contract/programme/broken-names.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { fieldOf, listOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

export interface CohortContent {
  people: readonly { side: Side; application: Application }[];
  policy: Policy;
}

/** Both states of a programme. */
interface Change {
  before: Programme;
  after: Programme;
}

/**
 * What a cohort uses that a change of its programme would take away, with how often: fields and options that people answered with, and what
 * the cohort's policy names. One sentence each.
 */
export function vanishing(change: Change, { people, policy }: CohortContent): string[] {
  const counts = new Map<string, number>();
  for (const { side, application } of people)
    for (const [field, answer] of Object.entries(application.values))
      for (const lost of lostOf(change, side, field, answer)) counts.set(lost, (counts.get(lost) ?? 0) + 1);
  const answers = [...counts].map(
    ([lost, count]) => `${lost}: ${count} ${count === 1 ? 'answer' : 'answers'}`,
  );
  const before = new Set(brokenNames(change.before, policy));
  const named = brokenNames(change.after, policy).filter((sentence) => !before.has(sentence));
  return [...answers, ...named];
}

function lostOf({ before, after }: Change, side: Side, id: string, answer: Answer): string[] {
  const asked = fieldOf(before, side, id);
  if (!asked) return [];
  const kept = fieldOf(after, side, id);
  const name = `“${asked.label}” of the ${side} form`;
  if (!kept) return [`the field ${name}`];
  if (kept.kind !== asked.kind) return [`the kind of the field ${name}`];
  const offered = optionsOf(after, kept);
  if (!offered) return [];
  const labels = optionsOf(before, asked);
  return [answer]
    .flat()
    .filter((option): option is string => typeof option === 'string' && !offered.has(option))
    .filter((option) => labels?.has(option))
    .map((option) => `the choice “${labels?.get(option)}” in ${name}`);
}

/** Labels of what a field offers, by id; undefined where anything may be answered. */
function optionsOf(programme: Programme, field: Field): Map<string, string> | undefined {
  const offered = field.kind === 'place' ? programme.geography.places : listOf(programme, field)?.options;
  return offered && new Map(offered.map(({ id, label }) => [id, label]));
}
