import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import type { Cohort } from '#solver/contract/cohort.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { median } from '../median.ts';
import { minnesotaProgramme } from './families/minnesota.ts';
import { withMovedWeight } from './moved-weight.ts';

export interface ScoringTiming {
  size: string;
  allowedPairs: number;
  /** Features made ready for the first time, and the first scores. */
  firstMs: number;
  /** Every rule and every measure over all pairs anew, on features that are ready. */
  allPairsMs: number;
  /** Scores anew after one weight moved. */
  againMs: number;
}

/** The same rules, one of them with another label, so that nothing kept answers for it. */
function withTouchedRule(policy: Policy, round: number): Policy {
  const [first, ...rest] = policy.rules;
  return first ? { ...policy, rules: [{ ...first, label: `${first.label} ${round}` }, ...rest] } : policy;
}

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** Scoring all pairs with every measure of the default programme. */
export function timeScoring(side: number, rounds: number): ScoringTiming {
  const programme = minnesotaProgramme();
  const { policy } = programme;
  const cohort = simulateCohort({ programme, participants: side, mentors: side, seed: 1 });
  const times = { first: [] as number[], allPairs: [] as number[], again: [] as number[] };
  let allowedPairs = 0;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const compiled = compileCohort(cohort, programme);
    allowedPairs = scoreCohort(compiled, policy).allowedPairs;
    times.first.push(performance.now() - begun);
    const touched = withTouchedRule(policy, round);
    times.allPairs.push(timed(() => scoreCohort(compiled, touched)));
    times.again.push(timed(() => scoreCohort(compiled, withMovedWeight(touched, round))));
  }
  return {
    size: `${side} x ${side}`,
    allowedPairs,
    firstMs: median(times.first),
    allPairsMs: median(times.allPairs),
    againMs: median(times.again),
  };
}

export interface SparseTiming {
  size: string;
  allowedPairs: number;
  /** Features made ready for the first time, and the first scores. */
  firstMs: number;
  /** All candidates anew after a rule changed. */
  candidatesMs: number;
  /** Scores anew after one weight moved. */
  againMs: number;
}

/** People for each town and side of `latticeOf`. */
const PEOPLE_PER_TOWN = 40;

/** The default programme on an invented lattice of towns, each a region of its own, so that a required region leaves few candidates. */
function latticeOf(programme: Programme, side: number): Programme {
  const width = Math.ceil(Math.sqrt(side / PEOPLE_PER_TOWN));
  const places = Array.from({ length: width * width }, (_, town) => ({
    id: `t${town}`,
    label: `Town ${town}`,
    synonyms: [],
    latitude: 35 + 0.2 * Math.floor(town / width),
    longitude: -100 + 0.25 * (town % width),
    population: 1000,
    regions: { regional: `r${town}`, multitype: 'all' },
    neighbours: [],
  }));
  const regions = places.map(({ regions: { regional }, label }) => ({ id: regional, label }));
  const systems = [
    { id: 'regional', label: 'Regional', regions },
    { id: 'multitype', label: 'Multitype', regions: [{ id: 'all', label: 'All' }] },
  ];
  return { ...programme, geography: { ...programme.geography, systems, places, postcodes: {} } };
}

/** The same region is required of all. */
function regionForAll(policy: Policy): Policy {
  const rules = policy.rules.map((rule) =>
    rule.kind === 'same-region' ? { ...rule, on: true, onlyIfField: undefined } : rule,
  );
  return { ...policy, rules };
}

/** Scoring where a rule leaves some forty candidates a person: nothing may grow with the product of the sides. */
export function timeSparseScoring(side: number): SparseTiming {
  const programme = latticeOf(minnesotaProgramme(), side);
  const towns = programme.geography.places.length;
  const drawn = simulateCohort({ programme, participants: side, mentors: side, seed: 1 });
  const settled = (people: Cohort['mentors'], stride: number) =>
    people.map((person, index) => ({
      ...person,
      values: { ...person.values, county: `t${(index * stride) % towns}` },
    }));
  const cohort = {
    ...drawn,
    participants: settled(drawn.participants, 7919),
    mentors: settled(drawn.mentors, 104_729),
  };
  const policy = regionForAll(programme.policy);
  const begun = performance.now();
  const compiled = compileCohort(cohort, programme);
  const { allowedPairs } = scoreCohort(compiled, policy);
  const firstMs = performance.now() - begun;
  const touched = withTouchedRule(policy, 1);
  return {
    size: `${side} x ${side}`,
    allowedPairs,
    firstMs,
    candidatesMs: timed(() => scoreCohort(compiled, touched)),
    againMs: timed(() => scoreCohort(compiled, withMovedWeight(touched, 1))),
  };
}
