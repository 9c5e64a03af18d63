import type { Side } from '../identifier.ts';
import { fieldsRead } from '../policy/fields-read.ts';
import type { Policy } from '../policy/policy.ts';
import type { Field, ValueList } from './fields.ts';
import type { Geography } from './places.ts';

interface Named {
  participant: { fields: readonly Field[] };
  mentor: { fields: readonly Field[] };
  lists: Readonly<Record<string, ValueList>>;
  geography: Geography;
}
type Reader = Policy['criteria'][number] | Policy['rules'][number] | Policy['quotas'][number];

/** What a policy names that a programme does not have: fields, options, regions; one sentence each, none twice. */
export function brokenNames(programme: Named, policy: Policy): string[] {
  const readers: Reader[] = [...policy.criteria, ...policy.rules, ...policy.quotas];
  const found = readers.flatMap((reader) => [
    ...missingFields(programme, reader),
    ...missingOptions(programme, reader),
    ...missingRegions(programme, reader),
  ]);
  return [...new Set(found)];
}

function missingFields(programme: Named, reader: Reader): string[] {
  return fieldsRead(reader)
    .filter(({ side, field }) => programme[side].fields.every(({ id }) => id !== field))
    .map(({ side, field }) => `"${reader.label}" reads the field "${field}", which the ${side} form lacks`);
}

function missingOptions(programme: Named, reader: Reader): string[] {
  return optionsNamed(reader).flatMap(({ side, field, option }) => {
    const asked = programme[side].fields.find(({ id }) => id === field);
    const list = asked && 'list' in asked ? programme.lists[asked.list] : undefined;
    if (!list || list.options.some(({ id }) => id === option)) return [];
    return [`"${reader.label}" names the option "${option}", which the list "${list.label}" lacks`];
  });
}

interface NamedOption {
  side: Side;
  field: string;
  option: string;
}

function optionsNamed(reader: Reader): NamedOption[] {
  if ('where' in reader) return reader.where.flatMap(valuesNamed);
  if (reader.kind === 'similarity') {
    const named = reader.table.flatMap(({ a, b }) => [a, b]);
    return named.map((option) => ({ side: 'mentor', field: reader.mentorField, option }));
  }
  if (reader.kind === 'wish')
    return [reader.same, reader.different].map((option) => ({
      side: 'participant',
      field: reader.wishField,
      option,
    }));
  if (reader.kind !== 'max-distance' || !reader.unlessBothAccept) return [];
  const { participantField, mentorField, option } = reader.unlessBothAccept;
  return [
    { side: 'participant', field: participantField, option },
    { side: 'mentor', field: mentorField, option },
  ];
}

function valuesNamed(condition: Policy['quotas'][number]['where'][number]): NamedOption[] {
  if (condition.kind !== 'value') return [];
  return condition.values.map((option) => ({ side: condition.side, field: condition.field, option }));
}

function missingRegions({ geography }: Named, reader: Reader): string[] {
  return regionsNamed(reader).flatMap(({ system, regions }) => {
    const known = geography.systems.find(({ id }) => id === system);
    if (!known) return [`"${reader.label}" names the region system "${system}", which does not exist`];
    return regions
      .filter((region) => known.regions.every(({ id }) => id !== region))
      .map((region) => `"${reader.label}" names the region "${region}", which "${known.label}" lacks`);
  });
}

interface NamedRegions {
  system: string;
  regions: readonly string[];
}

function regionsNamed(reader: Reader): NamedRegions[] {
  if ('where' in reader)
    return reader.where.flatMap((condition): NamedRegions[] => {
      if (condition.kind === 'in-region') return [condition];
      return condition.kind === 'shared-region' ? [{ system: condition.system, regions: [] }] : [];
    });
  if (reader.kind === 'region') return reader.systems.map(({ system }) => ({ system, regions: [] }));
  return reader.kind === 'same-region' ? [{ system: reader.system, regions: [] }] : [];
}
