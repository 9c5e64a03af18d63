import type { CertificateStep } from '../contract/certificate.ts';
import type { MatchedOutcome } from '../contract/outcome.ts';
import { isProven } from './claims.ts';

/** The last level of an answer, where it alone is not proven and is a total. */
export function openTotal({ certificate: { steps } }: Pick<MatchedOutcome, 'certificate'>, matched: number) {
  const last = steps.at(-1);
  if (!last || (last.level !== 'score' && last.level !== 'matched') || isProven(last, matched))
    return undefined;
  return steps.slice(0, -1).every((step) => isProven(step, matched)) ? last : undefined;
}

/**
 * The answer to a search that went on from an earlier answer to the same problem, with the earlier proof where that shows a lower bound. A
 * step's proof is about what the values of the steps before it leave: where these are the same, it holds for the better choice too.
 */
export function withLowerBound(found: MatchedOutcome, earlier: MatchedOutcome): MatchedOutcome {
  const mine = openTotal(found, found.matched);
  const theirs = openTotal(earlier, earlier.matched);
  if (!mine || !theirs || !isSameUpToLast(found, earlier)) return found;
  if (theirs.bound >= mine.bound || theirs.bound < mine.value) return found;
  const last: CertificateStep = { ...theirs, value: mine.value };
  const steps = [...earlier.certificate.steps.slice(0, -1), last];
  const told = {
    ...found,
    bound: { ...found.bound, [last.level]: last.bound },
    relativeGap: (last.bound - last.value) / Math.max(1, last.value),
    certificate: { ...found.certificate, steps },
  };
  return { ...told, status: isProven(last, found.matched) ? 'optimal' : 'feasible' } as MatchedOutcome;
}

function isSameUpToLast({ certificate: mine }: MatchedOutcome, { certificate: theirs }: MatchedOutcome) {
  return (
    mine.steps.length === theirs.steps.length &&
    mine.steps.every(({ level, value }, place) => {
      const other = theirs.steps[place];
      return other?.level === level && (place === mine.steps.length - 1 || other.value === value);
    })
  );
}
