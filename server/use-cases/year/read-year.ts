import type { Due, Relationship, Year } from '#solver/contract/api/year.ts';
import { SIDES } from '#solver/contract/identifier.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Mail } from '../../mail/mail.ts';
import type { View } from '../../auth/view.ts';
import type { StoredReminder } from '../../store/reminders.ts';
import type { Repositories } from '../../store/store.ts';
import { dayOf } from '../../year/days.ts';
import { askedOf } from '../../year/due.ts';
import { coupleKey } from '../../year/facts.ts';
import type { Context } from '../context.ts';
import { keptYear } from './kept-year.ts';
import { loadYear, personKey } from './load-year.ts';
import type { LoadedYear } from './load-year.ts';
import { standingReminders } from './standing-reminders.ts';
import { tellRelationship } from './tell-relationship.ts';

/** How the year of a cohort stands at a moment. Throws NOT_FOUND. */
export async function readYear(
  { store, mail }: Context,
  cohortId: string,
  view: View,
  now: Date,
): Promise<Year> {
  const year = await store.transaction((repositories) => tellYear({ repositories, mail }, cohortId, now));
  return view.role === 'observer' ? withoutTexts(year) : year;
}

/** The same within a transaction, as members are told it. */
export async function tellYear(
  { repositories, mail }: { repositories: Repositories; mail: Mail },
  cohortId: string,
  now: Date,
): Promise<Year> {
  const year = await loadYear(repositories, cohortId);
  const holders = new Set((await repositories.checkInLinks.holders(cohortId)).map(personKey));
  const today = dayOf(now.toISOString());
  const relationships = year.relationships
    .map((facts) => tellRelationship({ year, holders, today }, facts))
    .toSorted(byStandingAndName);
  const reminded = await standingReminders(repositories, cohortId);
  return {
    today,
    version: year.versions[0]?.version ?? null,
    publishedAt: year.versions[0]?.publishedAt ?? null,
    schedule: year.schedule,
    closes: year.frame?.closes ?? null,
    surveyOpens: year.frame?.surveyOpens ?? null,
    linksEnd: year.frame?.linksEnd ?? null,
    relationships,
    due: dueOf(relationships, year, today, reminded),
    surveyQuestions: year.programme.survey,
    goneOn: (await keptYear(repositories, cohortId))?.keptOn ?? null,
    canMail: mail.linkOrigin !== undefined,
    textsTold: true,
  };
}

function byStandingAndName(a: Relationship, b: Relationship): number {
  const rank = ({ until }: Relationship) => (until ? 1 : 0);
  return (
    rank(a) - rank(b) ||
    a.participant.name.localeCompare(b.participant.name, 'en') ||
    a.mentor.name.localeCompare(b.mentor.name, 'en')
  );
}

/** Whom something is asked of; nobody who has left. */
function dueOf(
  relationships: readonly Relationship[],
  { frame }: LoadedYear,
  today: string,
  reminded: readonly StoredReminder[],
): Due[] {
  const known = new Map(reminded.map((reminder) => [reminderKey(reminder), reminder]));
  return relationships
    .flatMap((relationship) =>
      SIDES.filter((side) => isThere(relationship, side)).flatMap((side) =>
        askedOf(side, relationship, frame, today).map((asked): Due => {
          const couple = { participant: relationship.participant.id, mentor: relationship.mentor.id };
          const reminder = known.get(reminderKey({ ...couple, ...asked, side }));
          return {
            ...{ side, ...couple, name: relationship[side].name },
            ...asked,
            reminded: reminder ? { at: reminder.sentAt, way: reminder.way } : null,
          };
        }),
      ),
    )
    .toSorted((a, b) =>
      a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.name.localeCompare(b.name, 'en'),
    );
}

function isThere(relationship: Relationship, side: Side): boolean {
  return relationship[side].state !== 'withdrawn' && relationship[side].state !== 'gone';
}

function reminderKey({
  side,
  what,
  dueOn,
  ...couple
}: Pick<StoredReminder, 'side' | 'what' | 'dueOn' | 'participant' | 'mentor'>): string {
  return JSON.stringify([coupleKey(couple), side, what, dueOn]);
}

/** Facts without anybody's words. */
function withoutTexts(year: Year): Year {
  return {
    ...year,
    textsTold: false,
    relationships: year.relationships.map((relationship) => ({
      ...relationship,
      until: relationship.until && { ...relationship.until, why: '' },
      checkIns: relationship.checkIns.map((checkIn) => ({
        ...checkIn,
        note: null,
        goals: checkIn.goals.map(({ reached }) => ({ text: '', reached })),
      })),
      survey: { ...relationship.survey, answers: null },
      events: relationship.events.map((event) => ({ ...event, why: '' })),
    })),
  };
}
