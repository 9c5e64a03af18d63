import type { ParetoPoint } from '../../contract/explore/pareto.ts';

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
