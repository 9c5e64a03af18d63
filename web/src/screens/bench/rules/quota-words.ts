import type { PairCondition, PolicyQuota } from '#solver/contract/policy/quotas.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

type Side = 'participant' | 'mentor';

/** What the pairs of a quota have in common, after "of all pairs": "cross library type". */
export function whereWords(where: readonly PairCondition[], programme: Programme): string {
  return where.map((condition) => conditionWords(condition, programme)).join(' and ');
}

function conditionWords(condition: PairCondition, programme: Programme): string {
  switch (condition.kind) {
    case 'equal': {
      const label = labelOf(programme, 'participant', condition.participantField).toLocaleLowerCase();
      return condition.equal ? `share the ${label}` : `cross ${label}`;
    }
    case 'shared-region': {
      const label = systemOf(programme, condition.system)?.label.toLocaleLowerCase() ?? condition.system;
      return condition.equal ? `lie in one ${label}` : `cross a border of ${label}`;
    }
    case 'value': {
      const { side, field, values } = condition;
      const options = values.map((value) => valueLabel(programme, side, field, value));
      return `have a ${side} with ${labelOf(programme, side, field).toLocaleLowerCase()}: ${options.join(' or ')}`;
    }
    case 'number': {
      const { side, field, min, max } = condition;
      const from = min === undefined ? '' : ` from ${min}`;
      const to = max === undefined ? '' : ` up to ${max}`;
      return `have a ${side} with ${labelOf(programme, side, field).toLocaleLowerCase()}${from}${to}`;
    }
    case 'in-region': {
      const system = systemOf(programme, condition.system);
      const names = condition.regions.map((id) => system?.regions.find((one) => one.id === id)?.label ?? id);
      const where = names.length > 3 ? `one of ${names.length} regions` : names.join(' or ');
      return `have a ${condition.side} in ${where}`;
    }
  }
}

function fieldOf(programme: Programme, side: Side, id: string): Field | undefined {
  return programme[side].fields.find((field) => field.id === id);
}

function labelOf(programme: Programme, side: Side, id: string): string {
  return fieldOf(programme, side, id)?.label ?? id;
}

function systemOf(programme: Programme, id: string) {
  return programme.geography.systems.find((system) => system.id === id);
}

function valueLabel(programme: Programme, side: Side, id: string, value: string): string {
  const field = fieldOf(programme, side, id);
  const list = field && 'list' in field ? programme.lists[field.list] : undefined;
  return list?.options.find((option) => option.id === value)?.label ?? value;
}

/** Something that pairs can have in common, for which there is no quota yet. */
export interface Proposal {
  words: string;
  where: PolicyQuota['where'];
}

/** What a quota of this programme can be about: answers that both sides give, regions, and each option of a choice. */
export function proposalsFor(programme: Programme): Proposal[] {
  const wheres = [...acrossSides(programme), ...regionsOf(programme), ...choicesOf(programme)];
  return wheres.map((condition) => ({ where: [condition], words: whereWords([condition], programme) }));
}

function acrossSides({ participant, mentor }: Programme): PairCondition[] {
  return participant.fields.flatMap((field) => {
    const other = mentor.fields.find(({ id }) => id === field.id);
    if (field.kind !== 'choice' || other?.kind !== 'choice' || other.list !== field.list) return [];
    return [false, true].map((equal): PairCondition => ({
      kind: 'equal',
      participantField: field.id,
      mentorField: other.id,
      equal,
    }));
  });
}

function regionsOf({ participant, mentor, geography }: Programme): PairCondition[] {
  const from = participant.fields.find(({ kind }) => kind === 'place');
  const to = mentor.fields.find(({ kind }) => kind === 'place');
  if (!from || !to) return [];
  return geography.systems.flatMap(({ id }) =>
    [false, true].map((equal): PairCondition => ({
      kind: 'shared-region',
      participantField: from.id,
      mentorField: to.id,
      system: id,
      equal,
    })),
  );
}

function choicesOf(programme: Programme): PairCondition[] {
  return (['participant', 'mentor'] as const).flatMap((side) =>
    programme[side].fields.flatMap((field) => {
      if (field.kind !== 'choice' || field.confidential) return [];
      const options = programme.lists[field.list]?.options ?? [];
      return options.map((option): PairCondition => ({
        kind: 'value',
        side,
        field: field.id,
        values: [option.id],
      }));
    }),
  );
}

/** A quota about the proposal: at least one pair, to begin with. */
export function quotaFrom({ words, where }: Proposal, taken: readonly PolicyQuota[]): PolicyQuota {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (ids.has(`quota-${number}`)) number += 1;
  return {
    id: `quota-${number}`,
    label: `Pairs that ${words}`.slice(0, 200),
    on: true,
    sense: 'at-least',
    amount: { unit: 'pairs', value: 1 },
    where,
  };
}
