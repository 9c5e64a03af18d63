import type { Level, Problem } from '../../contract/problem.ts';

/** What a match is worth: its scores, ascending. */
export function scoresOf({ pairs: { score } }: Problem, chosen: Uint8Array): number[] {
  const scores: number[] = [];
  for (let pair = 0; pair < chosen.length; pair += 1)
    if (chosen[pair] === 1) scores.push(score[pair] as number);
  return scores.sort((a, b) => a - b);
}

/** Positive where the first is better, level by level. */
export function compareScores(levels: readonly Level[], a: readonly number[], b: readonly number[]): number {
  for (const level of levels) {
    const difference = compareLevel(level, a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareLevel(level: Level, a: readonly number[], b: readonly number[]): number {
  switch (level) {
    case 'matched':
      return a.length - b.length;
    case 'score':
      return totalOf(a) - totalOf(b);
    case 'weakest':
      return (a[0] ?? 0) - (b[0] ?? 0);
    case 'leximin': {
      const differing = a.findIndex((score, place) => score !== b[place]);
      return differing < 0 ? 0 : (a[differing] as number) - (b[differing] ?? 0);
    }
  }
}

export function totalOf(scores: readonly number[]): number {
  return scores.reduce((sum, score) => sum + score, 0);
}
