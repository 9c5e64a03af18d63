import type { RecordCheck, RecordFacts, RecordKind, ToldEntry } from '#solver/contract/api/record.ts';
import { counted } from '../../parts/counted.ts';

type AboutOf<Kind> = Kind extends `${infer About}.${string}` ? About : never;
/** What stands in the record of a cohort; programmes, accounts, erasures and the store as a whole are of no cohort alone. */
type About = Exclude<
  AboutOf<RecordKind>,
  'person' | 'export' | 'store' | 'programme' | 'account' | 'password'
>;

/** What entries can be about, in the order in which a cohort meets it. */
export const ABOUT_WORDS: Record<About, string> = {
  cohort: 'The cohort',
  intake: 'When applications are taken',
  application: 'Applications by the form',
  people: 'Applications kept here',
  'blind-review': 'Blind review',
  policy: 'Weights and rules',
  'match-set': 'Match sets',
  comment: 'Comments',
  member: 'The committee',
  proposal: 'Proposals',
  publication: 'What was published',
  announcement: 'Letters and dates',
  retention: 'Personal data whose time is over',
  year: 'The year',
};

/** Who did something without a name that the record knows. */
const NAMELESS: Record<string, string> = {
  account: 'Somebody with an account',
  browser: 'Somebody',
  terminal: 'Somebody at the service’s own machine',
  service: 'The service',
  applicant: 'An applicant',
  committee: 'Somebody on the committee',
};

const numberOf = (facts: RecordFacts, key: string): number => Number(facts[key] ?? 0);

/** What the facts of an entry add to its words; kinds that are not named here add nothing. */
const DETAILS: Partial<Record<RecordKind, (facts: RecordFacts) => string>> = {
  'people.changed': ({ people }) => (Array.isArray(people) ? counted(people.length, 'person', 'people') : ''),
  'match-set.saved': (facts) => `${numberOf(facts, 'matched').toLocaleString('en')} matched`,
  'policy.saved': (facts) => `version ${numberOf(facts, 'version')}`,
  'proposal.decided': ({ outcome }) => String(outcome ?? ''),
  'retention.run': (facts) => counted(numberOf(facts, 'applications'), 'application'),
  'publication.made': (facts) => `version ${numberOf(facts, 'version')}`,
};

export function whoWords({ by, erased }: ToldEntry): string {
  if (by.name !== null) return by.name;
  return erased && by.kind === 'browser'
    ? 'Somebody whose name was erased'
    : (NAMELESS[by.kind] ?? 'Somebody');
}

/** What was done, after who: "saved a match set (24 matched)". */
export function deedWords({ kind, words, facts }: ToldEntry): string {
  const detail = DETAILS[kind as RecordKind]?.(facts) ?? '';
  return detail === '' ? words : `${words} (${detail})`;
}

/** The match set that an entry is about. */
export function setOf({ facts: { matchSet } }: ToldEntry): string | undefined {
  return typeof matchSet === 'string' ? matchSet : undefined;
}

/** Those in whose sentence, reason or set's name the words are found, whatever their case. */
export function findIn(
  entries: readonly ToldEntry[],
  wanted: string,
  setName: (id: string) => string | undefined,
): ToldEntry[] {
  const words = wanted.trim().toLowerCase();
  return entries.filter((entry) => {
    const name = setName(setOf(entry) ?? '') ?? '';
    const text = `${whoWords(entry)} ${deedWords(entry)} ${name} ${entry.reason ?? ''}`;
    return text.toLowerCase().includes(words);
  });
}

/** What came of checking the whole chain. */
export function checkWords({ intact, entries, breaks }: RecordCheck): string {
  const all = counted(entries, 'entry', 'entries');
  if (intact)
    return `Checked: every entry follows the one before it; none was changed or is missing. The record holds ${all}, those of other cohorts among them.`;
  const found = breaks.map(({ number, what }) => `At entry ${number}: ${what}.`).join(' ');
  return `The record is not as it was written. ${found} Tell whoever looks after the service, and keep the newest backup.`;
}
