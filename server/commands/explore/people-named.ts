import type { Cohort } from '#solver/contract/cohort.ts';
import type { ExploreParameters, ExploreQuestion } from '#solver/contract/api/explore.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { idOf } from '../resolve-decisions.ts';

type Parameters = ExploreParameters<ExploreQuestion>;

/** What is asked, people by id who may have been named by their e-mail address. Who is not in the file keeps the name: the question says what that means. */
export function withIds(programme: Programme, cohort: Cohort, asked: Parameters): Parameters {
  const names = idOf(programme, cohort);
  const pair = (decision: Decision): Decision => ({
    participant: names('participant', decision.participant),
    mentor: names('mentor', decision.mentor),
  });
  const entries = Object.entries(asked).map(([key, value]: [string, unknown]): [string, unknown] => {
    if (key === 'participant' || key === 'mentor') return [key, names(key, value as string)];
    if (key === 'person' && 'side' in asked) return [key, names(asked.side, value as string)];
    return [key, isMatch(value) ? value.map(pair) : value];
  });
  return Object.fromEntries(entries) as Parameters;
}

function isMatch(value: unknown): value is Decision[] {
  return (
    Array.isArray(value) &&
    value.every(
      (one: unknown) => typeof one === 'object' && one !== null && 'participant' in one && 'mentor' in one,
    )
  );
}
