import type { OwnRelationship, OwnReport, OwnYear } from '#solver/contract/api/year.ts';
import { extraAfter, isExtra } from '#solver/contract/extra-meetings.ts';
import { extraOf, goalsOf } from '../../year/counts.ts';
import { surveyOn } from '../../year/due.ts';
import type { RelationshipFacts, StoredCheckIn } from '../../year/facts.ts';
import { meetingsOn } from '../../year/meetings.ts';
import { beginsOn, plannedMeetings } from '../../year/plan.ts';
import { standingOn } from '../../year/standing.ts';
import { personKey } from './load-year.ts';
import { partnerOf, relationshipOf } from './own-person.ts';
import type { OwnPerson } from './own-person.ts';

/** What somebody may see by their link: of the partner the name alone. */
export function tellOwnYear(own: OwnPerson): OwnYear {
  const { year, side, name, today } = own;
  return {
    programme: year.programme.name,
    ...{ name, side, today },
    linksEnd: year.frame?.linksEnd ?? null,
    relationships: [...own.relationships.keys()].map((key) => tellOwnRelationship(own, key)),
    surveyQuestions: year.programme.survey.filter(({ sides }) => sides.includes(side)),
  };
}

/** As it is with what this person reported alone: not even a state tells what the partner said. */
export function tellOwnRelationship(own: OwnPerson, key: string): OwnRelationship {
  const { year, side, today } = own;
  const facts = ownFacts(relationshipOf(own, key), side);
  const { schedule, frame } = year;
  const begins = schedule && beginsOn(schedule, facts.since.publishedAt);
  const state = standingOn(facts, { begins, closes: frame?.closes ?? null }, today);
  const planned = schedule ? plannedMeetings(schedule, facts.since.publishedAt) : [];
  const survey = facts.surveys[0];
  return {
    ...{ key, state, begins },
    closes: frame?.closes ?? null,
    partner: partnerName(own, facts),
    isOpen: state === 'active' || state === 'paused' || state === 'completed',
    meetings: meetingsOn(facts, planned, frame?.closes ?? '', today).map(
      ({ number, day, state: meeting }) => {
        const checkIn = facts.checkIns.find((one) => one.meeting === number);
        return {
          ...{ number, day },
          report: checkIn ? reportOf(checkIn) : null,
          revision: checkIn?.revision ?? 0,
          isOff: meeting === 'off',
        };
      },
    ),
    extra: extraOf(facts.checkIns).map((checkIn) => ({
      number: checkIn.meeting,
      report: reportOf(checkIn),
      revision: checkIn.revision,
    })),
    nextExtra: extraAfter(facts.checkIns.filter(({ meeting }) => isExtra(meeting)).length),
    goals: goalsOf(facts.checkIns),
    survey: {
      state: surveyOn({ state, isAnswered: survey !== undefined }, frame, today),
      opens: frame?.surveyOpens ?? null,
      answers: survey?.answers ?? null,
      revision: survey?.revision ?? 0,
    },
  };
}

function ownFacts(facts: RelationshipFacts, side: OwnPerson['side']): RelationshipFacts {
  return {
    ...facts,
    events: facts.events.filter(({ kind }) => kind !== 'met'),
    checkIns: facts.checkIns.filter((checkIn) => checkIn.side === side),
    surveys: facts.surveys.filter((survey) => survey.side === side),
  };
}

function partnerName({ year, side }: OwnPerson, facts: RelationshipFacts): string {
  const partnerSide = side === 'participant' ? 'mentor' : 'participant';
  const id = partnerOf(facts, side);
  return year.people.get(personKey({ side: partnerSide, id }))?.name ?? 'your partner';
}

function reportOf({ heldOn, rating, needsHelp, goals, note, noteFor }: StoredCheckIn): OwnReport {
  return { heldOn, rating, needsHelp, goals, note, noteFor };
}
