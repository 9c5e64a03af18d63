import type { Pareto, ParetoPoint } from './pareto.ts';

/** Puts together what was found in ranges of thresholds that cover all, in order. `asked` ranges there are; it is incomplete as long as some are missing. */
export function joinedPareto(first: Pareto, others: readonly Pareto[], asked: number): Pareto {
  const all = [first, ...others];
  const points = notBeaten(all.flatMap((part) => part.points));
  const isComplete = all.length === asked && all.every((part) => part.isComplete);
  return { ...first, points, isComplete, sentence: paretoSentence(points, isComplete) };
}

/** The points that no other beats, most pairs and highest total first; of equal ones the first. Quadratic in the points. */
export function notBeaten(points: readonly ParetoPoint[]): ParetoPoint[] {
  const order = [...points].sort(
    (a, b) => b.matched - a.matched || b.score - a.score || weakestOf(b) - weakestOf(a) || a.moved - b.moved,
  );
  const kept: ParetoPoint[] = [];
  // Whatever comes later is no better in pairs and total, so only what came before can beat it.
  for (const point of order)
    if (!kept.some((other) => weakestOf(other) >= weakestOf(point) && other.moved <= point.moved))
      kept.push(point);
  return kept;
}

/** Without pairs no pair is weak. */
function weakestOf({ weakest }: ParetoPoint): number {
  return weakest ?? Infinity;
}

/** Says it in a sentence. */
export function paretoSentence(points: readonly ParetoPoint[], isComplete: boolean): string {
  if (points.length === 0)
    return isComplete
      ? 'Nothing keeps the minima, pins and quotas together. Ask for the conflict.'
      : 'No best match is proven, so nothing can be said of what others would give.';
  const rest = isComplete ? 'there are no others' : 'others were not settled in the time';
  const [first] = points;
  return points.length === 1 && first
    ? `One match is at least as good as all others in every respect: ${first.matched} ${first.matched === 1 ? 'pair' : 'pairs'}, total ${first.score}; ${rest}.`
    : `${points.length} matches that nothing beats in total, weakest pair and people moved at once; ${rest}.`;
}
