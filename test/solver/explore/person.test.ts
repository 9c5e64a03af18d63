import { beforeAll, describe, expect, it } from 'vitest';
import type { Domino } from '#solver/contract/explore/person.ts';
import { personSchema } from '#solver/contract/explore/person.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { forcingOf } from '#solver/explore/forcing/forcing.ts';
import type { Searches } from '#solver/explore/forcing/searches.ts';
import { personOf } from '#solver/explore/person/person.ts';
import { solve } from '#solver/solve.ts';
import { compare, feasibleChoices, judge } from '../../support/brute-force.ts';
import type { BruteForce } from '../../support/brute-force.ts';
import { mediumProblem } from '../../support/medium-problem.ts';
import { smallProblem } from '../../support/random-problem.ts';
import { reordered } from '../../support/reordered.ts';
import { chosenPairs } from '../../support/worth.ts';

let engines: Engines;
let searches: Searches;
beforeAll(async () => {
  engines = await loadEngines();
  searches = {
    resolve: (problem) => solve(problem, { engines, engine: 'auto' }),
    budget: { remainingMs: () => Infinity },
  };
});

const SIDES = ['participant', 'mentor'] as const;
type Side = (typeof SIDES)[number];

function askAbout(problem: Problem, side: Side, index: number, asked = searches) {
  const question = { person: { side, index }, fitOf: (score: number) => score / 10, most: Infinity };
  return personSchema.parse(personOf(problem, question, asked));
}

function peopleOf(problem: Problem): { side: Side; index: number; id: string }[] {
  return SIDES.flatMap((side) =>
    (side === 'participant' ? problem.participants : problem.mentors).map(({ id }, index) => ({
      side,
      index,
      id,
    })),
  );
}

/** The number of the pair between somebody and a partner. */
function pairWith(problem: Problem, side: Side, index: number, partner: string): number {
  const other = side === 'participant' ? 'mentor' : 'participant';
  const nodes = side === 'participant' ? problem.mentors : problem.participants;
  return Array.from(problem.pairs.score).findIndex(
    (_, pair) =>
      problem.pairs[side][pair] === index && nodes[problem.pairs[other][pair] as number]?.id === partner,
  );
}

function mentorsOf(problem: Problem, chosen: readonly number[], participant: string): string[] {
  return chosen
    .filter((pair) => problem.participants[problem.pairs.participant[pair] as number]?.id === participant)
    .map((pair) => problem.mentors[problem.pairs.mentor[pair] as number]?.id as string)
    .sort();
}

/** The best match with the dominoes fallen. */
function fallen(problem: Problem, best: readonly number[], dominoes: readonly Domino[]): number[] {
  const moved = new Map(dominoes.map((domino) => [domino.participant, domino]));
  for (const [participant, { before }] of moved)
    expect(before).toEqual(mentorsOf(problem, best, participant));
  return Array.from(problem.pairs.score)
    .map((_, pair) => pair)
    .filter((pair) => {
      const participant = problem.participants[problem.pairs.participant[pair] as number]?.id as string;
      const mentor = problem.mentors[problem.pairs.mentor[pair] as number]?.id as string;
      return moved.get(participant)?.after.includes(mentor) ?? best.includes(pair);
    });
}

function bestOf(levels: readonly Level[], worths: readonly BruteForce[]): BruteForce | undefined {
  return worths.reduce<BruteForce | undefined>(
    (best, worth) => (best && compare(levels, best, worth) >= 0 ? best : worth),
    undefined,
  );
}

describe('what stands in the way of a partner', () => {
  it('costs what trying every match says, and the dominoes are that match, on 500 small problems', () => {
    let [possible, impossible, held, quotas, costly] = [0, 0, 0, 0, 0];
    for (let seed = 0; seed < 500; seed += 1) {
      const given = smallProblem(seed);
      const problem: Problem =
        seed % 3 === 0 ? given : { ...given, quotas: [], levels: ['matched', 'score'] };
      const choices = Array.from(feasibleChoices(problem), (chosen) => ({
        ...judge(problem, chosen),
        chosen,
      }));
      const feasible = new Set(choices.map(({ chosen }) => String(chosen)));
      const outcome = searches.resolve(problem);
      const best = 'pairs' in outcome ? chosenPairs(problem, outcome.pairs) : undefined;
      const { levels } = problem;
      for (const { side, index, id } of peopleOf(problem)) {
        const answer = askAbout(problem, side, index);
        expect([answer.side, answer.id, answer.partial]).toEqual([side, id, false]);
        const own = Array.from(problem.pairs.score).filter((_, pair) => problem.pairs[side][pair] === index);
        expect(answer.allowed).toBe(own.length);
        expect(answer.possible.map(({ score }) => score)).toEqual(own.sort((a, b) => b - a));
        if (!best) {
          expect(answer.partners).toBeNull();
          continue;
        }
        for (const { partner, score, fit, rank, status, heldBy, loss, dominoes } of answer.possible) {
          const pair = pairWith(problem, side, index, partner);
          expect([score, fit]).toEqual([problem.pairs.score[pair], score / 10]);
          expect(rank).toBe(1 + own.filter((other) => other > score).length);
          expect(answer.partners?.includes(partner)).toBe(best.includes(pair));
          expect(status === 'matched').toBe(best.includes(pair));
          const [whole, having] = [
            bestOf(levels, choices),
            bestOf(
              levels,
              choices.filter(({ chosen }) => chosen.includes(pair)),
            ),
          ];
          const expected = having &&
            whole && {
              matched: levels.includes('matched') ? whole.matched - having.matched : 0,
              score: levels.includes('score') ? whole.score - having.score : 0,
            };
          expect({ seed, id, partner, loss }).toEqual({ seed, id, partner, loss: expected ?? null });
          expect(status === 'impossible').toBe(!expected);
          if (!expected) {
            impossible += 1;
            continue;
          }
          const after = fallen(problem, best, dominoes);
          expect(after.includes(pair)).toBe(true);
          expect(feasible.has(String(after))).toBe(true);
          expect(compare(levels, judge(problem, after), having)).toBe(0);
          if (status === 'matched') continue;
          expect(dominoes[0]?.participant).toBe(
            problem.participants[problem.pairs.participant[pair] as number]?.id,
          );
          possible += 1;
          if (heldBy.length > 0) held += 1;
          if (problem.quotas.length > 0) quotas += 1;
          if (loss && (loss.matched > 0 || loss.score > 0)) costly += 1;
        }
      }
    }
    expect(possible).toBeGreaterThan(1_000);
    expect(Math.min(impossible, held, quotas, costly)).toBeGreaterThan(100);
  });

  it('names who holds the places, and loses and moves what the grid of all pairs says, on 100 medium problems', () => {
    let [compared, held, free, chains] = [0, 0, 0, 0];
    for (let seed = 0; seed < 100; seed += 1) {
      const problem = mediumProblem(seed, {
        participants: 6 + (seed % 5),
        mentors: 4 + (seed % 7),
        bestScore: seed % 2 === 0 ? 20 : 1_000,
        capacity: 1 + (seed % 3),
        quotas: 0,
        levels: ['matched', 'score'],
      });
      const grid = forcingOf(problem, searches);
      const outcome = searches.resolve(problem);
      if (!('pairs' in outcome)) continue;
      const best = chosenPairs(problem, outcome.pairs);
      for (const { side, index } of peopleOf(problem)) {
        for (const { partner, status, heldBy, loss, dominoes } of askAbout(problem, side, index).possible) {
          const pair = pairWith(problem, side, index, partner);
          expect(loss?.matched ?? null).toBe(grid.force.matched[pair]);
          expect(loss?.score ?? null).toBe(grid.force.score[pair]);
          compared += 1;
          if (status !== 'possible') continue;
          expect(dominoes.length - 1).toBe(grid.moved[pair]);
          if (dominoes.length > 2) chains += 1;
          const other = side === 'participant' ? 'mentor' : 'participant';
          const nodes = side === 'participant' ? problem.mentors : problem.participants;
          const own = side === 'participant' ? problem.participants : problem.mentors;
          const node = problem.pairs[other][pair] as number;
          const partners = best
            .filter((taken) => problem.pairs[other][taken] === node)
            .map((taken) => own[problem.pairs[side][taken] as number]?.id as string)
            .sort();
          const isFull = partners.length === (nodes[node]?.max ?? 0);
          expect(heldBy).toEqual(isFull ? partners : []);
          if (isFull) held += 1;
          else free += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(4_000);
    expect(Math.min(held, free)).toBeGreaterThan(200);
    expect(chains).toBeGreaterThan(100);
  });

  it('tells a chain in the order in which it falls', () => {
    const problem: Problem = {
      format: 'mile-problem/1',
      participants: ['a', 'b', 'c'].map((id) => ({ id, min: 0, max: 1 })),
      mentors: ['x', 'y', 'z'].map((id) => ({ id, min: 0, max: 1 })),
      pairs: {
        participant: [0, 0, 1, 1, 2, 2],
        mentor: [0, 2, 0, 1, 1, 2],
        score: [90, 100, 95, 100, 60, 70],
      },
      quotas: [],
      pinned: [],
      levels: ['matched', 'score'],
    };
    const answer = personOf(
      problem,
      { person: { side: 'participant', index: 0 }, fitOf: (score) => score, most: 5 },
      searches,
    );
    expect(answer.partners).toEqual(['x']);
    const [first, second] = answer.possible;
    expect(first?.sentence).toBe(
      'z is held by c; to have this pair costs 5 of the score (the others lose 15 of the score). a goes from x to z; c goes from z to y; b goes from y to x.',
    );
    expect(second?.sentence).toBe('x is a partner in the best match.');
    expect(answer.sentence).toBe(
      'a has x (rank 2 of 2); of 2 partners looked at, 0 more would cost nothing.',
    );
  });

  it('says which partners were not settled where the time ends', () => {
    let [open, settled] = [0, 0];
    for (let seed = 0; seed < 40; seed += 1) {
      const shape = { participants: 5, mentors: 4, bestScore: 20, capacity: 2, quotas: 2 };
      const problem = mediumProblem(seed, { ...shape, levels: ['matched', 'score'] });
      let calls = 0;
      const budget = { remainingMs: () => (calls++ < 1 ? 1 : 0) };
      const answer = askAbout(problem, 'participant', 0, { resolve: searches.resolve, budget });
      const whole = askAbout(problem, 'participant', 0);
      for (const [at, entry] of answer.possible.entries()) {
        if (entry.status === 'open') open += 1;
        else {
          expect(entry).toEqual(whole.possible[at]);
          settled += 1;
        }
      }
      expect(answer.partial).toBe(answer.possible.some(({ status }) => status === 'open'));
    }
    expect(Math.min(open, settled)).toBeGreaterThan(10);
  });

  it('does not depend on the order of the input', () => {
    let people = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const problem: Problem = { ...smallProblem(seed), quotas: [], levels: ['matched', 'score'] };
      const other = reordered(problem, seed);
      const named = (asked: Problem) =>
        Object.fromEntries(peopleOf(asked).map(({ side, index, id }) => [id, askAbout(asked, side, index)]));
      expect(named(other)).toEqual(named(problem));
      people += peopleOf(problem).length;
    }
    expect(people).toBeGreaterThan(400);
  });
});
