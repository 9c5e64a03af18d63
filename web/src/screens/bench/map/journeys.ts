import type { Person } from '#solver/contract/api/cohorts.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { counted } from '../../../parts/counted.ts';
import type { Row, RowPair } from '../../../session/differences.ts';
import { groupsFrom, UNKNOWN } from '../kinship.ts';
import { distanceKm, drawnAt, homesFrom, type Home, type Point } from './homes.ts';

/** One pair on the map. */
export interface Journey {
  readonly key: string;
  readonly participant: string;
  readonly mentor: string;
  /** Undefined where one of the two did not say where they are. */
  readonly km: number | undefined;
  readonly from: Point | undefined;
  readonly to: Point | undefined;
  /** Labels of their regions. */
  readonly regions: readonly [string, string];
  /** The participant has other mentors than in the baseline. */
  readonly changed: boolean;
}

export interface People {
  readonly participants: readonly Person[];
  readonly mentors: readonly Person[];
}

const NOWHERE: Home = { postcode: undefined, place: undefined };

/** The pairs of a match as ways between homes, the longest first and those of unknown length last. */
export function journeysOf(programme: Programme, people: People, rows: readonly Row[]): Journey[] {
  return waysOf(
    programme,
    people,
    rows.flatMap(({ key, pair, changed }) => (pair ? [{ key, pair, changed }] : [])),
  );
}

/** The pairs of the baseline that the match has not, in the same order. */
export function formerJourneysOf(programme: Programme, people: People, rows: readonly Row[]): Journey[] {
  return waysOf(
    programme,
    people,
    rows.flatMap(({ participant, former }) =>
      former.map((pair) => ({ key: `former ${participant} ${pair.mentor}`, pair, changed: true })),
    ),
  );
}

interface Tie {
  readonly key: string;
  readonly pair: RowPair;
  readonly changed: boolean;
}

function waysOf(programme: Programme, { participants, mentors }: People, ties: readonly Tie[]): Journey[] {
  const sides = {
    participant: known(programme, 'participant', participants),
    mentor: known(programme, 'mentor', mentors),
  };
  const made = ties.map(({ key, pair: { participant, mentor }, changed }): Journey => {
    const [one, other] = [sides.participant(participant), sides.mentor(mentor)];
    return {
      key,
      participant,
      mentor,
      changed,
      km: distanceKm(one.home, other.home),
      from: drawnAt(one.home),
      to: drawnAt(other.home),
      regions: [one.region, other.region],
    };
  });
  return made.sort((a, b) => (b.km ?? -1) - (a.km ?? -1) || (a.key < b.key ? -1 : 1));
}

function known(programme: Programme, side: 'participant' | 'mentor', people: readonly Person[]) {
  const [homeOf, groupOf] = [homesFrom(programme, side), groupsFrom(programme, side)];
  const byId = new Map(
    people.map((person) => [person.id, { home: homeOf(person), region: groupOf(person).label }]),
  );
  return (id: string) => byId.get(id) ?? { home: NOWHERE, region: UNKNOWN.label };
}

/** Below this two places are one: distances count from the middles of places. */
const SAME_KM = 0.05;

export function kmWords(km: number | undefined): string {
  if (km === undefined) return 'not known';
  if (km < SAME_KM) return 'same place';
  return km < 10 ? `${km.toFixed(1)} km` : `${Math.round(km)} km`;
}

/** "Half of the pairs live within 41 km of each other; the longest way is 212 km; of 2 pairs it is not known." */
export function travelWords(journeys: readonly Journey[]): string {
  const lengths = journeys.flatMap(({ km }) => km ?? []).sort((a, b) => a - b);
  const unknown = journeys.length - lengths.length;
  const middle = lengths[Math.floor((lengths.length - 1) / 2)] ?? 0;
  const parts =
    lengths.length === 0
      ? ['No distance between the two of a pair is known']
      : [
          middle < SAME_KM
            ? 'Half of the pairs are in the same place'
            : `Half of the pairs are within ${kmWords(middle)} of each other`,
          `the longest way is ${kmWords(lengths.at(-1))}`,
        ];
  if (unknown > 0 && lengths.length > 0) parts.push(`of ${counted(unknown, 'pair')} it is not known`);
  return `${parts.join('; ')}.`;
}
