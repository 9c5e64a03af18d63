import { expect, test } from 'vitest';
import type { RecordKind, ToldEntry } from '#solver/contract/api/record.ts';
import { RECORD_KINDS } from '#solver/contract/api/record.ts';
import {
  ABOUT_WORDS,
  checkWords,
  deedWords,
  findIn,
  whoWords,
} from '../../../../web/src/screens/record/record-words.ts';

function entryOf(kind: RecordKind, change: Partial<ToldEntry> = {}): ToldEntry {
  return {
    number: 1,
    at: '2026-11-28T06:00:00.000Z',
    cohort: 'cohort-1',
    kind,
    facts: {},
    hash: 'a'.repeat(64),
    by: { kind: 'account', name: 'Ana' },
    words: RECORD_KINDS[kind],
    reason: null,
    erased: false,
    ...change,
  };
}
const sentenceOf = (entry: ToldEntry) => `${whoWords(entry)} ${deedWords(entry)}`;

test('an entry reads as a sentence, with what its facts add', () => {
  expect(sentenceOf(entryOf('match-set.saved', { facts: { matched: 1024 } }))).toBe(
    'Ana saved a match set (1,024 matched)',
  );
  expect(sentenceOf(entryOf('publication.made', { facts: { version: 2 } }))).toBe(
    'Ana published a version (version 2)',
  );
  expect(sentenceOf(entryOf('people.changed', { facts: { people: ['p1'] } }))).toBe(
    'Ana changed applications (1 person)',
  );
  expect(sentenceOf(entryOf('comment.written'))).toBe('Ana wrote a comment');
  expect(sentenceOf(entryOf('store.moved', { by: { kind: 'terminal', name: null } }))).toBe(
    'Somebody at the service’s own machine brought everything here from another database',
  );
});

test('who has no name is told by what they are, and an erased name as erased', () => {
  const by = (kind: string, erased = false) =>
    whoWords(entryOf('proposal.answered', { by: { kind, name: null }, erased }));
  expect(by('committee')).toBe('Somebody on the committee');
  expect(by('applicant')).toBe('An applicant');
  expect(by('browser')).toBe('Somebody');
  expect(by('browser', true)).toBe('Somebody whose name was erased');
  expect(by('of a later version')).toBe('Somebody');
});

test('a kind of a later version is told by the words that came with it', () => {
  const entry = { ...entryOf('comment.written'), kind: 'cohort.closed', words: 'cohort.closed' };
  expect(sentenceOf(entry)).toBe('Ana cohort.closed');
});

test('finding looks at who, what, why and the name of the set, whatever the case', () => {
  const published = entryOf('publication.made', { facts: { matchSet: 's1' }, reason: 'Agreed by all' });
  const comment = entryOf('comment.written', { by: { kind: 'browser', name: 'Pavel' } });
  const find = (words: string) =>
    findIn([published, comment], words, (id) => (id === 's1' ? 'Draft A' : undefined));
  expect(find('AGREED')).toEqual([published]);
  expect(find('draft a')).toEqual([published]);
  expect(find(' pavel ')).toEqual([comment]);
  expect(find('')).toEqual([published, comment]);
  expect(find('nobody')).toEqual([]);
});

test('everything that an entry of a cohort can be about has words to choose it by', () => {
  const ofNoCohort = ['person', 'export', 'store', 'programme', 'account', 'password'];
  const abouts = new Set(Object.keys(RECORD_KINDS).map((kind) => kind.split('.')[0] ?? ''));
  expect(Object.keys(ABOUT_WORDS).sort()).toEqual(
    [...abouts].filter((one) => !ofNoCohort.includes(one)).sort(),
  );
});

test('a check says what was found, and where', () => {
  const head = { number: 3, hash: 'a'.repeat(64) };
  const whole = { intact: true, entries: 3, head, breaks: [], printedHolds: null };
  expect(checkWords(whole)).toMatch(/^Checked: every entry follows .* holds 3 entries/u);
  const breaks = [{ number: 2, what: 'the entry is not as it was written' }];
  expect(checkWords({ ...whole, intact: false, breaks })).toContain(
    'not as it was written. At entry 2: the entry is not as it was written.',
  );
});
