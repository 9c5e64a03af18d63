import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Form, Programme } from '#solver/contract/programme/programme.ts';
import { roomOf } from '../../bench/clash-parts.ts';
import type { Roll } from './hand-list.ts';

/** Everybody of a cohort, with what a list may call them and how many places they have. */
export function rollOf(cohort: CohortDetail, programme: Programme): Roll {
  const emailFields = ({ fields }: Form) => fields.filter(({ kind }) => kind === 'email').map(({ id }) => id);
  const sides = { participant: cohort.participantPeople, mentor: cohort.mentorPeople };
  const places = new Map(
    (['participant', 'mentor'] as const).flatMap((side) =>
      sides[side].map((person) => [`${side} ${person.id}`, roomOf(programme[side], person)] as const),
    ),
  );
  return {
    participants: {
      word: 'participant',
      people: sides.participant,
      emailFields: emailFields(programme.participant),
    },
    mentors: { word: 'mentor', people: sides.mentor, emailFields: emailFields(programme.mentor) },
    roomOf: (side, id) => places.get(`${side} ${id}`) ?? 0,
  };
}
