import { beforeAll, describe, expect, it } from 'vitest';
import { shortageSchema } from '#solver/contract/explore/shortage.ts';
import type { ShortGroup } from '#solver/contract/explore/shortage.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { shortageOf } from '#solver/explore/shortage/shortage.ts';
import { solve } from '#solver/solve.ts';
import { bruteForce } from '../../support/brute-force.ts';
import { mediumProblem } from '../../support/medium-problem.ts';
import { smallProblem } from '../../support/random-problem.ts';
import { reordered } from '../../support/reordered.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

const resolve = (problem: Problem) => solve(problem, { engines, engine: 'auto' });

/** The matching part in the levels that gains are told in. */
function pureOf(problem: Problem): Problem {
  return { ...problem, quotas: [], levels: ['matched', 'score'] };
}

function withoutMinimaAndPins(problem: Problem): Problem {
  const free = (nodes: Problem['mentors']) => nodes.map((node) => ({ ...node, min: 0 }));
  return { ...problem, participants: free(problem.participants), mentors: free(problem.mentors), pinned: [] };
}

function askedFor({ participants }: Problem): number {
  return participants.reduce((sum, { max }) => sum + max, 0);
}

function withPlace(problem: Problem, mentor: string): Problem {
  return {
    ...problem,
    mentors: problem.mentors.map((node) => (node.id === mentor ? { ...node, max: node.max + 1 } : node)),
  };
}

/** What a set of participants asks for beyond the places that all their possible mentors have for them. */
function deficiency(problem: Problem, participants: readonly string[]): number {
  const { pairs, pinned } = problem;
  const isOwn = (pair: number) =>
    participants.includes(problem.participants[pairs.participant[pair] as number]?.id ?? '');
  let places = 0;
  for (const [mentor, { max }] of problem.mentors.entries()) {
    const pins = pinned.filter((pair) => pairs.mentor[pair] === mentor);
    const free = Array.from(pairs.mentor, (end, pair) => ({ end, pair })).filter(
      ({ end, pair }) => end === mentor && isOwn(pair) && !pinned.includes(pair),
    );
    places += pins.filter(isOwn).length + Math.min(max - pins.length, free.length);
  }
  const asked = problem.participants.filter(({ id }) => participants.includes(id));
  return asked.reduce((sum, { max }) => sum + max, 0) - places;
}

function possibleMentors({ participants, mentors, pairs }: Problem, group: readonly string[]): string[] {
  const ids = Array.from(pairs.participant, (participant, pair) =>
    group.includes(participants[participant]?.id ?? '')
      ? [mentors[pairs.mentor[pair] as number]?.id ?? '']
      : [],
  );
  return [...new Set(ids.flat())].sort();
}

function subsets<Thing>(things: readonly Thing[]): Thing[][] {
  return Array.from({ length: 2 ** things.length }, (_, mask) =>
    things.filter((_thing, at) => (mask >> at) & 1),
  );
}

/** A violator as claimed, none of whose parts misses as much, alone or together with the rest. */
function isSmallestViolator(problem: Problem, { participants, mentors, missing }: ShortGroup): boolean {
  if (deficiency(problem, participants) !== missing) return false;
  if (possibleMentors(problem, participants).join() !== mentors.join()) return false;
  return subsets(participants)
    .filter((part) => part.length > 0 && part.length < participants.length)
    .every((part) => {
      const rest = participants.filter((id) => !part.includes(id));
      return (
        deficiency(problem, part) < missing && deficiency(problem, part) + deficiency(problem, rest) < missing
      );
    });
}

describe('on 1,000 small problems, tried one by one', () => {
  const seen = {
    groups: 0,
    several: 0,
    shared: 0,
    gains: 0,
    scoreGains: 0,
    places: 0,
    unfounded: 0,
    quotas: 0,
    hopeless: 0,
  };

  it('groups are smallest Hall violators that sum up to those unmatched, and gains are those of solving again', () => {
    for (let seed = 0; seed < 1_000; seed += 1) {
      const problem = smallProblem(seed);
      const pure = pureOf(problem);
      const shortage = shortageSchema.parse(shortageOf(problem, resolve));
      const best = bruteForce(pure);
      const told = best ? pure : withoutMinimaAndPins(pure);
      const largest = bruteForce(told)?.matched ?? 0;
      const missing = shortage.groups.reduce((sum, group) => sum + group.missing, 0);
      expect({ seed, unmatched: shortage.unmatched, missing }).toEqual({
        seed,
        unmatched: askedFor(problem) - largest,
        missing: askedFor(problem) - largest,
      });
      for (const group of shortage.groups)
        expect({ seed, group, holds: isSmallestViolator(told, group) }).toEqual({ seed, group, holds: true });
      const people = shortage.groups.flatMap((group) => group.participants);
      expect(new Set(people).size).toBe(people.length);
      seen.groups += shortage.groups.length;
      if (shortage.groups.length > 1) seen.several += 1;
      if (shortage.groups.some((group) => group.participants.length > 1)) seen.shared += 1;
      if (!best) {
        expect({ seed, oneMore: shortage.oneMore }).toEqual({ seed, oneMore: [] });
        seen.unfounded += 1;
        continue;
      }
      expect(shortage.oneMore.map(({ mentor }) => mentor)).toEqual(problem.mentors.map(({ id }) => id));
      for (const { mentor, ...gain } of shortage.oneMore) {
        const after = bruteForce(withPlace(pure, mentor));
        const truth = {
          matched: (after?.matched ?? NaN) - best.matched,
          score: (after?.score ?? NaN) - best.score,
        };
        expect({ seed, mentor, ...gain }).toEqual({ seed, mentor, ...truth });
        if (gain.matched > 0) seen.gains += 1;
        else if (gain.score > 0) seen.scoreGains += 1;
      }
    }
  });

  it('the places named match everybody who has enough possible mentors, and no fewer do', () => {
    for (let seed = 0; seed < 1_000; seed += 1) {
      const problem = smallProblem(seed);
      const pure = pureOf(problem);
      const best = bruteForce(pure);
      if (!best) continue;
      const { places, unmatched } = shortageOf(problem, resolve);
      const after = places.reduce((changed, { mentor }) => withPlace(changed, mentor), pure);
      const reached = bruteForce(after);
      const everywhere = { ...pure, mentors: pure.mentors.map((node) => ({ ...node, max: node.max + 9 })) };
      expect({ seed, matched: reached?.matched }).toEqual({ seed, matched: bruteForce(everywhere)?.matched });
      expect({ seed, needed: places.length }).toEqual({
        seed,
        needed: (reached?.matched ?? 0) - best.matched,
      });
      // Each place matches one more at most, so fewer places cannot do; of as many, none gives a better score.
      for (const other of choicesOf(
        pure.mentors.map(({ id }) => id),
        places.length,
      ))
        expect({
          seed,
          other,
          isNoBetter:
            (bruteForce(other.reduce(withPlace, pure))?.score ?? 0) <= (reached?.score ?? 0) ||
            (bruteForce(other.reduce(withPlace, pure))?.matched ?? 0) < (reached?.matched ?? 0),
        }).toEqual({ seed, other, isNoBetter: true });
      if (places.length > 1) seen.places += 1;
      if (places.length < unmatched) seen.hopeless += 1;
    }
  });

  it('quotas are told with what each of them costs', () => {
    for (let seed = 0; seed < 400; seed += 1) {
      const problem = smallProblem(seed);
      const { quotas } = shortageOf(problem, resolve);
      expect({ seed, asked: quotas !== null }).toEqual({ seed, asked: problem.quotas.length > 0 });
      if (!quotas) continue;
      const matchedWith = (of: Problem['quotas']) =>
        bruteForce({ ...problem, quotas: of, levels: ['matched'] })?.matched;
      const matched = matchedWith(problem.quotas);
      expect({ seed, unmatched: quotas.unmatched }).toEqual({
        seed,
        unmatched: matched === undefined ? null : askedFor(problem) - matched,
      });
      for (const [index, relief] of quotas.relief.entries()) {
        const without = matchedWith(problem.quotas.filter((_, other) => other !== index));
        expect({ seed, ...relief }).toEqual({
          seed,
          quota: problem.quotas[index]?.id,
          matched: without === undefined ? null : without - (matched ?? 0),
        });
        if ((relief.matched ?? 0) > 0) seen.quotas += 1;
      }
    }
  });

  it('of all kinds', () => {
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });
});

function choicesOf(ids: readonly string[], count: number): string[][] {
  if (count === 0) return [[]];
  return ids.flatMap((id, at) => choicesOf(ids.slice(at), count - 1).map((rest) => [id, ...rest]));
}

it('a place where it is named gains exactly what another engine finds, on 100 medium problems', () => {
  let gains = 0;
  for (let seed = 0; seed < 100; seed += 1) {
    const shape = { participants: 14, mentors: 9, bestScore: 300, capacity: 1 + (seed % 2), quotas: 0 };
    const problem = mediumProblem(seed, { ...shape, levels: ['matched', 'score'] });
    const highs = (asked: Problem) => solve(asked, { engines, engine: 'highs' });
    const before = highs(problem);
    const { oneMore, groups, unmatched } = shortageOf(problem, resolve);
    if (!('pairs' in before)) continue;
    expect(unmatched).toBe(askedFor(problem) - before.matched);
    for (const group of groups) expect(deficiency(problem, group.participants)).toBe(group.missing);
    const asked = oneMore[seed % oneMore.length];
    if (!asked) continue;
    const after = highs(withPlace(problem, asked.mentor));
    if (!('pairs' in after)) throw new Error(after.status);
    expect({ seed, ...asked }).toEqual({
      seed,
      mentor: asked.mentor,
      matched: after.matched - before.matched,
      score: after.score - before.score,
    });
    gains += 1;
  }
  expect(gains).toBeGreaterThan(80);
});

it('says the same in any order of the rows', () => {
  let compared = 0;
  for (let seed = 0; seed < 100; seed += 1) {
    const problem = smallProblem(seed);
    const [given, shuffled] = [shortageOf(problem, resolve), shortageOf(reordered(problem, seed), resolve)];
    expect(shuffled.groups).toEqual(given.groups);
    expect(shuffled.places).toEqual(given.places);
    compared += given.groups.length;
  }
  expect(compared).toBeGreaterThan(50);
});

it('says in a sentence who shares too few mentors', () => {
  const node = (id: string) => ({ id, min: 0, max: 1 });
  const problem: Problem = {
    format: 'mile-problem/1',
    participants: ['a', 'b', 'c', 'd'].map(node),
    mentors: ['m', 'n'].map(node),
    pairs: { participant: [0, 1, 2], mentor: [0, 0, 1], score: [5, 7, 1] },
    quotas: [],
    pinned: [],
    levels: ['matched', 'score'],
  };
  const { groups, oneMore, places, sentence } = shortageOf(problem, resolve);
  expect(groups.map((group) => group.sentence)).toEqual([
    '2 participants share 1 possible mentor with 1 place for them: 1 missing.',
    '1 participant without any possible mentor.',
  ]);
  expect(oneMore).toEqual([
    { mentor: 'm', matched: 1, score: 5 },
    { mentor: 'n', matched: 0, score: 0 },
  ]);
  expect(places).toEqual([{ mentor: 'm', matched: 1, score: 5 }]);
  expect(sentence).toBe(
    '2 places that participants ask for cannot be given, in 2 independent groups. 1 more place at 1 mentor would help; 1 place can only come from other mentors.',
  );
});
