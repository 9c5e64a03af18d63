import type { Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

/** What somebody has in common with others: a region, or a choice, with its place in an order that means something. */
export interface Kinship {
  readonly rank: number;
  /** Of the region or the option; '' where nobody knows. */
  readonly id: string;
  readonly label: string;
}

type Answers = Pick<Application, 'values'>;
export type KinshipOf = (person: Answers) => Kinship;

/** Whoever did not say. Stands last. */
export const UNKNOWN: Kinship = { rank: Number.POSITIVE_INFINITY, id: '', label: 'Not known' };

export function compareKin(a: Kinship, b: Kinship): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.label.localeCompare(b.label);
}

/** A person's one answer in a field, as text. */
export function answerOf({ values }: Answers, field: Field | undefined): string | undefined {
  const answer = field && values[field.id];
  return typeof answer === 'string' ? answer : undefined;
}

export function fieldOfKind(programme: Programme, side: Side, kind: Field['kind']): Field | undefined {
  const form = side === 'participant' ? programme.participant : programme.mentor;
  return form.fields.find((field) => field.kind === kind);
}

/** Is there a map, with regions?  */
export function hasRegions(programme: Programme): boolean {
  return programme.geography.systems.length > 0 && programme.geography.places.length > 0;
}

/** The region of the first place that a person names, by the programme's first system; the northernmost first. */
export function regionsFrom(programme: Programme, side: Side): KinshipOf {
  const { geography } = programme;
  const field = fieldOfKind(programme, side, 'place');
  const [system] = geography.systems;
  if (!field || !system) return () => UNKNOWN;
  const byRegion = Map.groupBy(geography.places, ({ regions }) => regions[system.id] ?? '');
  const northernness = (id: string) => {
    const places = byRegion.get(id) ?? [];
    return places.reduce((sum, { latitude }) => sum + latitude, 0) / Math.max(1, places.length);
  };
  const order = system.regions.toSorted((a, b) => northernness(b.id) - northernness(a.id));
  const kin = new Map(order.map(({ id, label }, rank): [string, Kinship] => [id, { rank, id, label }]));
  const regionOf = new Map(geography.places.map(({ id, regions }) => [id, regions[system.id] ?? '']));
  return (person) => kin.get(regionOf.get(answerOf(person, field) ?? '') ?? '') ?? UNKNOWN;
}

/** The first open choice that both forms ask for from the same list (the library type), in the order of the list. */
export function kindsFrom({ participant, mentor, lists }: Programme, side: Side): KinshipOf {
  const [own, other] = side === 'participant' ? [participant, mentor] : [mentor, participant];
  const others = new Set(choicesOf(other.fields).map(({ list }) => list));
  const field = choicesOf(own.fields).find(({ list }) => others.has(list));
  const options = field ? (lists[field.list]?.options ?? []) : [];
  const kin = new Map(options.map(({ id, label }, rank): [string, Kinship] => [id, { rank, id, label }]));
  return (person) => kin.get(answerOf(person, field) ?? '') ?? UNKNOWN;
}

function choicesOf(fields: readonly Field[]) {
  return fields.filter((field) => field.kind === 'choice').filter(({ confidential }) => !confidential);
}

/** By what a programme divides its people: by region, or by the first choice of both forms where it has no map. */
export function groupsFrom(programme: Programme, side: Side): KinshipOf {
  return hasRegions(programme) ? regionsFrom(programme, side) : kindsFrom(programme, side);
}
