import { createRandom } from '#solver/simulate/random.ts';
import type { Random } from '#solver/simulate/random.ts';
import { completeProblem, PairList, people, pureProblem } from './instance.ts';
import type { Instance } from './instance.ts';
import { drawByWeight } from './skewed.ts';

/** n x n, every pair; score = quality of the mentor times need of the participant, so all want the same few. */
export function population(side: number, seed: number): Instance {
  const { quality, need } = qualityAndNeed(side, createRandom(seed, side));
  return {
    family: 'population',
    name: `population ${side}`,
    problem: completeProblem(
      side,
      side,
      (participant, mentor) => (quality[mentor] as number) * (need[participant] as number),
    ),
  };
}

/** The same scores, each participant knowing up to `candidates` mentors, the good ones first: very sparse and skewed. */
export function sparsePopulation(side: number, candidates: number, seed: number): Instance {
  const random = createRandom(seed, side, candidates);
  const { quality, need } = qualityAndNeed(side, random);
  const drawMentor = drawByWeight(quality.map((value) => value * value));
  const pairs = new PairList(side * candidates);
  for (let participant = 0; participant < side; participant += 1) {
    const known = new Set<number>();
    for (let draw = 0; draw < candidates; draw += 1) known.add(drawMentor(random));
    for (const mentor of Int32Array.from(known).sort())
      pairs.push(participant, mentor, (quality[mentor] as number) * (need[participant] as number));
  }
  return {
    family: `population x ${candidates}`,
    name: `population ${side} x ${candidates}`,
    problem: pureProblem(
      people('p', side, () => 1),
      people('m', side, () => 1),
      pairs.columns(),
    ),
  };
}

/** Both from 1 to 1,000; few mentors are good, needs are even. */
function qualityAndNeed(side: number, random: Random) {
  return {
    quality: Int32Array.from({ length: side }, () => 1 + Math.floor(1000 * random.next() ** 3)),
    need: Int32Array.from({ length: side }, () => random.whole(1, 1000)),
  };
}
