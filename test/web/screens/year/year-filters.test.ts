import { expect, test } from 'vitest';
import type { Meeting, Relationship } from '#solver/contract/api/year.ts';
import { monthTicks, spanOf, dayNumber } from '../../../../web/src/charts/timeline.ts';
import { rowsOf } from '../../../../web/src/screens/year/timeline-rows.ts';
import { deedsFor } from '../../../../web/src/screens/year/write-down.ts';
import { countsOf, filtered, needsRepair } from '../../../../web/src/screens/year/year-filters.ts';
import { meetingWords } from '../../../../web/src/screens/year/year-words.ts';

const person = (name: string, state: 'active' | 'withdrawn' = 'active') => ({
  id: name,
  name,
  state,
  hasLink: false,
});
const meeting = (number: number, state: Meeting['state'], heldOn: string | null = null): Meeting => ({
  number,
  day: `2027-0${number + 3}-12`,
  state,
  heldOn,
  differs: false,
});
function pair(participant: string, change: Partial<Relationship> = {}): Relationship {
  return {
    participant: person(participant),
    mentor: person('Marta'),
    state: 'active',
    since: { version: 1, publishedAt: '2027-03-01T10:00:00Z' },
    until: null,
    begins: '2027-03-12',
    closes: '2028-09-12',
    meetings: [],
    counts: { planned: 0, held: 0, extra: 0, goals: 0, goalsReached: 0 },
    needsHelp: false,
    checkIns: [],
    survey: { participant: 'ahead', mentor: 'ahead', answers: null },
    events: [],
    ...change,
  };
}

const until = { version: 2, publishedAt: '2027-07-01T10:00:00Z', why: 'Marta left.' };
const all = [
  pair('Ines', { needsHelp: true }),
  pair('Kai', { meetings: [meeting(1, 'held', '2027-04-10'), meeting(2, 'overdue')] }),
  pair('Pavel', { mentor: person('Olga', 'withdrawn') }),
  pair('Ruth', { until, state: 'ended', mentor: person('Olga', 'withdrawn') }),
  pair('Sam', { state: 'completed' }),
];

test('each filter finds what calls for it, and its count is how many it shows', () => {
  const names = (filter: Parameters<typeof filtered>[1], wanted = '') =>
    filtered(all, filter, wanted).map(({ participant }) => participant.name);
  expect(names('help')).toEqual(['Ines']);
  expect(names('overdue')).toEqual(['Kai']);
  expect(names('repair')).toEqual(['Pavel']);
  expect(names('ended')).toEqual(['Ruth', 'Sam']);
  expect(names('all', 'olga')).toEqual(['Pavel', 'Ruth']);
  const counts = countsOf(all);
  expect(counts).toMatchObject({ all: 5, help: 1, overdue: 1, repair: 1, ended: 2, paused: 0 });
});

test('a pair that a later version dissolved needs no repair any more', () => {
  expect(all.filter(needsRepair).map(({ participant }) => participant.name)).toEqual(['Pavel']);
});

test('a meeting stands in the timeline on the day that it was held, and a row says all of it in words', () => {
  const [row] = rowsOf([all[1] as Relationship, pair('Nobody knows when', { begins: null, closes: null })]);
  expect(row?.marks).toEqual([
    { day: '2027-04-10', form: 'full' },
    { day: '2027-05-12', form: 'alarm' },
  ]);
  expect(row?.words).toBe(
    'Going on. Meeting 1, by Apr 12, 2027: held on Apr 10, 2027. Meeting 2, by May 12, 2027: overdue. Close on Sep 12, 2028',
  );
  expect(meetingWords({ ...meeting(3, 'missed'), differs: true })).toContain('tell it differently');
});

test('what can be written down is what makes sense', () => {
  expect(deedsFor(pair('A', { needsHelp: true }))[0]).toBe('helped');
  expect(deedsFor(pair('A', { state: 'paused' }))).toContain('resumed');
  expect(deedsFor(pair('A'))).not.toContain('met');
  expect(deedsFor(pair('A', { state: 'ended' }))).toEqual([]);
});

test('months are named so seldom that they have room, each on its first day', () => {
  const span = spanOf(rowsOf([all[1] as Relationship]));
  const quarters = ['2027-04-01', '2027-07-01', '2027-10-01', '2028-01-01', '2028-04-01', '2028-07-01'];
  expect(monthTicks(span, 7)).toEqual(quarters.map(dayNumber));
  expect(monthTicks(span, 4)).toEqual([
    dayNumber('2027-07-01'),
    dayNumber('2028-01-01'),
    dayNumber('2028-07-01'),
  ]);
});
