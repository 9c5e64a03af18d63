import type { CheckIn, Relationship, YearPerson } from '#solver/contract/api/year.ts';
import { isExtra } from '#solver/contract/extra-meetings.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { countExtra, countGoals, countMeetings, extraOf } from '../../year/counts.ts';
import { surveyOn } from '../../year/due.ts';
import type { RelationshipFacts, StoredCheckIn } from '../../year/facts.ts';
import { meetingsOn } from '../../year/meetings.ts';
import { beginsOn, plannedMeetings } from '../../year/plan.ts';
import { standingOn } from '../../year/standing.ts';
import type { LoadedYear } from './load-year.ts';
import { personKey } from './load-year.ts';

export interface Telling {
  year: LoadedYear;
  /** People with a link that stands, as `personKey` names them. */
  holders: ReadonlySet<string>;
  today: string;
}

/** A relationship as members are told it on a day. */
export function tellRelationship({ year, holders, today }: Telling, facts: RelationshipFacts): Relationship {
  const { schedule, frame } = year;
  const begins = schedule && beginsOn(schedule, facts.since.publishedAt);
  const closes = frame?.closes ?? null;
  const state = standingOn(facts, { begins, closes }, today);
  const planned = schedule ? plannedMeetings(schedule, facts.since.publishedAt) : [];
  const meetings = closes === null ? [] : meetingsOn(facts, planned, closes, today);
  const { since, until } = facts;
  return {
    participant: tellPerson(year, holders, 'participant', facts.participant),
    mentor: tellPerson(year, holders, 'mentor', facts.mentor),
    state,
    since: { version: since.version, publishedAt: since.publishedAt },
    until: until && { version: until.version, publishedAt: until.publishedAt, why: until.why },
    begins,
    closes,
    meetings,
    counts: {
      ...countMeetings(meetings),
      extra: countExtra(facts.checkIns, meetings),
      ...countGoals(facts.checkIns),
    },
    needsHelp: needsHelp(facts),
    checkIns: [...facts.checkIns.filter(({ meeting }) => !isExtra(meeting)), ...extraOf(facts.checkIns)].map(
      tellCheckIn,
    ),
    survey: {
      participant: surveyOf('participant'),
      mentor: surveyOf('mentor'),
      answers: {
        participant: answersOf(facts, 'participant'),
        mentor: answersOf(facts, 'mentor'),
      },
    },
    events: facts.events.map(({ kind, at, why, meeting, heldOn }) => ({ kind, at, why, meeting, heldOn })),
  };

  function surveyOf(side: Side) {
    return surveyOn({ state, isAnswered: answersOf(facts, side) !== null }, frame, today);
  }
}

function answersOf({ surveys }: RelationshipFacts, side: Side) {
  return surveys.find((survey) => survey.side === side)?.answers ?? null;
}

function tellPerson(
  { people, formerNames }: LoadedYear,
  holders: ReadonlySet<string>,
  side: Side,
  id: string,
): YearPerson {
  const key = personKey({ side, id });
  const person = people.get(key);
  return {
    id,
    name: person?.name ?? formerNames[id] ?? id,
    state: person?.state ?? 'gone',
    hasLink: holders.has(key),
  };
}

/** Help that was asked for after the committee last said that it helped. */
function needsHelp({ checkIns, events }: RelationshipFacts): boolean {
  const helpedAt = events.findLast(({ kind }) => kind === 'helped')?.at ?? '';
  return checkIns.some((checkIn) => checkIn.needsHelp && checkIn.writtenAt > helpedAt);
}

/** As the committee is told it. */
export function tellCheckIn({ revision, note, noteFor, ...checkIn }: StoredCheckIn): CheckIn {
  return {
    side: checkIn.side,
    meeting: checkIn.meeting,
    heldOn: checkIn.heldOn,
    rating: checkIn.rating,
    needsHelp: checkIn.needsHelp,
    goals: checkIn.goals,
    noteFor,
    note: noteFor === 'committee' ? note : null,
    writtenAt: checkIn.writtenAt,
    corrected: revision > 1,
  };
}
