import type { MentorProfile } from '#solver/contract/explore/mentor-profiles.ts';
import type { RelaxedRule, RelaxedRuleStep, Relaxations } from '#solver/contract/explore/relaxations.ts';
import type { ShortGroup, Shortage } from '#solver/contract/explore/shortage.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { counted } from '../../../parts/counted.ts';
import { withRuleOn, withThreshold } from '../../../session/policy-edits.ts';
import { namesWords } from '../question-words.ts';
import type { NameOf } from '../words.ts';

/** The region that all of them share; undefined where they share none. */
export function sharedRegion(
  { participants }: Pick<ShortGroup, 'participants'>,
  regionOf: (participant: string) => string,
): string | undefined {
  const regions = new Set(participants.map(regionOf));
  const [region] = regions;
  return regions.size === 1 && region !== '' ? region : undefined;
}

/** "These 5 in North share 3 possible mentors (Ana, …): …" */
export function shortGroupWords(
  { participants, mentors }: Pick<ShortGroup, 'participants' | 'mentors'>,
  nameOf: NameOf,
  region?: string,
): string {
  const names = namesWords(participants, nameOf);
  if (participants.length === 1)
    return mentors.length === 0
      ? `${names} has no possible mentor.`
      : `${names} has only ${counted(mentors.length, 'possible mentor')} (${namesWords(mentors, nameOf)}), without enough places.`;
  const who = `These ${participants.length}${region === undefined ? '' : ` in ${region}`}`;
  if (mentors.length === 0) return `${who} have no possible mentor: ${names}.`;
  return `${who} share ${counted(mentors.length, 'possible mentor')} (${namesWords(mentors, nameOf)}): ${names}.`;
}

/** What is short, and whether places would help, in a few sentences. `held`: participants of whom it is told already that no mentor helps them. */
export function shortageWords(
  shortage: Shortage,
  nameOf: NameOf,
  regionOf: (participant: string) => string,
  held: ReadonlySet<string>,
): string {
  const groups = shortage.groups
    .filter(({ participants }) => !participants.every((id) => held.has(id)))
    .map((group) => shortGroupWords(group, nameOf, sharedRegion(group, regionOf)));
  const everybody = held.size > 0 ? 'everybody else' : 'everybody';
  const what =
    groups.length > 0
      ? groups
      : [`There are places for ${everybody}; what has to hold besides keeps somebody unmatched.`];
  return [...what, neededWords(shortage, nameOf) ?? ''].join(' ').trim();
}

/** What would help; undefined where places alone do not. */
export function neededWords({ unmatched, places }: Shortage, nameOf: NameOf): string | undefined {
  if (unmatched === 0) return undefined;
  if (places.length === 0) return 'More places with the mentors there are would not help.';
  const byMentor = Map.groupBy(places, ({ mentor }) => mentor);
  const where = [...byMentor].map(([mentor, { length }]) =>
    length === 1 ? nameOf(mentor) : `${nameOf(mentor)} (${length})`,
  );
  return `${counted(places.length, 'more place')} would be needed, at best with ${namesWords(where, (name) => name)}.`;
}

/** "One more like North, Academic library would match 1 more: Kai." */
export function profileWords(
  { region, type, topics, gain, participant }: MentorProfile,
  nameOf: NameOf,
): string {
  const like = [region, type, ...topics].flatMap((one) => (one ? [one.label] : []));
  const who = participant === null ? '' : `: ${nameOf(participant)}`;
  return `One more like ${like.join(', ')} would match ${gain.matched} more${who}.`;
}

/** A relaxation that can be tried. */
export interface Relaxing {
  rule: string;
  step: RelaxedRuleStep;
  /** "Relaxing “Distance” from 80 to 95 km matches all; 3 pairs change." */
  sentence: string;
  policy: Policy;
  /** For the history. */
  action: string;
}

interface Told {
  policy: Policy;
  /** What follows a threshold of the rule: "km". */
  unitOf: (rule: string) => string;
}

/** For each rule that helps its smallest relaxation that matches more, and where that is another the one that matches most. */
export function relaxingsOf({ rules, matched }: Relaxations, told: Told): Relaxing[] {
  return rules.flatMap((rule) => {
    const ends = new Set([rule.steps[0], rule.steps.at(-1)]);
    return [...ends].flatMap((step) => (step ? [relaxing(rule, step, matched, told)] : []));
  });
}

function relaxing(
  { rule, label, threshold }: RelaxedRule,
  step: RelaxedRuleStep,
  matched: number,
  { policy, unitOf }: Told,
): Relaxing {
  const unit = unitOf(rule);
  const to = step.threshold;
  const way =
    to === null
      ? `Switching “${label}” off`
      : `Relaxing “${label}” from ${threshold} to ${to}${unit === '' ? '' : ` ${unit}`}`;
  const changes = `${counted(step.moved.length, 'participant changes', 'participants change')}`;
  return {
    rule,
    step,
    sentence: `${way} ${deliveredWords(step, matched)}; ${changes}.`,
    policy: to === null ? withRuleOn(policy, rule, false) : withThreshold(policy, rule, to),
    action: to === null ? `${label}: off` : `${label}: ${threshold} → ${to}`,
  };
}

/** "matches all", "matches 2 more". */
function deliveredWords({ matched, unmatched }: RelaxedRuleStep, before: number): string {
  if (unmatched === 0) return 'matches all';
  return `matches ${matched - before} more`;
}

/** The fewest single pairs that would have to be allowed; undefined where there are none. */
export function exceptionWords({ exceptions }: Relaxations, nameOf: NameOf): string | undefined {
  if (!exceptions || exceptions.added.length === 0) return undefined;
  const pairs = exceptions.added.map(
    ({ participant, mentor }) => `${nameOf(participant)} with ${nameOf(mentor)}`,
  );
  return `Or as exceptions ${counted(pairs.length, 'single pair')} that the rules do not allow: ${pairs.join(', ')}.`;
}
