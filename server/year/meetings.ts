import type { Meeting } from '#solver/contract/api/year.ts';
import { daysAfter } from './days.ts';
import type { RelationshipFacts } from './facts.ts';
import type { PlannedMeeting } from './plan.ts';
import { endedOn, restedOn } from './standing.ts';

/** So long after its day a meeting that nobody told of is overdue. */
const GRACE_DAYS = 14;

type Facts = Pick<RelationshipFacts, 'until' | 'events' | 'checkIns'>;

/** What is known of the planned meetings of a relationship on a day. */
export function meetingsOn(
  facts: Facts,
  planned: readonly PlannedMeeting[],
  closes: string,
  today: string,
): Meeting[] {
  const ended = endedOn(facts);
  return planned.map(({ number, day }, place) => {
    const reports = reportsOf(facts, number);
    const heldOn = reports.find((held) => held !== null) ?? null;
    const isOff = (ended !== null && day > ended) || (day <= today && restedOn(facts, day));
    const next = planned[place + 1]?.day ?? closes;
    const last = ended !== null && ended < next ? ended : next;
    return {
      number,
      day,
      state: stateOf({ heldOn, isReported: reports.length > 0, isOff, day, last }, today),
      heldOn,
      differs: new Set(reports).size > 1,
    };
  });
}

/** Days that were told, the participant's first; null where somebody says that it was not held. */
function reportsOf({ checkIns, events }: Facts, meeting: number): (string | null)[] {
  const told = checkIns
    .filter((checkIn) => checkIn.meeting === meeting)
    .toSorted((a, b) => (a.side < b.side ? 1 : -1))
    .map(({ heldOn }) => heldOn);
  // What the committee heard later takes the place of what it heard before.
  const heard = events.findLast((event) => event.kind === 'met' && event.meeting === meeting);
  return heard ? [...told, heard.heldOn] : told;
}

interface Known {
  heldOn: string | null;
  isReported: boolean;
  isOff: boolean;
  day: string;
  /** From this day on nobody asks any more: the next meeting's, the close, or the relationship's end. */
  last: string;
}

function stateOf({ heldOn, isReported, isOff, day, last }: Known, today: string): Meeting['state'] {
  if (heldOn !== null) return 'held';
  if (isOff) return 'off';
  if (isReported) return 'missed';
  if (today < day) return 'ahead';
  if (today >= last) return 'missed';
  return today > daysAfter(day, GRACE_DAYS) ? 'overdue' : 'due';
}
