import type { MentorProfiles } from '#solver/contract/explore/mentor-profiles.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { mentorProfiles } from '#solver/explore/shortage/mentor-profiles.ts';
import type { ProfilesQuestion } from '#solver/explore/shortage/mentor-profiles.ts';
import type { CompiledCohort } from '#solver/score/compile.ts';
import { nothingInTime } from './search-time.ts';
import type { SearchTime } from './search-time.ts';

/** As `mentorProfiles`. Throws DEADLINE where the time ends first: which profile helps most is known at the end alone. */
export function mentorProfilesInTime(
  compiled: CompiledCohort,
  policy: Policy,
  question: ProfilesQuestion,
  time: SearchTime,
): MentorProfiles {
  const answer = time.asFarAsItReaches(() => mentorProfiles(compiled, policy, question, time.check));
  if (answer) return answer;
  throw nothingInTime('Name the topics, or ask it of a part of the cohort.');
}
