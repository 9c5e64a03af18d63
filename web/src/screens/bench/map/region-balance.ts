import type { Person } from '#solver/contract/api/cohorts.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { BarPair } from '../../../charts/paired-bars.ts';
import { roomOf } from '../clash-parts.ts';
import { compareKin, groupsFrom, type Kinship } from '../kinship.ts';
import type { People } from './journeys.ts';

/** Who lives in one region, and what its mentors can take. */
export interface RegionBalance extends BarPair {
  /** Ids of its participants whom the match leaves without a mentor. */
  readonly unmatched: readonly string[];
}

/**
 * Supply and demand region by region (group by group, where the programme has no map): participants against the places that mentors
 * offer, and who stays without. In the regions' order; regions of nobody are left out.
 */
export function balanceByRegion(
  programme: Programme,
  { participants, mentors }: People,
  unmatched: ReadonlySet<string>,
): RegionBalance[] {
  const regions = new Map<string, { kin: Kinship; asking: Person[]; places: number }>();
  const regionOf = (kin: Kinship) => {
    const region = regions.get(kin.id) ?? { kin, asking: [], places: 0 };
    regions.set(kin.id, region);
    return region;
  };
  const [own, others] = [groupsFrom(programme, 'participant'), groupsFrom(programme, 'mentor')];
  for (const person of participants) regionOf(own(person)).asking.push(person);
  for (const person of mentors) regionOf(others(person)).places += roomOf(programme.mentor, person);
  return [...regions.values()]
    .sort((a, b) => compareKin(a.kin, b.kin))
    .map(({ kin, asking, places }) => ({
      key: kin.id,
      label: kin.label,
      demand: asking.reduce((sum, person) => sum + roomOf(programme.participant, person), 0),
      supply: places,
      unmatched: asking.map(({ id }) => id).filter((id) => unmatched.has(id)),
    }));
}
