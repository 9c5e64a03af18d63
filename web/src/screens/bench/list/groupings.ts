import type { Application } from '#solver/contract/cohort.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

/** Something that participants can be grouped by. */
export interface Grouping {
  id: string;
  label: string;
  /** By where people live. */
  isRegion: boolean;
  /** '' where there is no answer. */
  labelOf: (person: Pick<Application, 'values'>) => string;
}

/** Regions of the first place that participants name, and each question with one answer; never a confidential one. */
export function groupingsOf({ participant, geography, lists }: Programme): Grouping[] {
  const open = participant.fields.filter(({ confidential }) => !confidential);
  const place = open.find(({ kind }) => kind === 'place');
  const places = new Map(geography.places.map(({ id, regions }) => [id, regions]));
  const bySystem = (place ? geography.systems : []).map(({ id, label, regions }) => {
    const labels = new Map(regions.map((region) => [region.id, region.label]));
    return grouping(`region ${id}`, label, place?.id ?? '', (answer) =>
      labels.get(places.get(answer)?.[id] ?? ''),
    );
  });
  const byField = open.flatMap((field) => {
    if (field.kind !== 'choice') return [];
    const labels = new Map(lists[field.list]?.options.map((option) => [option.id, option.label]));
    return [grouping(`field ${field.id}`, field.label, field.id, (answer) => labels.get(answer))];
  });
  return [...bySystem, ...byField];
}

function grouping(
  id: string,
  label: string,
  field: string,
  told: (answer: string) => string | undefined,
): Grouping {
  const labelOf = ({ values }: Pick<Application, 'values'>) => {
    const answer = values[field];
    return typeof answer === 'string' ? (told(answer) ?? '') : '';
  };
  return { id, label, isRegion: id.startsWith('region '), labelOf };
}
