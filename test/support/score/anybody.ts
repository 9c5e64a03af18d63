import fc from 'fast-check';
import type { Cohort } from '#solver/contract/cohort.ts';
import { guildCohort } from './guild.ts';
import type { Answers } from './guild.ts';

const some = (ids: string[]) => fc.subarray(ids, { minLength: 1 });
const WORDS = ['rural', 'youth', 'kiln', 'archive', 'outreach', 'the', 'Marta'];

const shared = {
  employer: fc.constantFrom('Hill Library', 'The Hill Library, Inc.', 'Lake College'),
  town: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  code: fc.constantFrom('A1', 'C1', 'nowhere'),
  craft: fc.constantFrom('wood', 'iron', 'clay'),
  tools: some(['saw', 'plane', 'kiln', 'anvil', 'loom']),
  days: some(['mon', 'tue', 'wed']),
  grade: fc.constantFrom('g1', 'g2', 'g3', 'g4'),
  years: fc.integer({ min: 0, max: 40 }),
  avoid: some(['Lake College', 'person 1', 'm2@example.org']),
  people: some(['person 0', 'Person 3', 'somebody else']),
  story: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 }).map((words) => words.join(' ')),
  agrees: fc.boolean(),
  since: fc.integer({ min: 2022, max: 2027 }),
  origins: some(['hill', 'coast']),
};
const asked = {
  aims: fc.shuffledSubarray(['saw', 'plane', 'kiln', 'anvil', 'loom'], { minLength: 1 }),
  nextCraft: fc.constantFrom('wood', 'iron', 'glass'),
  craftWish: fc.constantFrom('same', 'other', 'any'),
  nearby: fc.boolean(),
  originWish: fc.boolean(),
};

function side(letter: string, answers: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Answers[]> {
  const person = fc.record(answers, { requiredKeys: [] }) as fc.Arbitrary<Answers>;
  return fc.array(person, { maxLength: 6, size: 'max' }).map((people) =>
    people.map((values, index) => ({
      ...values,
      name: `Person ${index}`,
      email: `${letter}${index}@example.org`,
    })),
  );
}

/** A guild of up to 6 people a side, each of whom leaves some questions open. */
export const anyCohort: fc.Arbitrary<Cohort> = fc
  .tuple(
    side('p', { ...shared, ...asked }),
    side('m', { ...shared, welcome: some(['wood', 'iron', 'clay', 'glass']) }),
  )
  .map(([participants, mentors]) => guildCohort(participants, mentors));

/** One criterion of each kind. */
export const EVERY_CRITERION = [
  { id: 'c1', kind: 'ordered-overlap', participantField: 'aims', mentorField: 'tools', places: [50, 30, 20] },
  {
    id: 'c2',
    kind: 'similarity',
    participantFields: [
      { field: 'craft', share: 30 },
      { field: 'nextCraft', share: 70 },
    ],
    mentorField: 'craft',
    table: [{ a: 'wood', b: 'iron', points: 333 }],
  },
  {
    id: 'c3',
    kind: 'region',
    participantField: 'town',
    mentorField: 'town',
    systems: [{ system: 'shire', points: 1000 }],
    neighbour: 300,
  },
  {
    id: 'c4',
    kind: 'distance',
    participantField: 'town',
    mentorField: 'town',
    participantPostcodeField: 'code',
    mentorPostcodeField: 'code',
    halfDistanceKm: 77,
  },
  {
    id: 'c5',
    kind: 'gap',
    participantField: 'years',
    mentorField: 'years',
    idealMin: 3,
    idealMax: 9,
    fade: 7,
  },
  {
    id: 'c6',
    kind: 'rank-gap',
    participantField: 'grade',
    mentorField: 'grade',
    table: [{ gap: 1, points: 1000 }],
  },
  {
    id: 'c7',
    kind: 'shared-options',
    parts: [
      { participantField: 'days', mentorField: 'days', share: 2 },
      { participantField: 'tools', mentorField: 'tools', share: 3 },
    ],
  },
  { id: 'c8', kind: 'preference', participantField: 'people', mentorField: 'people', places: [1000, 600] },
  {
    id: 'c9',
    kind: 'opt-in',
    participantField: 'origins',
    mentorField: 'origins',
    wishField: 'originWish',
  },
  { id: 'c10', kind: 'text', participantFields: ['story'], mentorFields: ['story'], fullAt: 60 },
  { id: 'c11', kind: 'waiting', participantField: 'since', fullAfter: 3 },
].map((criterion) => ({ label: criterion.id, weight: 1, ...criterion }));

/** One rule of each kind. */
export const EVERY_RULE = [
  {
    id: 'r1',
    kind: 'same-region',
    participantField: 'town',
    mentorField: 'town',
    system: 'shire',
    onlyIfField: 'nearby',
  },
  {
    id: 'r2',
    kind: 'wish',
    participantField: 'craft',
    mentorField: 'craft',
    wishField: 'craftWish',
    same: 'same',
    different: 'other',
  },
  { id: 'r3', kind: 'welcomes', participantFields: ['craft', 'nextCraft'], mentorField: 'welcome' },
  {
    id: 'r4',
    kind: 'max-distance',
    participantField: 'town',
    mentorField: 'town',
    threshold: 300,
    unlessBothAccept: { participantField: 'days', mentorField: 'days', option: 'mon' },
  },
  { id: 'r5', kind: 'different-text', participantField: 'employer', mentorField: 'employer' },
  { id: 'r6', kind: 'named', participantFields: ['avoid'], mentorFields: ['avoid'] },
  { id: 'r7', kind: 'minimum', side: 'mentor', field: 'years', threshold: 5 },
  { id: 'r8', kind: 'wait', side: 'mentor', field: 'since', threshold: 1 },
  { id: 'r9', kind: 'rank-range', participantField: 'grade', mentorField: 'grade', min: 0, max: 3 },
  { id: 'r10', kind: 'agreed', fields: [{ side: 'mentor', field: 'agrees' }], missingIsYes: true },
].map((rule) => ({ label: `Rule ${rule.id}`, on: true, ...rule }));
