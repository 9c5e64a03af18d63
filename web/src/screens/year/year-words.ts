import type { CheckIn, Meeting, Relationship, Year, YearEvent } from '#solver/contract/api/year.ts';
import type { MarkForm } from '../../charts/timeline.ts';
import { counted } from '../../parts/counted.ts';

const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/** "Mar 12, 2027" */
export function dayWords(day: string): string {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}

export const STATE_WORDS: Readonly<Record<Relationship['state'], string>> = {
  'not-begun': 'Not begun',
  active: 'Going on',
  paused: 'Paused',
  ended: 'Ended early',
  completed: 'Completed',
};

/** How a relationship stands, in a few words. */
export function standingWords({ state, until }: Relationship): string {
  return until ? `Dissolved by version ${until.version}` : STATE_WORDS[state];
}

export const MEETING_WORDS: Readonly<Record<Meeting['state'], string>> = {
  ahead: 'ahead',
  due: 'due',
  overdue: 'overdue',
  held: 'held',
  missed: 'missed',
  off: 'left out',
};

export const MEETING_FORMS: Readonly<Record<Meeting['state'], MarkForm>> = {
  ahead: 'open',
  due: 'half',
  overdue: 'alarm',
  held: 'full',
  missed: 'cross',
  off: 'faint',
};

/** What each form means, for a legend. */
export const FORM_WORDS: Readonly<Record<MarkForm, string>> = {
  open: 'ahead',
  half: 'due',
  alarm: 'overdue',
  full: 'held',
  cross: 'missed',
  faint: 'left out',
};

/** "Meeting 2, by Sep 12, 2027: held on Sep 8, 2027" */
export function meetingWords({ number, day, state, heldOn, differs }: Meeting): string {
  const what = heldOn === null ? MEETING_WORDS[state] : `held on ${dayWords(heldOn)}`;
  return `Meeting ${number}, by ${dayWords(day)}: ${what}${differs ? '; the two tell it differently' : ''}`;
}

/** "2 of 3 meetings held, 1 more besides" */
export function heldWords({ counts: { held, planned, extra } }: Relationship): string {
  const besides = extra === 0 ? '' : `, ${extra} more besides`;
  return `${planned === 0 ? 'no meeting yet' : `${held} of ${counted(planned, 'meeting')} held`}${besides}`;
}

export function goalsWords({ counts: { goals, goalsReached } }: Relationship): string {
  return goals === 0 ? '' : `${goalsReached} of ${counted(goals, 'goal')} reached`;
}

const EVENT_WORDS: Readonly<Record<YearEvent['kind'], string>> = {
  paused: 'Paused',
  resumed: 'Goes on again',
  ended: 'Ended early',
  completed: 'Completed',
  helped: 'The committee helped',
  met: 'The committee heard that they met',
};

export function eventWords({ kind, meeting, heldOn }: YearEvent): string {
  if (meeting === null || heldOn === null) return EVENT_WORDS[kind];
  return `${EVENT_WORDS[kind]}: meeting ${meeting} on ${dayWords(heldOn)}`;
}

/** What one side said of a meeting, without its note. */
export function checkInWords({ heldOn, rating, needsHelp, corrected }: CheckIn): string {
  const parts = [
    heldOn === null ? 'it was not held' : `held on ${dayWords(heldOn)}`,
    ...(rating === null ? [] : [`${rating} of 5`]),
    ...(needsHelp ? ['asks for help'] : []),
    ...(corrected ? ['corrected later'] : []),
  ];
  return parts.join(' · ');
}

/** What stands, in one sentence; undefined where nothing is published. */
export function yearSummary({ relationships, closes }: Year): string {
  const standing = relationships.filter(({ until }) => until === null);
  const end = closes === null ? '' : ` They close on ${dayWords(closes)}.`;
  return `${counted(standing.length, 'relationship')}.${end}`;
}

/** A pair by its names. */
export function pairName({ participant, mentor }: Relationship): string {
  return `${participant.name} → ${mentor.name}`;
}
