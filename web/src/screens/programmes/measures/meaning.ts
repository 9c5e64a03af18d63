import type { Criterion, CriterionOf } from '#solver/contract/policy/criteria.ts';
import type { RuleOf } from '#solver/contract/policy/rules.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { labelOfField, labelOfOption, optionsOfField } from './names.ts';
import { POINTS } from './points-words.ts';

/** Points of answers that a participant and a mentor might give: as the measure `similarity` counts them. */
export function likenessOf(
  { participantFields, table, otherwise }: CriterionOf<'similarity'>,
  ownOf: (field: string) => string,
  theirs: string,
): number {
  const alike = (own: string) => {
    if (own === theirs) return POINTS;
    const row = table.find(({ a, b }) => (a === own && b === theirs) || (a === theirs && b === own));
    return row?.points ?? otherwise;
  };
  const shares = participantFields.reduce((sum, { share }) => sum + share, 0);
  const total = participantFields.reduce((sum, { field, share }) => sum + share * alike(ownOf(field)), 0);
  return Math.round(total / shares);
}

/** What the numbers of a measure come to, as a sentence with an example; undefined for measures whose few numbers speak for themselves. */
export function meaningOf(criterion: Criterion, programme: Programme): string | undefined {
  switch (criterion.kind) {
    case 'ordered-overlap':
      return wishesWords(criterion);
    case 'preference':
      return `Whoever is named first brings ${criterion.places[0] ?? 0} of 1000 points, whoever is named last of ${criterion.places.length} or later ${criterion.places.at(-1) ?? 0}; who is not named brings none.`;
    case 'similarity':
      return partsWords(
        criterion.participantFields.map(({ field, share }) => ({
          share,
          label: labelOfField(programme, 'participant', field),
        })),
      );
    case 'shared-options':
      return partsWords(
        criterion.parts.map(({ participantField, share }) => ({
          share,
          label: labelOfField(programme, 'participant', participantField),
        })),
      );
    case 'region':
      return regionWords(criterion, programme);
    case 'rank-gap':
      return stepsWords(criterion);
    default:
      return undefined;
  }
}

const WISHES = 3;

function wishesWords({ places }: CriterionOf<'ordered-overlap'>): string {
  const shares = Array.from({ length: WISHES }, (_, at) => places[Math.min(at, places.length - 1)] ?? 0);
  const all = shares.reduce((sum, share) => sum + share, 0);
  if (all === 0) return 'No wish counts: somebody who states three gets no points for any of them.';
  const [first = 0, second = 0, third = 0] = shares.map((share) => Math.round((POINTS * share) / all));
  return `Of somebody with three wishes, a mentor who offers only the first gets ${first} of 1000 points, only the second ${second}, only the third ${third}.`;
}

function partsWords(parts: readonly { label: string; share: number }[]): string {
  const all = parts.reduce((sum, { share }) => sum + share, 0);
  if (parts.length === 1) return `“${parts[0]?.label ?? ''}” alone counts.`;
  const counted = parts.map(({ label, share }) => `“${label}” ${Math.round((100 * share) / all)}`);
  return `Of 100, ${counted.join(' and ')}. What somebody left open does not count.`;
}

function regionWords({ systems, neighbour }: CriterionOf<'region'>, { geography }: Programme): string {
  const label = (id: string) => geography.systems.find((system) => system.id === id)?.label ?? id;
  const steps = systems.map(({ system, points }) => `the same ${label(system)}: ${points} points`);
  return `In ${[...steps, `regions that border each other: ${neighbour}`].join('; else ')}; else none.`;
}

function stepsWords({ table, otherwise }: CriterionOf<'rank-gap'>): string {
  const best = [...table].sort((a, b) => b.points - a.points)[0];
  return `Best is a mentor ${gapWords(best?.gap ?? 0)} (${best?.points ?? 0} of 1000 points); what is not here has ${otherwise}.`;
}

/** "2 steps above" the participant, in the order of the list. */
export function gapWords(gap: number): string {
  if (gap === 0) return 'at the same step';
  const steps = Math.abs(gap);
  return `${steps} ${steps === 1 ? 'step' : 'steps'} ${gap > 0 ? 'above' : 'below'}`;
}

/** What a rule about wishes makes of an answer. */
export function wishMeaning(rule: RuleOf<'wish'>, programme: Programme): string {
  const answers = optionsOfField(programme, 'participant', rule.wishField);
  const [same, different] = [rule.same, rule.different].map((id) => `“${labelOfOption(answers, id)}”`);
  const wish = labelOfField(programme, 'participant', rule.wishField);
  const own = labelOfField(programme, 'participant', rule.participantField);
  const theirs = labelOfField(programme, 'mentor', rule.mentorField);
  return `Who answers ${same} to “${wish}” is matched only with mentors whose “${theirs}” is the same as their own “${own}”; who answers ${different}, only with mentors for whom it is another one. Every other answer allows both.`;
}
