import type { CertificateStep } from '../contract/certificate.ts';
import type { Bound } from '../contract/outcome.ts';

/** Is the step's value the best that the steps before it leave? For `weakest` the bound counts pairs, see the certificate. */
export function isProven({ level, value, bound }: CertificateStep, matched: number): boolean {
  return level === 'weakest' ? bound <= -1 || matched === 0 : bound === value;
}

/** The proven bounds of the levels; where `weakest` is not proven, nothing better is known than the best score. */
export function boundsOf(steps: readonly CertificateStep[], matched: number, bestScore: () => number): Bound {
  const bounds: Bound = {};
  for (const step of steps) {
    if (step.level === 'matched' || step.level === 'score') bounds[step.level] = step.bound;
    if (step.level === 'weakest') bounds.weakest = isProven(step, matched) ? step.value : bestScore();
  }
  return bounds;
}

/** (bound - value) / max(1, value) of the first step that is not proven, 0 where all are. */
export function relativeGap(
  steps: readonly CertificateStep[],
  matched: number,
  bestScore: () => number,
): number {
  const open = steps.find((step) => !isProven(step, matched));
  if (!open) return 0;
  const bound = open.level === 'weakest' ? bestScore() : open.bound;
  return (bound - open.value) / Math.max(1, open.value);
}
