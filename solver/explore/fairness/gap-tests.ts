import type { FairnessGroup, Gap } from '../../contract/explore/fairness.ts';
import { holmAdjusted } from './holm.ts';
import { permutationTests } from './permutation.ts';
import type { PersonFits } from './person-fits.ts';
import type { FairnessQuestion, Group } from './question.ts';

/** A group, with its tests where it has somebody to be compared with. */
interface TestedGroup {
  told(fitOf: FairnessQuestion['fitOf']): Omit<FairnessGroup, 'matchedGap' | 'fitGap'>;
  readonly matchedTest: Test | undefined;
  readonly fitTest: Test | undefined;
}

interface Test {
  readonly population: Population;
  /** Positions in the population. */
  readonly members: Int32Array;
  /** The same for a group and for everybody else: two groups that make up everybody are one test. */
  readonly key: string;
}

/** People among whom labels are dealt out, with what is compared. */
interface Population {
  readonly what: 'matched' | 'fit';
  readonly people: Int32Array;
  /** Whole numbers. */
  readonly values: Float64Array;
}

/** Gathers the tests of all groups, so that each population is counted once and the correction is over all of them. */
export class GapTests {
  readonly #populations = new Map<PersonFits, readonly [Population, Population]>();
  readonly #tests = new Map<string, Test>();

  get count(): number {
    return this.#tests.size;
  }

  add(fits: PersonFits, { label, members }: Group): TestedGroup {
    const [everybody, matched] = this.#populationsOf(fits);
    const scores = members
      .filter((person) => (fits.partners[person] as number) > 0)
      .map((person) => fits.score[person] as number);
    return {
      told: (fitOf) => ({
        label,
        people: members.length,
        matched: scores.length,
        ...summary(scores, fitOf),
      }),
      matchedTest: this.#testOf(fits, everybody, members),
      fitTest: this.#testOf(fits, matched, members),
    };
  }

  /** Runs every distinct test; the answer looks results up. */
  run({ fitOf, seed }: FairnessQuestion): (test: Test | undefined) => Gap | null {
    const tests = [...this.#tests.values()];
    const byPopulation = Map.groupBy(tests, ({ population }) => population);
    const results = new Map(
      [...byPopulation].flatMap(([{ values }, some]) => {
        const answers = permutationTests(
          values,
          some.map(({ members }) => members),
          seed,
        );
        return some.map(({ key }, index) => [key, answers[index] as (typeof answers)[number]] as const);
      }),
    );
    const ps = tests.map(({ key }) => results.get(key)?.p ?? 1);
    const adjusted = new Map(holmAdjusted(ps).map((p, index) => [tests[index]?.key, p]));
    return (test) => {
      const result = test && results.get(test.key);
      if (!result) return null;
      const gap = gapOf(test);
      return {
        gap: (test.population.what === 'fit' ? fitOf(gap) : gap) + 0,
        ...result,
        adjusted: adjusted.get(test.key) ?? 1,
      };
    };
  }

  #populationsOf(fits: PersonFits): readonly [Population, Population] {
    const known = this.#populations.get(fits);
    if (known) return known;
    const everybody = Int32Array.from(fits.partners.keys()).filter(fits.isCounted);
    const isMatched = (person: number) => (fits.partners[person] as number) > 0;
    const matched = everybody.filter(isMatched);
    const made = [
      {
        what: 'matched',
        people: everybody,
        values: Float64Array.from(everybody, (person) => (isMatched(person) ? 1 : 0)),
      },
      {
        what: 'fit',
        people: matched,
        values: Float64Array.from(matched, (person) => fits.score[person] as number),
      },
    ] as const;
    this.#populations.set(fits, made);
    return made;
  }

  #testOf({ side }: PersonFits, population: Population, group: readonly number[]): Test | undefined {
    const inGroup = new Set(group);
    const members = Int32Array.from(population.people.keys()).filter((at) =>
      inGroup.has(population.people[at] as number),
    );
    if (members.length === 0 || members.length === population.people.length) return undefined;
    const test = { population, members, key: `${side} ${population.what} ${splitKey(members, population)}` };
    if (!this.#tests.has(test.key)) this.#tests.set(test.key, test);
    return test;
  }
}

/** The part that the first person is not in. */
function splitKey(members: Int32Array, { people }: Population): string {
  if (members[0] !== 0) return members.join();
  const inGroup = new Set(members);
  return Array.from(people.keys())
    .filter((at) => !inGroup.has(at))
    .join();
}

function gapOf({ population: { values }, members }: Test): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  const own = members.reduce((sum, at) => sum + (values[at] as number), 0);
  return own / members.length - (total - own) / (values.length - members.length);
}

function summary(scores: readonly number[], fitOf: FairnessQuestion['fitOf']) {
  if (scores.length === 0) return { mean: null, median: null, weakest: null };
  const ascending = scores.toSorted((a, b) => a - b);
  const middle = (ascending.length - 1) / 2;
  const median = ((ascending[Math.floor(middle)] as number) + (ascending[Math.ceil(middle)] as number)) / 2;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { mean: fitOf(mean), median: fitOf(median), weakest: fitOf(ascending[0] as number) };
}
