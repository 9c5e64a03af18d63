import type { Fairness, FairnessGroup, Gap } from '../../contract/explore/fairness.ts';
import { MileError } from '../../contract/errors.ts';
import { compareIdentifiers } from '../../contract/identifier.ts';
import type { Problem } from '../../contract/problem.ts';
import { counted } from '../counted.ts';
import type { IndexPairs } from '../forcing/moved.ts';
import { choiceOf } from '../repair/match-before.ts';
import { GapTests } from './gap-tests.ts';
import { fitsOf } from './person-fits.ts';
import { joinedInConfidence, toldInConfidence } from './in-confidence.ts';
import type { PersonFits } from './person-fits.ts';
import type { FairnessQuestion, Group, Grouping } from './question.ts';

/** A gap that chance makes this rarely, after the correction, is called one. */
const LEVEL = 0.05;

/**
 * What a match gives to each group: how many are matched, how well, and whether the gap to everybody else is more than chance. People without a place
 * (max 0) are not counted. Throws INVALID_RESULT where the match has a pair that is not allowed, INVALID_INPUT where labels and people differ in number.
 */
export function fairnessOf(problem: Problem, pairs: IndexPairs, question: FairnessQuestion): Fairness {
  const chosen = choiceOf(problem, pairs);
  const people = {
    participant: fitsOf(problem, 'participant', chosen),
    mentor: fitsOf(problem, 'mentor', chosen),
  };
  const tests = new GapTests();
  const told = question.groupings.map((grouping) => {
    const fits = people[grouping.side];
    if (grouping.labels.length !== fits.partners.length) throw wrongLength(grouping, fits.partners.length);
    const groups = groupsOf(grouping, fits);
    const shown = grouping.isConfidential ? joinedInConfidence(groups) : groups;
    return { grouping, groups: shown.map((group) => tests.add(fits, group)) };
  });
  const gapOf = tests.run(question);
  const groupings = told.map(({ grouping: { id, side, isConfidential }, groups }) => {
    const answers = groups
      .map((group): FairnessGroup => ({
        ...group.told(question.fitOf),
        matchedGap: gapOf(group.matchedTest),
        fitGap: gapOf(group.fitTest),
      }))
      .map((group) => (isConfidential ? toldInConfidence(group) : group));
    const sentence = groupingSentence(id, answers, isConfidential);
    return { id, side, isConfidential, groups: answers, sentence };
  });
  return { format: 'mile-fairness/1', groupings, tests: tests.count, sentence: sentenceOf(groupings) };
}

/** By label, those without an answer last. */
function groupsOf({ labels }: Grouping, { isCounted }: PersonFits): Group[] {
  const members = new Map<string | null, number[]>();
  for (const [person, own] of labels.entries()) {
    if (!isCounted(person)) continue;
    for (const label of own.length === 0 ? [null] : new Set(own)) {
      const group = members.get(label) ?? [];
      members.set(label, group);
      group.push(person);
    }
  }
  return [...members]
    .map(([label, group]) => ({ label, members: group }))
    .sort((a, b) => {
      if (a.label === null || b.label === null) return a.label === null ? 1 : -1;
      return compareIdentifiers(a.label, b.label);
    });
}

function isGap(gap: Gap | null): boolean {
  return gap !== null && gap.adjusted <= LEVEL;
}

function groupingSentence(id: string, groups: readonly FairnessGroup[], isConfidential: boolean): string {
  if (groups.length === 0)
    return `By ${id}: too few people to tell anything of an answer that was given in confidence.`;
  const rest = isConfidential ? 'the rest' : 'people without an answer';
  const name = ({ label }: FairnessGroup) => label ?? rest;
  const gaps = groups.filter(({ matchedGap, fitGap }) => isGap(matchedGap) || isGap(fitGap));
  if (gaps.length === 0)
    return `By ${id}: ${counted(groups.length, 'group')}, and no gap between them that chance would not make as well.`;
  return `By ${id}: chance would rarely make the gaps of ${gaps.map(name).join(', ')}.`;
}

function sentenceOf(groupings: readonly { id: string; groups: readonly FairnessGroup[] }[]): string {
  const uneven = groupings.filter(({ groups }) =>
    groups.some(({ matchedGap, fitGap }) => isGap(matchedGap) || isGap(fitGap)),
  );
  if (uneven.length === 0)
    return `No gap in ${counted(groupings.length, 'grouping')} is larger than chance makes it, with all tests taken together.`;
  return `Gaps that chance would rarely make, with all tests taken together: by ${uneven.map(({ id }) => id).join(', ')}.`;
}

function wrongLength({ id, labels }: Grouping, people: number): MileError {
  return new MileError(
    'INVALID_INPUT',
    `The grouping "${id}" has ${labels.length} entries for ${people} people. Give one entry for each person.`,
    { grouping: id, entries: labels.length, people },
  );
}
