import { beforeAll, describe, expect, it } from 'vitest';
import type { LinearModel } from '#solver/engines/linear-model.ts';
import type { LinearSession, RelaxedAgain, WarmEngine } from '#solver/engines/linear-engine.ts';
import { RowBuilder } from '#solver/engines/linear-model.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { openSession } from '#solver/engines/simplex/session.ts';
import { seededRandom } from '../../../support/random-problem.ts';

/** Costs are moved apart, so objectives agree up to this. */
const NEAR = 0.05;

let highs: WarmEngine;
beforeAll(async () => {
  ({ highs } = await loadEngines());
});

/** Pairs between people with limits, minima here and there, and quotas that mostly bite. */
function pairsModel(seed: number): { model: LinearModel; people: number } {
  const random = seededRandom(seed);
  const below = (most: number) => Math.floor(random() * most);
  const sides = [2 + below(12), 2 + below(8)] as const;
  const pairs: [number, number][] = [];
  for (let i = 0; i < sides[0]; i += 1)
    for (let j = 0; j < sides[1]; j += 1) if (random() < 0.5) pairs.push([i, j]);
  if (pairs.length === 0) pairs.push([0, 0]);
  const rows = new RowBuilder();
  for (const side of [0, 1] as const)
    for (let person = 0; person < sides[side]; person += 1) {
      for (const [column, pair] of pairs.entries()) if (pair[side] === person) rows.entry(column, 1);
      rows.end(random() < 0.08 ? 1 : -Infinity, 1 + (side === 1 ? below(3) : 0));
    }
  for (let quota = below(4); quota > 0; quota -= 1) {
    let sum = 0;
    for (const column of pairs.keys()) {
      const value = random() < 0.5 ? 1 : 10 + below(900);
      if (random() < 0.5) continue;
      rows.entry(column, value);
      sum += value;
    }
    const bound = Math.floor((sum / pairs.length) * sides[0] * random());
    if (random() < 0.7) rows.end(bound, Infinity);
    else rows.end(-Infinity, bound);
  }
  const objective = Float64Array.from(pairs, () => below(100) * 10 - 50);
  return {
    model: rows.finish(objective, new Float64Array(pairs.length).fill(1)),
    people: sides[0] + sides[1],
  };
}

function settled(session: LinearSession): RelaxedAgain {
  for (;;) {
    const answer = session.relax(Infinity);
    if (!answer.isPaused) return answer;
  }
}

/** The most that  prices A x  plus what is left of the objective can be: no x is worth more. Prices that need an infinite side are left out. */
function boundOf(
  { objective, rowLower, rowUpper, starts, columns, values }: LinearModel,
  prices: Float64Array,
  bounds: readonly (readonly [number, number])[],
): number {
  const reduced = objective.slice();
  let sum = 0;
  for (const [row, price] of prices.entries()) {
    const side = (price > 0 ? rowUpper[row] : rowLower[row]) as number;
    if (price === 0 || !Number.isFinite(side)) continue;
    sum += price * side;
    for (let entry = starts[row] as number; entry < (starts[row + 1] as number); entry += 1) {
      const column = columns[entry] as number;
      reduced[column] = (reduced[column] as number) - price * (values[entry] as number);
    }
  }
  for (const [column, cost] of reduced.entries()) {
    const [lower, upper] = bounds[column] as readonly [number, number];
    sum += cost * (cost > 0 ? upper : lower);
  }
  return sum;
}

describe('the dual simplex method', () => {
  it('has the optimum and the infeasible programs of HiGHS, also after bounds have moved', () => {
    const seen = { optimal: 0, infeasible: 0, moved: 0 };
    for (let seed = 0; seed < 250; seed += 1) {
      const { model } = pairsModel(seed);
      const random = seededRandom(10_000 + seed);
      const own = openSession(model);
      highs.open(model, (theirs) => {
        for (let change = 0; change < 12; change += 1) {
          const [mine, other] = [settled(own), theirs.relax(Infinity)];
          expect({ seed, change, status: mine.status }).toEqual({ seed, change, status: other.status });
          if (mine.status === 'optimal')
            expect(Math.abs(mine.objective - other.objective)).toBeLessThan(NEAR);
          seen[mine.status === 'optimal' ? 'optimal' : 'infeasible'] += 1;
          if (change > 0) seen.moved += 1;
          const column = Math.floor(random() * model.objective.length);
          const [lower, upper] = (
            [
              [0, 0],
              [1, 1],
              [0, 1],
              [0, 1],
            ] as const
          )[Math.floor(random() * 4)] ?? [0, 1];
          for (const session of [own, theirs]) session.boundColumn(column, lower, upper);
        }
      });
    }
    expect(Math.min(seen.optimal, seen.infeasible, seen.moved)).toBeGreaterThan(400);
  });

  it('gives prices that bound the objective, and multipliers that contradict what is infeasible', () => {
    const seen = { optimal: 0, infeasible: 0 };
    for (let seed = 0; seed < 700; seed += 1) {
      const { model } = pairsModel(seed);
      const { status, objective, prices, ray } = settled(openSession(model));
      const free = Array.from(model.objective, () => [0, 1] as const);
      if (status === 'optimal') {
        expect(Math.abs(boundOf(model, prices, free) - objective)).toBeLessThan(NEAR);
        seen.optimal += 1;
        continue;
      }
      const aimless = { ...model, objective: new Float64Array(model.objective.length) };
      const bounds = [1, -1].map((sign) =>
        boundOf(
          aimless,
          Float64Array.from(ray ?? [], (value) => sign * value),
          free,
        ),
      );
      expect(Math.min(...bounds)).toBeLessThan(0);
      seen.infeasible += 1;
    }
    expect(Math.min(seen.optimal, seen.infeasible)).toBeGreaterThan(50);
  });

  it('ends at the same optimum wherever it starts', () => {
    let moved = 0;
    for (let seed = 0; seed < 300; seed += 1) {
      const { model, people } = pairsModel(seed);
      const random = seededRandom(20_000 + seed);
      const cold = settled(openSession(model));
      const prices = Float64Array.from(model.rowLower, (_, row) =>
        row < people ? Math.floor(random() * 400) : random(),
      );
      const choice = Uint8Array.from(model.objective, () => (random() < 0.3 ? 1 : 0));
      const started = settled(openSession(model, { prices, choice, people }));
      expect({ seed, status: started.status }).toEqual({ seed, status: cold.status });
      if (cold.status !== 'optimal') continue;
      expect(Math.abs(started.objective - cold.objective)).toBeLessThan(NEAR);
      moved += 1;
    }
    expect(moved).toBeGreaterThan(100);
  });

  it('ends early where a bound will do', () => {
    const { model } = pairsModel(3);
    const all = settled(openSession(model));
    const early = openSession(model).relax(Infinity, all.objective + 1e6);
    expect(early.objective).toBeGreaterThanOrEqual(all.objective - NEAR);
    expect(early.objective).toBeLessThanOrEqual(all.objective + 1e6);
  });

  it('refuses to go on with a program once the next one is open, rather than answer for the other', () => {
    const first = openSession(pairsModel(3).model);
    settled(first);
    const second = openSession(pairsModel(4).model);
    for (const late of [() => first.relax(Infinity), () => first.boundColumn(0, 0, 0)])
      expect(late).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    expect(settled(second)).toEqual(settled(openSession(pairsModel(4).model)));
  });
});
