import type { Criterion } from '#solver/contract/policy/criteria.ts';
import type { Field, ValueList } from '#solver/contract/programme/fields.ts';
import type { Geography } from '#solver/contract/programme/places.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import {
  comparableFields,
  idsOf,
  isConfidential,
  isYear,
  labelOf,
  type FieldPair,
  type WithoutId,
} from './comparable-fields.ts';

export type CriterionOffer = WithoutId<Criterion>;

const FIRST = { weight: 3, whenMissing: 300 };
/** What is a bonus: no answer gives none. */
const BONUS = { weight: 3, whenMissing: 0 };

/** What a pair can be measured by, out of the questions of both forms, with numbers to begin with. */
export function criterionOffers(programme: Programme): CriterionOffer[] {
  const pairs = comparableFields(programme);
  return [
    ...pairs.filter((pair) => !isConfidential(pair)).flatMap((pair) => offersFor(pair, programme)),
    ...pairs.filter(isConfidential).flatMap((pair) => optIns(pair, programme)),
    ...programme.participant.fields.flatMap(ofParticipants),
    ...ofTexts(programme),
  ];
}

function offersFor(pair: FieldPair, { lists, geography }: Programme): CriterionOffer[] {
  const [own, other] = pair;
  const common = { ...FIRST, ...idsOf(pair), label: labelOf(pair) };
  if (own.kind === 'ranking' && other.kind === 'ranking')
    return [{ ...common, kind: 'ordered-overlap', places: [50, 30, 20] }];
  if (own.kind === 'choices' && other.kind === 'choices') return [sharedOptions(pair)];
  if (own.kind === 'choice' && other.kind === 'choice') return [likeness(pair, lists[own.list])];
  if (own.kind === 'place') return nearness(pair, geography);
  if (own.kind !== 'number' || isYear(own)) return [];
  return [{ ...common, kind: 'gap', idealMin: 0, idealMax: 10, fade: 10 }];
}

function sharedOptions(pair: FieldPair): CriterionOffer {
  const parts = [{ ...idsOf(pair), share: 100 }];
  return { ...FIRST, label: labelOf(pair), kind: 'shared-options', parts };
}

function likeness(pair: FieldPair, list: ValueList | undefined): CriterionOffer {
  const { participantField, mentorField } = idsOf(pair);
  const common = { ...FIRST, label: labelOf(pair), mentorField, otherwise: 0 };
  if (list?.ordered) return { ...common, participantField, kind: 'rank-gap', table: RANKS_APART };
  const participantFields = [{ field: participantField, share: 100 }];
  return { ...common, participantFields, kind: 'similarity', table: [] };
}

/** A mentor one step above is the best, then two, then as high. */
const RANKS_APART = [
  { gap: 1, points: 1000 },
  { gap: 2, points: 700 },
  { gap: 0, points: 400 },
];

function nearness(pair: FieldPair, { systems }: Geography): CriterionOffer[] {
  const common = { ...FIRST, ...idsOf(pair) };
  const regions = systems.map(({ id, label }): CriterionOffer => ({
    ...common,
    label: `Same ${label}`.slice(0, 80),
    kind: 'region',
    systems: [{ system: id, points: 1000 }],
    neighbour: 300,
  }));
  return [
    { ...common, label: `Distance: ${labelOf(pair)}`, kind: 'distance', halfDistanceKm: 80 },
    ...regions,
  ];
}

/** What both have in common counts where the participant said yes to a wish: a confidential one, where there is one. */
function optIns(pair: FieldPair, { participant }: Programme): CriterionOffer[] {
  if (!('list' in pair[0])) return [];
  const questions = participant.fields.filter(({ kind }) => kind === 'yesNo');
  const confidential = questions.filter((field) => field.confidential);
  return (confidential.length > 0 ? confidential : questions).map((wish) => ({
    ...BONUS,
    ...idsOf(pair),
    label: `${labelOf(pair)}, asked for`,
    kind: 'opt-in',
    wishField: wish.id,
  }));
}

/** People whom a participant names, and how long they have waited. */
function ofParticipants(field: Field): CriterionOffer[] {
  const common = { ...BONUS, label: field.label.slice(0, 80), participantField: field.id };
  if (field.kind === 'people') return [{ ...common, kind: 'preference', places: [1000, 700, 500] }];
  return isYear(field) ? [{ ...common, kind: 'waiting', fullAfter: 3 }] : [];
}

function ofTexts(programme: Programme): CriterionOffer[] {
  const long = (side: 'participant' | 'mentor') =>
    programme[side].fields
      .filter(({ kind, confidential }) => kind === 'longText' && !confidential)
      .map(({ id }) => id)
      .slice(0, 10);
  const [participantFields, mentorFields] = [long('participant'), long('mentor')];
  if (participantFields.length === 0 || mentorFields.length === 0) return [];
  const texts = { participantFields, mentorFields, fullAt: 50 };
  return [{ ...FIRST, whenMissing: 100, label: 'Words in common', kind: 'text', ...texts }];
}
