import { countBits } from '../features/bits.ts';
import { RowOfRules } from './by-rows.ts';
import { PAIR_LIMIT, tooManyPairs } from './growing.ts';
import type { RuleSet } from './rules.ts';

/** Participants whose rows are looked at. */
const SAMPLED = 500;

/** Refuses rules that leave more pairs than can be built, before any is built: from the rows of people spread evenly over the participants. */
export function refuseTooMany(set: RuleSet): void {
  const { participants, mentors } = set;
  if (participants * mentors <= PAIR_LIMIT) return;
  const row = new RowOfRules(set);
  const sampled = Math.min(SAMPLED, participants);
  let allowed = 0;
  for (let sample = 0; sample < sampled; sample += 1) {
    row.apply(Math.floor((sample * participants) / sampled));
    allowed += mentors - countBits(row.blocked);
  }
  const expected = Math.round((allowed / sampled) * participants);
  if (expected > PAIR_LIMIT) throw tooManyPairs(expected);
}
