import { FEWEST_IN_CONFIDENCE } from '../../contract/explore/fairness.ts';
import type { FairnessGroup, Gap } from '../../contract/explore/fairness.ts';
import { MileError } from '../../contract/errors.ts';
import type { Group, Grouping } from './question.ts';

/**
 * Groups none of which is small: those of fewer than FEWEST_IN_CONFIDENCE people are joined to one without a label; while that is too small as
 * well, the smallest of the others joins it, so that nobody can be told by subtraction. Nobody is told where all together are too few.
 */
export function joinedInConfidence(groups: readonly Group[]): Group[] {
  const isLarge = ({ label, members }: Group) => label !== null && members.length >= FEWEST_IN_CONFIDENCE;
  const large = groups.filter(isLarge);
  const joined = new Set(groups.filter((group) => !isLarge(group)).flatMap(({ members }) => members));
  while (joined.size > 0 && joined.size < FEWEST_IN_CONFIDENCE && large.length > 0) {
    const smallest = large.reduce((least, group) =>
      group.members.length < least.members.length ? group : least,
    );
    large.splice(large.indexOf(smallest), 1);
    for (const member of smallest.members) joined.add(member);
  }
  if (joined.size === 0) return large;
  return joined.size < FEWEST_IN_CONFIDENCE
    ? []
    : [...large, { label: null, members: [...joined].sort((a, b) => a - b) }];
}

/**
 * What may be told of a group: no figure of a single person, means in whole points of fit, and how many are matched only where neither those who are
 * nor those who are not are few, or where there is nobody in the side of whom it would tell them apart.
 */
export function toldInConfidence(group: FairnessGroup): FairnessGroup {
  const matched = group.matched ?? 0;
  const isFew = (count: number) => count > 0 && count < FEWEST_IN_CONFIDENCE;
  const tellsFew = isFew(matched) || isFew(group.people - matched);
  const tellsFits = matched >= FEWEST_IN_CONFIDENCE;
  return {
    ...group,
    matched: tellsFew ? null : matched,
    mean: tellsFits && group.mean !== null ? Math.round(group.mean) : null,
    median: null,
    weakest: null,
    matchedGap: tellsFew ? null : rounded(group.matchedGap, 100),
    fitGap: tellsFits ? rounded(group.fitGap, 1) : null,
  };
}

/** The gap in steps of 1 / parts, chances in hundredths. */
function rounded(gap: Gap | null, parts: number): Gap | null {
  const hundredths = (share: number) => Math.round(share * 100) / 100;
  return (
    gap && {
      ...gap,
      gap: Math.round(gap.gap * parts) / parts + 0,
      p: hundredths(gap.p),
      adjusted: hundredths(gap.adjusted),
    }
  );
}

/** A match that somebody made up could be made to tell whose answer is whose. Throws INVALID_INPUT. */
export function refuseInConfidence(groupings: readonly Grouping[]): void {
  const found = groupings.find(({ isConfidential }) => isConfidential);
  if (!found) return;
  throw new MileError(
    'INVALID_INPUT',
    `"${found.id}" was answered in confidence: its groups are told of the best match alone, not of one that is given. Leave "match" out.`,
    { field: found.id },
  );
}
