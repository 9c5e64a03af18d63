import type { Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { personName } from '#solver/contract/programme/person-name.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { StoredPerson } from '../store/people.ts';

/** An application as the store keeps it. */
export function toStored(programme: Programme, side: Side, application: Application): StoredPerson {
  return {
    side,
    id: application.id,
    name: personName(formOf(programme, side), application),
    valuesJson: canonicalJson(application.values),
  };
}

/** An application as the solver and the importer read it. */
export function fromStored(person: StoredPerson): Application {
  return { id: person.id, values: JSON.parse(person.valuesJson) as Application['values'] };
}
