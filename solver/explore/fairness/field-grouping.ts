import { MileError } from '../../contract/errors.ts';
import type { Answer } from '../../contract/cohort.ts';
import type { Side } from '../../contract/identifier.ts';
import type { Field } from '../../contract/programme/fields.ts';
import type { Programme } from '../../contract/programme/programme.ts';
import { fieldOf } from '../../contract/programme/programme.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import type { Grouping } from './question.ts';

/** Numbers fall into this many parts of about equal size. */
const NUMBER_PARTS = 3;

/**
 * The people of one side by their answers in a field, in the order of the compiled cohort's problem. Choices by option (a ranking by its first), numbers in
 * thirds, employers and short texts by their words, places by name. Throws UNKNOWN_FIELD, and INVALID_INPUT where the field has
 * no groups (names, addresses, long texts).
 */
export function groupingByField({ features }: CompiledCohort, side: Side, id: string): Grouping {
  const { programme } = features;
  const field = fieldOf(programme, side, id);
  if (!field)
    throw new MileError(
      'UNKNOWN_FIELD',
      `The ${side}'s form has no field "${id}". Choose one of its fields.`,
      { side, field: id },
    );
  const people = side === 'participant' ? features.participants : features.mentors;
  const answers = people.answers.get(id) ?? [];
  const label = labelling(programme, field, answers);
  return {
    id,
    side,
    isConfidential: field.confidential,
    labels: answers.map((answer) => (answer === undefined || answer === '' ? [] : label(answer))),
  };
}

/** The people of one side by the region in which the place of a field lies. Throws as `groupingByField` does. */
export function groupingByRegion(compiled: CompiledCohort, side: Side, id: string, system: string): Grouping {
  const { programme } = compiled.features;
  const field = fieldOf(programme, side, id);
  const regions = programme.geography.systems.find((candidate) => candidate.id === system)?.regions;
  if (field?.kind !== 'place' || !regions) throw noGroups(id, `no place with regions of "${system}"`);
  const nameById = new Map(regions.map((region) => [region.id, region.label]));
  const regionByPlace = new Map(
    programme.geography.places.map((place) => [place.label, nameById.get(place.regions[system] ?? '')]),
  );
  const { labels, isConfidential } = groupingByField(compiled, side, id);
  return {
    id: system,
    side,
    isConfidential,
    labels: labels.map((places) => places.flatMap((place) => regionByPlace.get(place) ?? [])),
  };
}

type Labelling = (answer: Answer) => string[];

function labelling(programme: Programme, field: Field, answers: readonly (Answer | undefined)[]): Labelling {
  switch (field.kind) {
    case 'choice':
    case 'choices':
    case 'ranking': {
      const options = programme.lists[field.list]?.options ?? [];
      const labelById = new Map(options.map((option) => [option.id, option.label]));
      const most = field.kind === 'ranking' ? 1 : Infinity;
      return (answer) =>
        textsOf(answer)
          .slice(0, most)
          .map((option) => labelById.get(option) ?? option);
    }
    case 'place': {
      const labelById = new Map(programme.geography.places.map((place) => [place.id, place.label]));
      return (answer) => textsOf(answer).map((place) => labelById.get(place) ?? place);
    }
    case 'yesNo':
      return (answer) => [answer === true ? 'Yes' : 'No'];
    case 'number':
      return inParts(answers);
    case 'text':
    case 'postcode':
    case 'people':
      return (answer) => textsOf(answer).map((text) => text.trim().toLowerCase());
    case 'name':
    case 'email':
    case 'longText':
      throw noGroups(field.id, `a field of the kind "${field.kind}"`);
  }
}

function textsOf(answer: Answer): string[] {
  return Array.isArray(answer) ? answer : [String(answer)];
}

/** "0 to 3", "4 to 9": equal numbers are never divided. */
function inParts(answers: readonly (Answer | undefined)[]): Labelling {
  const ascending = answers.filter((answer) => typeof answer === 'number').sort((a, b) => a - b);
  const parts: { low: number; high: number }[] = [];
  for (let part = 1; part <= NUMBER_PARTS && ascending.length > 0; part += 1) {
    const high = ascending[Math.ceil((part * ascending.length) / NUMBER_PARTS) - 1] as number;
    const before = parts.at(-1)?.high ?? -Infinity;
    const low = ascending.find((number) => number > before);
    if (low !== undefined) parts.push({ low, high });
  }
  return (answer) =>
    parts
      .filter(({ low, high }) => typeof answer === 'number' && low <= answer && answer <= high)
      .map(({ low, high }) => (low === high ? String(low) : `${low} to ${high}`));
}

function noGroups(field: string, what: string): MileError {
  return new MileError(
    'INVALID_INPUT',
    `"${field}" is ${what}, which makes no groups. Choose a field with options, numbers or places.`,
    { field },
  );
}
