import type { Answer, Cohort } from '#solver/contract/cohort.ts';
import { policySchema } from '#solver/contract/policy/policy.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';

export type Answers = Record<string, Answer>;

const option = (id: string) => ({ id, label: id.toUpperCase() });
const both = [
  { id: 'name', kind: 'name', label: 'Name' },
  { id: 'email', kind: 'email', label: 'E-mail' },
  { id: 'employer', kind: 'text', label: 'Employer' },
  { id: 'town', kind: 'place', label: 'Town' },
  { id: 'code', kind: 'postcode', label: 'Code' },
  { id: 'craft', kind: 'choice', label: 'Craft', list: 'crafts' },
  { id: 'tools', kind: 'choices', label: 'Tools', list: 'tools' },
  { id: 'days', kind: 'choices', label: 'Days', list: 'days' },
  { id: 'grade', kind: 'choice', label: 'Grade', list: 'grades' },
  { id: 'years', kind: 'number', label: 'Years', unit: 'years', whole: false },
  { id: 'people', kind: 'people', label: 'People' },
  { id: 'avoid', kind: 'people', label: 'Avoid' },
  { id: 'story', kind: 'longText', label: 'Story' },
  { id: 'agrees', kind: 'yesNo', label: 'Agrees' },
  { id: 'since', kind: 'number', label: 'Since' },
  { id: 'origins', kind: 'choices', label: 'Origins', list: 'origins', confidential: true },
  { id: 'least', kind: 'number', label: 'Least' },
  { id: 'most', kind: 'number', label: 'Most' },
];

/** A small invented programme with a field of every kind. Three towns on the equator: a and b in the west, c in the east, d alone. */
export const GUILD = programmeSchema.parse({
  format: 'mile-programme/1',
  id: 'guild',
  name: 'Guild',
  cycle: 2027,
  participant: {
    label: 'Apprentice',
    plural: 'Apprentices',
    nameFields: ['name'],
    keyField: 'email',
    employerField: 'employer',
    fields: [
      ...both,
      { id: 'aims', kind: 'ranking', label: 'Aims', list: 'tools' },
      { id: 'nextCraft', kind: 'choice', label: 'Next craft', list: 'crafts' },
      { id: 'craftWish', kind: 'choice', label: 'Craft wish', list: 'wishes' },
      { id: 'nearby', kind: 'yesNo', label: 'Nearby' },
      { id: 'originWish', kind: 'yesNo', label: 'Origin wish', confidential: true },
    ],
    min: { field: 'least', default: 0 },
    max: { field: 'most', default: 1 },
  },
  mentor: {
    label: 'Master',
    plural: 'Masters',
    nameFields: ['name'],
    keyField: 'email',
    employerField: 'employer',
    fields: [...both, { id: 'welcome', kind: 'choices', label: 'Welcome', list: 'crafts' }],
    min: { field: 'least', default: 0 },
    max: { field: 'most', default: 1 },
  },
  lists: {
    crafts: { label: 'Crafts', options: ['wood', 'iron', 'clay', 'glass'].map(option) },
    tools: { label: 'Tools', options: ['saw', 'plane', 'kiln', 'anvil', 'loom'].map(option) },
    days: { label: 'Days', options: ['mon', 'tue', 'wed'].map(option) },
    grades: { label: 'Grades', ordered: true, options: ['g1', 'g2', 'g3', 'g4'].map(option) },
    wishes: { label: 'Wishes', options: ['same', 'other', 'any'].map(option) },
    origins: { label: 'Origins', options: ['hill', 'coast'].map(option) },
  },
  geography: {
    placeLabel: 'Town',
    systems: [
      {
        id: 'shire',
        label: 'Shire',
        regions: [
          { id: 'west', label: 'West' },
          { id: 'east', label: 'East' },
          { id: 'far', label: 'Far' },
        ],
      },
      { id: 'land', label: 'Land', regions: [{ id: 'main', label: 'Mainland' }] },
    ],
    places: [
      town('a', 0, { shire: 'west', land: 'main' }, ['b']),
      town('b', 1, { shire: 'west', land: 'main' }, ['c']),
      town('c', 2, { shire: 'east' }, []),
      town('d', 10, { shire: 'far', land: 'main' }, []),
      town('e', 20, {}, []),
    ],
    postcodes: {
      A1: { latitude: 0, longitude: 0.5, place: 'a' },
      C1: { latitude: 0, longitude: 1.5, place: 'c' },
    },
  },
  policy: { format: 'mile-policy/1', programme: 'guild', criteria: [], rules: [] },
});

function town(id: string, longitude: number, regions: Record<string, string>, neighbours: string[]) {
  return { id, label: `Town ${id.toUpperCase()}`, latitude: 0, longitude, regions, neighbours };
}

/** Participants p00, p01, ... and mentors m00, m01, ... with these answers. */
export function guildCohort(participants: readonly Answers[], mentors: readonly Answers[]): Cohort {
  const people = (letter: string, side: readonly Answers[]) =>
    side.map((values, index) => ({ id: `${letter}${String(index).padStart(2, '0')}`, values }));
  return {
    format: 'mile-cohort/1',
    programme: 'guild',
    participants: people('p', participants),
    mentors: people('m', mentors),
  };
}

/** A policy of the guild; what is not given is empty. */
export function guildPolicy(parts: Record<string, unknown>): Policy {
  return policySchema.parse({
    format: 'mile-policy/1',
    programme: 'guild',
    criteria: [],
    rules: [],
    ...parts,
  });
}
