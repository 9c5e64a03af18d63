import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mile, scratch } from '../../support/command-line.ts';
import { shipped } from '../../support/imports.ts';

const instance = (name: string) => fileURLToPath(new URL(`../../instances/${name}`, import.meta.url));
const SAMPLE = [
  '--mentors',
  instance('mentor-match-small/mentors.csv'),
  '--participants',
  instance('mentor-match-small/mentees.csv'),
];

let files: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => {
  files = await scratch();
});
afterAll(() => files.remove());

/** Rows of a CSV text as records. */
function records(text: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

interface MatchFile {
  status: string;
  matched: number;
  score: number;
  allowedPairs: number;
  pairs: {
    participant: { id: string; email: string };
    mentor: { id: string; email: string };
    fit: number;
    score: number;
    pinned: boolean;
    contributions: Record<string, number>;
  }[];
  unmatchedParticipants: { reason: string }[];
}

const GRADES = ['AA', 'AO', 'EO', 'HEO', 'SEO', 'Grade 7', 'Grade 6', 'SCS1', 'SCS2', 'SCS3', 'SCS4'];

/** The points of each pair, counted from the files alone by the sample's own scoring; NaN where it allows no pair. */
async function publishedScores(pairs: MatchFile['pairs']): Promise<number[]> {
  const read = async (name: string) =>
    new Map(
      records(await readFile(instance(`mentor-match-small/${name}.csv`), 'utf8')).map((row) => [
        row['email address'],
        row,
      ]),
    );
  const [mentees, mentors] = [await read('mentees'), await read('mentors')];
  return pairs.map((pair) => {
    const mentee = mentees.get(pair.participant.email) ?? {};
    const mentor = mentors.get(pair.mentor.email) ?? {};
    const difference = GRADES.indexOf(mentor.grade ?? '') - GRADES.indexOf(mentee.grade ?? '');
    if (mentee.organisation === mentor.organisation || difference < 1 || difference > 2) return NaN;
    const identity = mentee['identity to match'] ?? '';
    const shares = identity !== '' && (mentor.characteristics ?? '').split(', ').includes(identity);
    return (
      (difference === 2 ? 12 : 9) +
      (mentee.profession === mentor.profession ? 10 : 0) +
      (mentee['match with similar identity'] === 'yes' && shares ? 6 : 0)
    );
  });
}

async function matchJson(name: string, ...words: string[]): Promise<MatchFile> {
  const out = files.path(name);
  const { code, stderr } = await mile('match', ...words, '--out', out);
  expect(code, stderr).toBe(0);
  return JSON.parse(await readFile(out, 'utf8')) as MatchFile;
}

describe('the public civil-service sample', () => {
  it('392 pairs are allowed, 35 are matched, and the total is 727 by the scoring that was published with it', async () => {
    const policy = await files.write('policy.json', shipped('civil-service').policy);
    const match = await matchJson('sample.json', ...SAMPLE, '--policy', policy);
    expect(match).toMatchObject({ status: 'optimal', allowedPairs: 392, matched: 35 });
    expect(match.pairs).toHaveLength(35);
    const published = await publishedScores(match.pairs);
    expect(published.reduce((sum, points) => sum + points, 0)).toBe(727);
    // A point is 500 score units: a difference of two grades is 12 points, and 1000 points times the weight 6 to us.
    expect(match.score).toBe(727 * 500);
    expect(match.pairs.map(({ score }) => score)).toEqual(published.map((points) => points * 500));
    expect(match.unmatchedParticipants).toHaveLength(15);
    for (const { reason } of match.unmatchedParticipants) expect(reason).toMatch(/\S.*\.$/u);
    for (const { fit, contributions } of match.pairs) {
      const sum = Object.values(contributions).reduce((a, b) => a + b, 0);
      expect(Math.abs(sum - fit)).toBeLessThan(0.1);
    }
  });

  it('as CSV on standard output: a row a pair, then everybody who is left with the reason', async () => {
    const { code, stdout, stderr } = await mile('match', ...SAMPLE, '--programme', 'civil-service');
    expect(code).toBe(0);
    expect(stderr).toMatch(/35 pairs, proven best/u);
    const rows = records(stdout);
    const pairs = rows.filter((row) => row['Participant name'] && row['Mentor name']);
    expect(pairs).toHaveLength(35);
    expect(rows).toHaveLength(35 + 15 + 15);
    for (const row of rows) expect(Boolean(row.Reason)).toBe(!pairs.includes(row));
    for (const { label } of shipped('civil-service').policy.criteria)
      expect(Object.keys(rows[0] ?? {})).toContain(label);
  });

  it('pins and forbids name people by e-mail address, in any case', async () => {
    const { policy } = shipped('civil-service');
    const free = await matchJson('free.json', ...SAMPLE, '--programme', 'civil-service');
    const [first, second] = free.pairs;
    if (!first || !second) throw new Error('the sample has pairs');
    const decided = await files.write('decided.json', {
      ...policy,
      pins: [{ participant: first.participant.email.toUpperCase(), mentor: first.mentor.id }],
      forbids: [{ participant: second.participant.id, mentor: second.mentor.email }],
    });
    const match = await matchJson('decided-match.json', ...SAMPLE, '--policy', decided);
    const pairOf = (id: string) => match.pairs.find(({ participant }) => participant.id === id);
    expect(pairOf(first.participant.id)).toMatchObject({ mentor: { id: first.mentor.id }, pinned: true });
    expect(pairOf(second.participant.id)?.mentor.id).not.toBe(second.mentor.id);
    expect(match.score).toBeLessThanOrEqual(free.score);
  });

  it('a pin that a rule does not allow is told by name', async () => {
    const { policy } = shipped('civil-service');
    const rows = async (name: string) =>
      records(await readFile(instance(`mentor-match-small/${name}.csv`), 'utf8'));
    const mentee = (await rows('mentees'))[0];
    const mentor = (await rows('mentors')).find(({ organisation }) => organisation === mentee?.organisation);
    if (!mentee || !mentor) throw new Error('the sample has people of one organisation');
    const [participant, partner] = [mentee['email address'] ?? '', mentor['email address'] ?? ''];
    const pins = [{ participant, mentor: partner }];
    const pinned = await files.write('not-allowed.json', { ...policy, pins });
    const { code, stderr } = await mile('match', ...SAMPLE, '--policy', pinned);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^PIN_NOT_ALLOWED: /u);
    for (const [person, email] of [[mentee, participant] as const, [mentor, partner] as const])
      expect(stderr).toContain(`"${person['first name']} ${person['last name']}" (${email})`);
    expect(stderr).not.toMatch(/[pm]_[0-9a-f]{16}/u);
  });

  it.each([
    [
      'a person who is not there',
      { pins: [{ participant: 'nobody@x.org', mentor: 'mentor.00@gov.uk' }] },
      'UNKNOWN_PERSON',
    ],
    ['another programme', { programme: 'no-such' }, 'UNKNOWN_PROGRAMME'],
    ['a weight that is none', { criteria: [{ kind: 'waiting', weight: 99 }] }, 'INVALID_POLICY'],
  ])('a policy that names %s: exit 2', async (_, change, expected) => {
    const policy = await files.write('wrong.json', { ...shipped('civil-service').policy, ...change });
    const { code, stdout, stderr } = await mile('match', ...SAMPLE, '--policy', policy);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(new RegExp(`^${expected}: `, 'u'));
  });
});

describe('what is unsure', () => {
  const mentors = () =>
    files.write(
      'mentors.csv',
      'Name,Email,Cuonty,Expertise\nCy Dahl,cy@x.org,Cook,Leadership\nDi Ek,di@x.org,Lake,Quilting\n',
    );
  const participants = () =>
    files.write('participants.csv', 'Name,Email,County,Goals\nAna Ruiz,ana@x.org,Cook,Leadership\n');

  it('is listed, exit 2, and nothing is written', async () => {
    const out = files.path('unsure.csv');
    const { code, stdout, stderr } = await mile(
      'match',
      '--mentors',
      await mentors(),
      '--participants',
      await participants(),
      '--out',
      out,
    );
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^UNSURE_COLUMNS: 2 questions/u);
    expect(stderr).toMatch(/mentors\.csv: UNSURE_COLUMN: .*"Cuonty"/u);
    expect(stderr).toMatch(/mentors\.csv: UNKNOWN_VALUE: "Quilting"/u);
    await expect(readFile(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is answered by a file of choices', async () => {
    const sides = ['--mentors', await mentors(), '--participants', await participants()];
    const half = await files.write('half.json', { mentor: { columns: [{ column: 2, field: 'county' }] } });
    expect((await mile('match', ...sides, '--choices', half)).stderr).toMatch(
      /^IMPORT_NOT_READY: 1 question/u,
    );
    const whole = await files.write('whole.json', {
      mentor: {
        columns: [{ column: 2, field: 'county' }],
        values: [{ field: 'expertise', from: 'quilting', to: null }],
      },
    });
    const { code } = await mile('match', ...sides, '--choices', whole);
    expect(code).toBe(0);
  });

  it('a workbook that is damaged: exit 2 with the code, and which of the two files it is', async () => {
    const broken = await files.write('broken.xlsx', 'PK\u0003\u0004 nothing');
    const { code, stderr } = await mile('match', '--mentors', broken, '--participants', await participants());
    expect(code).toBe(2);
    expect(stderr).toMatch(/^FILE_NOT_READ: /u);
    expect(stderr).toContain(`"${broken}"`);
  });

  it('a name for the result that is neither CSV nor JSON is refused before any work', async () => {
    const { code, stderr } = await mile('match', ...SAMPLE, '--out', 'match.docx');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^INVALID_INPUT: .*match\.docx/u);
  });
});

describe('simulate', () => {
  const simulate = (folder: string, ...words: string[]) =>
    mile('simulate', '--out', files.path(folder), '--seed', '4', ...words);
  const file = (folder: string, name: string) => files.path(`${folder}/${name}`);

  it('writes a cohort that match reads with nothing unsure, and a problem that solves to the same match', async () => {
    expect(await simulate('mile', '--preset', 'mile', '--problem')).toMatchObject({ code: 0, stdout: '' });
    const words = [
      '--mentors',
      file('mile', 'mentors.csv'),
      '--participants',
      file('mile', 'participants.csv'),
    ];
    const match = await matchJson('simulated.json', ...words, '--policy', file('mile', 'policy.json'));
    const solved = await mile('solve', file('mile', 'problem.json'));
    expect(solved.code).toBe(0);
    expect(JSON.parse(solved.stdout)).toMatchObject({
      status: 'optimal',
      matched: match.matched,
      score: match.score,
    });
  });

  it('a match that ran out of time is labelled: good, not proven best', async () => {
    await simulate('hurried', '--participants', '60', '--mentors', '60', '--seed', '1');
    const words = [
      '--mentors',
      file('hurried', 'mentors.csv'),
      '--participants',
      file('hurried', 'participants.csv'),
    ];
    const out = files.path('hurried.json');
    // A quota that a largest match happens to meet and the best match does not: the one is at hand, the other takes time.
    const { policy } = shipped('minnesota');
    const quotas = policy.quotas
      .slice(0, 1)
      .map((quota) => ({ ...quota, on: true, amount: { unit: 'pairs', value: 20 } }));
    words.push('--policy', await files.write('quota.json', { ...policy, quotas }));
    const { code, stderr } = await mile('match', ...words, '--time-limit', '0.000001', '--out', out);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^\d+ pairs: good, not proven best \(gap \d+\.\d\d %\)\.$/mu);
    const match = JSON.parse(await readFile(out, 'utf8')) as MatchFile;
    expect(match.status).toBe('feasible');
    expect(match.pairs).toHaveLength(match.matched);
  });

  it('the same seed gives the same files, another seed others', async () => {
    await simulate('one', '--participants', '6', '--mentors', '5');
    await simulate('two', '--participants', '6', '--mentors', '5');
    await simulate('three', '--participants', '6', '--mentors', '5', '--seed', '9');
    for (const name of ['mentors.csv', 'participants.csv', 'policy.json'])
      expect(await readFile(file('one', name), 'utf8')).toBe(await readFile(file('two', name), 'utf8'));
    expect(await readFile(file('one', 'mentors.csv'), 'utf8')).not.toBe(
      await readFile(file('three', 'mentors.csv'), 'utf8'),
    );
    expect(records(await readFile(file('one', 'participants.csv'), 'utf8'))).toHaveLength(6);
  });

  it.each([
    ['--participants', '-1'],
    ['--participants', '2.5'],
    ['--mentors', '9999999'],
    ['--seed', 'abc'],
    ['--preset', 'galaxy'],
  ])('%s %s is refused', async (flag, value) => {
    const { code, stderr } = await mile(
      'simulate',
      '--out',
      files.path('never'),
      '--participants',
      '3',
      '--mentors',
      '3',
      `${flag}=${value}`,
    );
    expect(code).toBe(2);
    expect(stderr).toContain(value);
  });
});
