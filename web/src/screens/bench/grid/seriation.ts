import type { Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

export interface SeriatedPerson extends Pick<Application, 'id' | 'values'> {
  readonly name: string;
}

/** Neighbours in the order who belong together. */
export interface Band {
  readonly label: string;
  /** First place, and the place after the last. */
  readonly from: number;
  readonly to: number;
}

export interface Seriation {
  /** Ids in order. */
  readonly order: readonly string[];
  readonly bands: readonly Band[];
}

interface Kinship {
  readonly rank: number;
  readonly label: string;
}

const NOWHERE: Kinship = { rank: Number.POSITIVE_INFINITY, label: '' };

/**
 * People in an order in which similar ones are neighbours on both axes: by region from north to south, then by the first choice that
 * both forms ask for from one list (the library type), then by name. Bands are the regions, or the choices where there is no map.
 */
export function seriate(programme: Programme, side: Side, people: readonly SeriatedPerson[]): Seriation {
  const regionOf = regionsFrom(programme, side);
  const kindOf = kindsFrom(programme, side);
  const placed = people
    .map((person) => ({ person, region: regionOf(person), kind: kindOf(person) }))
    .sort(
      (a, b) =>
        compare(a.region, b.region) || compare(a.kind, b.kind) || a.person.name.localeCompare(b.person.name),
    );
  const hasMap = placed.some(({ region }) => region !== NOWHERE);
  return {
    order: placed.map(({ person }) => person.id),
    bands: bandsOf(placed.map(({ region, kind }) => (hasMap ? region : kind))),
  };
}

function compare(a: Kinship, b: Kinship): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.label.localeCompare(b.label);
}

function bandsOf(kin: readonly Kinship[]): Band[] {
  const bands: Band[] = [];
  kin.forEach(({ label }, at) => {
    const last = bands.at(-1);
    if (last?.label === label) bands[bands.length - 1] = { ...last, to: at + 1 };
    else bands.push({ label, from: at, to: at + 1 });
  });
  return bands;
}

type KinshipOf = (person: SeriatedPerson) => Kinship;

function answerOf({ values }: SeriatedPerson, field: Field | undefined): string | undefined {
  const answer = field && values[field.id];
  return typeof answer === 'string' ? answer : undefined;
}

/** The region of the first place that a person names, by the programme's first system; the northernmost first. */
function regionsFrom({ geography, ...forms }: Programme, side: Side): KinshipOf {
  const field = forms[side].fields.find(({ kind }) => kind === 'place');
  const [system] = geography.systems;
  if (!field || !system) return () => NOWHERE;
  const inSystem = geography.places.map((place) => ({ ...place, region: place.regions[system.id] ?? '' }));
  const byRegion = Map.groupBy(inSystem, ({ region }) => region);
  const northernness = ([, places]: [string, typeof inSystem]) =>
    places.reduce((sum, { latitude }) => sum + latitude, 0) / places.length;
  const order = [...byRegion].sort((a, b) => northernness(b) - northernness(a)).map(([id]) => id);
  const labels = new Map(system.regions.map(({ id, label }) => [id, label]));
  const regionOfPlace = new Map(inSystem.map(({ id, region }) => [id, region]));
  return (person) => {
    const region = regionOfPlace.get(answerOf(person, field) ?? '');
    const label = region === undefined ? undefined : labels.get(region);
    return label === undefined ? NOWHERE : { rank: order.indexOf(region as string), label };
  };
}

/** The first open choice that both forms ask for from the same list. */
function kindsFrom({ participant, mentor, lists }: Programme, side: Side): KinshipOf {
  const [own, other] = side === 'participant' ? [participant, mentor] : [mentor, participant];
  const others = new Set(choicesOf(other.fields).map(({ list }) => list));
  const field = choicesOf(own.fields).find(({ list }) => others.has(list));
  const options = field ? (lists[field.list]?.options ?? []) : [];
  const ranks = new Map(options.map(({ id, label }, rank): [string, Kinship] => [id, { rank, label }]));
  return (person) => ranks.get(answerOf(person, field) ?? '') ?? NOWHERE;
}

function choicesOf(fields: readonly Field[]) {
  return fields.filter((field) => field.kind === 'choice').filter(({ confidential }) => !confidential);
}
