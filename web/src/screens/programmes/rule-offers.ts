import type { Side } from '#solver/contract/identifier.ts';
import type { Rule } from '#solver/contract/policy/rules.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import type { Geography } from '#solver/contract/programme/places.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import {
  comparableFields,
  idsOf,
  isYear,
  labelOf,
  type FieldPair,
  type WithoutId,
} from './comparable-fields.ts';

export type RuleOffer = WithoutId<Rule>;

/** What can make a pair allowed or not, out of the questions of both forms, with numbers to begin with. */
export function ruleOffers(programme: Programme): RuleOffer[] {
  const sides = ['participant', 'mentor'] as const;
  return [
    ...comparableFields(programme).flatMap((pair) => [
      ...ofBoth(pair, programme),
      ...wishesAbout(pair, programme),
    ]),
    ...sides.flatMap((side) =>
      programme[side].fields.flatMap((field) => ofOne(side, field, programme[side].label)),
    ),
  ];
}

function ofBoth(pair: FieldPair, { geography, lists }: Programme): RuleOffer[] {
  const [own, other] = pair;
  const common = { ...idsOf(pair), on: true };
  const label = labelOf(pair);
  if (own.kind === 'text' || own.kind === 'email')
    return [{ ...common, label: `Not the same: ${label}`, kind: 'different-text' }];
  if (own.kind === 'place') return near(pair, geography);
  if (own.kind !== 'choice') return [];
  if (other.kind === 'choices') return [welcomes(pair)];
  if (!lists[own.list]?.ordered) return [];
  return [{ ...common, label: `Mentor is above: ${label}`, kind: 'rank-range', min: 1, max: 1000 }];
}

/** A question beside those that are compared can ask for the same or another answer; which of its answers says so is told by its author. */
function wishesAbout(pair: FieldPair, { participant, lists }: Programme): RuleOffer[] {
  const [own, other] = pair;
  if (own.kind !== 'choice' || other.kind !== 'choice') return [];
  return participant.fields.flatMap((asked) => {
    if (asked.kind !== 'choice' || asked.list === own.list) return [];
    const [same, different] = lists[asked.list]?.options ?? [];
    if (!same || !different) return [];
    const label = `${asked.label}: ${labelOf(pair)}`.slice(0, 120);
    const means = { wishField: asked.id, same: same.id, different: different.id };
    return [{ ...idsOf(pair), ...means, on: true, label, kind: 'wish' as const }];
  });
}

function welcomes(pair: FieldPair): RuleOffer {
  const { participantField, mentorField } = idsOf(pair);
  const participantFields = [participantField];
  return {
    on: true,
    label: `Mentor welcomes: ${labelOf(pair)}`,
    kind: 'welcomes',
    participantFields,
    mentorField,
  };
}

function near(pair: FieldPair, { systems }: Geography): RuleOffer[] {
  const common = { ...idsOf(pair), on: true };
  const regions = systems.map(({ id, label }): RuleOffer => ({
    ...common,
    label: `Same ${label}`.slice(0, 120),
    kind: 'same-region',
    system: id,
  }));
  const label = `Not too far apart: ${labelOf(pair)}`;
  return [{ ...common, label, kind: 'max-distance', threshold: 150 }, ...regions];
}

function ofOne(side: Side, asked: Field, who: string): RuleOffer[] {
  const label = `${who}: ${asked.label}`.slice(0, 100);
  const [common, field] = [{ on: true, side }, asked.id];
  if (asked.kind === 'people')
    return [{ on: true, label: `Nobody named in ${label}`, ...namedBy(side, field) }];
  if (asked.kind === 'yesNo')
    return [
      { on: true, label: `${label}, yes`, kind: 'agreed', fields: [{ side, field }], missingIsYes: false },
    ];
  if (asked.kind !== 'number') return [];
  return isYear(asked)
    ? [{ ...common, field, label: `${label}, cycles since`, kind: 'wait', threshold: 1 }]
    : [{ ...common, field, label: `${label}, at least`, kind: 'minimum', threshold: 1 }];
}

function namedBy(side: Side, field: string): Omit<Extract<RuleOffer, { kind: 'named' }>, 'label' | 'on'> {
  const fields = { participantFields: [], mentorFields: [] };
  return side === 'participant'
    ? { kind: 'named', ...fields, participantFields: [field] }
    : { kind: 'named', ...fields, mentorFields: [field] };
}
