import type { Person } from '#solver/contract/api/cohorts.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';

/** One line of a list of pairs, as it was read. */
export interface HandLine {
  /** Counted from 1 in what was given. */
  line: number;
  text: string;
  pair: Decision | undefined;
  /** What is wrong with it, with a remedy; undefined where the pair was understood. */
  problem: string | undefined;
}

interface Side {
  word: 'participant' | 'mentor';
  people: readonly Person[];
  /** Fields that hold an e-mail address. */
  emailFields: readonly string[];
}

/** Who may be named in a list. */
export interface Roll {
  participants: Side;
  mentors: Side;
  /** Places of a participant and of a mentor. */
  roomOf: (side: 'participant' | 'mentor', id: string) => number;
}

/** Rows of cells out of pasted text: one pair a line, parted by a tab, an arrow, a semicolon, or a comma outside quotes. */
export function cellsOf(text: string): string[][] {
  return text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.trim())
    .map((line) => (line === '' ? [] : parted(line)));
}

const SEPARATORS = [/\t+/u, /\s*(?:→|->|=>)\s*/u, /\s*;\s*/u, /\s*,\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/u];

function parted(line: string): string[] {
  const separator = SEPARATORS.find((one) => line.split(one).length > 1);
  const cells = separator ? line.split(separator) : [line];
  return cells.map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/u, '$1')
      .replaceAll('""', '"'),
  );
}

/**
 * Understands rows of a list: a participant and a mentor, each by id, e-mail address or name. The columns may stand the other way round, other columns are passed
 * over, and a first row that names nobody is a header. Nothing is guessed: two people of one name are a problem, not a choice.
 */
export function readHandList(rows: readonly (readonly string[])[], roll: Roll): HandLine[] {
  const [participants, mentors] = [finderOf(roll.participants), finderOf(roll.mentors)];
  const filled = rows
    .map((cells, at) => ({ line: at + 1, cells: cells.filter((cell) => cell !== '') }))
    .filter(({ cells }) => cells.length > 0);
  const namesSomebody = (cells: readonly string[]) =>
    cells.some((cell) => participants(cell).length + mentors(cell).length > 0);
  const [first, ...others] = filled;
  const lines = first && others.length > 0 && !namesSomebody(first.cells) ? others : filled;
  const read = lines.map(({ line, cells }): HandLine => {
    const text = cells.join(' → ');
    const found = pairIn(cells, participants, mentors);
    return typeof found === 'string'
      ? { line, text, pair: undefined, problem: found }
      : { line, text, pair: found, problem: undefined };
  });
  return withRoom(read, roll);
}

type Finder = (text: string) => readonly string[];

function finderOf({ people, emailFields }: Side): Finder {
  const ids = new Map<string, Set<string>>();
  const note = (key: unknown, id: string) => {
    if (typeof key !== 'string' || key.trim() === '') return;
    ids.set(folded(key), (ids.get(folded(key)) ?? new Set()).add(id));
  };
  for (const { id, name, values } of people) {
    note(id, id);
    note(name, id);
    for (const field of emailFields) note(values[field], id);
  }
  return (text) => [...(ids.get(folded(text)) ?? [])];
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('en');
}

/** The pair of a row, or what is wrong with it. */
function pairIn(cells: readonly string[], participants: Finder, mentors: Finder): Decision | string {
  if (cells.length < 2)
    return 'One name only: give a participant and a mentor, parted by a comma, a tab or an arrow.';
  const asParticipants = cells.map(participants);
  const asMentors = cells.map(mentors);
  const at = asParticipants.findIndex((ids) => ids.length > 0);
  const mentorAt = asMentors.findIndex((ids, place) => ids.length > 0 && place !== at);
  if (at < 0)
    return unknownWords(
      cells.filter((_, place) => place !== mentorAt),
      'participant',
    );
  if (mentorAt < 0)
    return unknownWords(
      cells.filter((_, place) => place !== at),
      'mentor',
    );
  const [participant, ...otherParticipants] = asParticipants[at] ?? [];
  const [mentor, ...otherMentors] = asMentors[mentorAt] ?? [];
  if (otherParticipants.length > 0)
    return sameNameWords(cells[at] ?? '', otherParticipants.length + 1, 'participants');
  if (otherMentors.length > 0)
    return sameNameWords(cells[mentorAt] ?? '', otherMentors.length + 1, 'mentors');
  return { participant: participant as string, mentor: mentor as string };
}

function unknownWords(cells: readonly string[], word: string): string {
  const names = cells.map((cell) => `“${cell}”`).join(' or ');
  return `No ${word} of this cohort is called ${names}. Write the name, the e-mail address or the id as in the applications.`;
}

function sameNameWords(name: string, count: number, word: string): string {
  return `${count} ${word} are called “${name}”: give the e-mail address instead.`;
}

/** Marks pairs that are named twice, and those for which no place is left. */
function withRoom(lines: readonly HandLine[], { roomOf }: Roll): HandLine[] {
  const taken = new Map<string, number>();
  const seen = new Map<string, number>();
  const take = (key: string) => taken.set(key, (taken.get(key) ?? 0) + 1);
  return lines.map((line) => {
    if (!line.pair) return line;
    const { participant, mentor } = line.pair;
    const key = JSON.stringify([participant, mentor]);
    const before = seen.get(key);
    if (before !== undefined)
      return refused(line, `The same pair as on line ${before}: leave one of them out.`);
    seen.set(key, line.line);
    if ((taken.get(`p${participant}`) ?? 0) >= roomOf('participant', participant))
      return refused(
        line,
        'This participant has a mentor on an earlier line already, and room for no other.',
      );
    if ((taken.get(`m${mentor}`) ?? 0) >= roomOf('mentor', mentor))
      return refused(
        line,
        `This mentor has ${roomOf('mentor', mentor)} ${roomOf('mentor', mentor) === 1 ? 'place' : 'places'}, taken by earlier lines. Raise the places in the applications, or leave the line out.`,
      );
    take(`p${participant}`);
    take(`m${mentor}`);
    return line;
  });
}

function refused(line: HandLine, problem: string): HandLine {
  return { ...line, pair: undefined, problem };
}
