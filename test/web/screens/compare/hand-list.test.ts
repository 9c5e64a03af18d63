import { describe, expect, it } from 'vitest';
import { cellsOf, readHandList, type Roll } from '../../../../web/src/screens/compare/reference/hand-list.ts';

const person = (id: string, name: string, email: string) => ({
  ...{ id, name, values: { email } },
  state: 'active' as const,
  revision: 1,
});
const roll: Roll = {
  participants: {
    word: 'participant',
    emailFields: ['email'],
    people: [
      person('p_1', 'Ines Marsh', 'ines@example.org'),
      person('p_2', 'Kai Berg', 'kai@example.org'),
      person('p_3', 'Ana Ruiz', 'ana@example.org'),
      person('p_4', 'Ana Ruiz', 'ana.ruiz@example.org'),
    ],
  },
  mentors: {
    word: 'mentor',
    emailFields: ['email'],
    people: [person('m_1', 'Marta Novák', 'marta@example.org'), person('m_2', 'Jun Ito', 'jun@example.org')],
  },
  roomOf: (side) => (side === 'participant' ? 1 : 2),
};
const read = (text: string) => readHandList(cellsOf(text), roll);

describe('a list of pairs made by hand', () => {
  it.each([
    ['Ines Marsh → Marta Novák'],
    ['ines marsh -> MARTA NOVÁK'],
    ['Ines  Marsh\tMarta Novák'],
    ['Ines Marsh; Marta Novák'],
    ['"Ines Marsh","Marta Novák"'],
    ['ines@example.org, marta@example.org'],
    ['p_1,m_1'],
    ['Marta Novák, Ines Marsh'],
    ['2026-11-28\tInes Marsh\tMarta Novák\tfine'],
  ])('understands “%s”', (text) => {
    expect(read(text)).toMatchObject([
      { line: 1, pair: { participant: 'p_1', mentor: 'm_1' }, problem: undefined },
    ]);
  });

  it('passes over a header and empty lines, and counts lines as they stand in the file', () => {
    const lines = read('Participant, Mentor\n\nInes Marsh, Marta Novák\r\n\nKai Berg, Jun Ito\n');
    expect(lines.map(({ line, pair }) => [line, pair?.participant])).toEqual([
      [3, 'p_1'],
      [5, 'p_2'],
    ]);
  });

  it.each([
    ['Ines Marsh, Nobody Known', /No mentor .* “Nobody Known”/],
    ['Nobody Known, Marta Novák', /No participant .* “Nobody Known”/],
    ['Ana Ruiz, Marta Novák', /2 participants are called “Ana Ruiz”: give the e-mail/],
    ['Ines Marsh', /One name only/],
  ])('says what is wrong with “%s”, and leaves the line out', (text, problem) => {
    const [line] = read(`Kai Berg, Jun Ito\n${text}`).slice(1);
    expect(line).toMatchObject({ line: 2, pair: undefined, problem: expect.stringMatching(problem) });
  });

  it('takes the e-mail address where two people share a name', () => {
    expect(read('ana.ruiz@example.org, Jun Ito')[0]?.pair).toEqual({ participant: 'p_4', mentor: 'm_2' });
  });

  it('keeps everybody’s places: a pair twice, a second mentor, and a full mentor are told line by line', () => {
    const lines = read(['p_1,m_1', 'p_1,m_1', 'p_1,m_2', 'p_2,m_1', 'p_3,m_1'].join('\n'));
    expect(lines.map(({ problem }) => problem?.slice(0, 30))).toEqual([
      undefined,
      'The same pair as on line 1: le',
      'This participant has a mentor ',
      undefined,
      'This mentor has 2 places, take',
    ]);
  });
});
