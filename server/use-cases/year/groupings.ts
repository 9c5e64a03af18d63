import type { Application } from '#solver/contract/cohort.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { listOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

/** A way of dividing participants. */
export interface ParticipantGrouping {
  title: string;
  /** Of what their application says. */
  labelOf(values: Application['values']): string;
}

export const NOT_GIVEN = 'not given';

/** By the region systems of the place, and by the one choice on which the programme's policy compares both sides: the library type. */
export function participantGroupings(programme: Programme): ParticipantGrouping[] {
  const fields = programme.participant.fields.filter(({ confidential }) => !confidential);
  const place = fields.find(({ kind }) => kind === 'place');
  const compared = new Set(
    programme.policy.criteria.flatMap((criterion) =>
      criterion.kind === 'similarity' ? criterion.participantFields.map(({ field }) => field) : [],
    ),
  );
  const type = fields.find(({ kind, id }) => kind === 'choice' && compared.has(id));
  return [...(place ? byRegion(programme, place) : []), ...(type ? [byChoice(programme, type)] : [])];
}

function byRegion({ geography }: Programme, { id: field }: Field): ParticipantGrouping[] {
  return geography.systems.map(({ id: system, label: title, regions }) => ({
    title,
    labelOf(values) {
      const region = geography.places.find(({ id }) => id === values[field])?.regions[system];
      return regions.find(({ id }) => id === region)?.label ?? NOT_GIVEN;
    },
  }));
}

function byChoice(programme: Programme, field: Field): ParticipantGrouping {
  const options = listOf(programme, field)?.options ?? [];
  return {
    title: field.label,
    labelOf: (values) => options.find(({ id }) => id === values[field.id])?.label ?? NOT_GIVEN,
  };
}
