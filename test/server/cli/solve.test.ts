import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import { mile, mileUnread, scratch } from '../../support/command-line.ts';

const ASSIGN100 = fileURLToPath(new URL('../../instances/orlib-assign100.json', import.meta.url));
const SMALL = {
  format: 'mile-problem/1',
  participants: [{ id: 'p1' }, { id: 'p2' }],
  mentors: [{ id: 'm1' }, { id: 'm2' }],
  pairs: { participant: [0, 0, 1], mentor: [0, 1, 0], score: [812, 640, 77] },
};

let files: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => {
  files = await scratch();
});
afterAll(() => files.remove());

describe('solve and verify', () => {
  it('a problem file in, a result file out, and every claim of it is accepted', async () => {
    const problem = await files.write('small.json', SMALL);
    const solved = await mile('solve', problem);
    expect(solved).toMatchObject({ code: 0, stderr: '' });
    const result = outcomeSchema.parse(JSON.parse(solved.stdout));
    expect(result).toMatchObject({
      status: 'optimal',
      matched: 2,
      score: 717,
      pairs: [
        [0, 1],
        [1, 0],
      ],
    });
    const checked = await mile('verify', problem, await files.write('small-result.json', result));
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.stdout)).toEqual({
      feasible: true,
      matched: 2,
      score: 717,
      bound: { matched: 2, score: 717 },
      proven: true,
      reason: null,
    });
  });

  it.each(['auto', 'glpk', 'highs'])('%s finds the published optimum of assign100', async (engine) => {
    const out = files.path(`assign-${engine}.json`);
    const solved = await mile('solve', ASSIGN100, '--engine', engine, '--time-limit', '60', '--out', out);
    expect(solved).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({
      status: 'optimal',
      matched: 100,
      score: 9695,
    });
    expect((await mile('verify', ASSIGN100, out)).code).toBe(0);
  });

  it('a result that nobody reads is no failure', async () => {
    expect(await mileUnread('solve', ASSIGN100)).toEqual({ code: 0, stderr: '' });
  });

  it('a false claim: exit 1, and the reason', async () => {
    const problem = await files.write('claimed.json', SMALL);
    const honest = JSON.parse((await mile('solve', problem)).stdout) as Record<string, unknown>;
    const { code, stdout } = await mile(
      'verify',
      problem,
      await files.write('false.json', { ...honest, score: 718 }),
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ reason: expect.stringMatching(/\S/u) });
  });

  it('demands that cannot hold together are an answer: exit 0, and the conflict', async () => {
    const mentors = [
      { id: 'm1', min: 2, max: 2 },
      { id: 'm2', min: 1, max: 1 },
    ];
    const problem = await files.write('infeasible.json', { ...SMALL, mentors });
    const { code, stdout } = await mile('solve', problem);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'infeasible', conflict: expect.any(Array) });
  });
});

describe('bad problem files: exit 2, a code, nothing written', () => {
  it.each([
    ['no JSON', '{', 'INVALID_JSON'],
    ['NaN', JSON.stringify(SMALL).replace('812', 'NaN'), 'INVALID_JSON'],
    ['a number beyond all', JSON.stringify(SMALL).replace('812', '1e400'), 'INVALID_PROBLEM'],
    ['a fraction', JSON.stringify(SMALL).replace('812', '812.5'), 'INVALID_PROBLEM'],
    ['an unknown key', { ...SMALL, hint: 1 }, 'INVALID_PROBLEM'],
    ['__proto__', JSON.stringify(SMALL).replace('{', '{"__proto__":{},'), 'INVALID_PROBLEM'],
    ['an index out of range', { ...SMALL, pinned: [9] }, 'INVALID_PROBLEM'],
    [
      'a pair twice',
      { ...SMALL, pairs: { participant: [0, 0], mentor: [1, 1], score: [1, 2] } },
      'INVALID_PROBLEM',
    ],
    ['another format', { ...SMALL, format: 'mile-problem/2' }, 'INVALID_PROBLEM'],
    ['200,000 levels', '['.repeat(200_000), 'INVALID_JSON'],
  ])('%s', async (name, content, expected) => {
    const path = await files.write('bad.json', content);
    const out = files.path(`${name.replaceAll(' ', '-')}.out`);
    const { code, stdout, stderr } = await mile('solve', path, '--out', out);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(new RegExp(`^${expected}: \\S`, 'u'));
    expect(await readdir(files.path('.'))).not.toContain(out.split('/').at(-1));
  });

  it('a file that is not there', async () => {
    expect(await mile('solve', files.path('nowhere.json'))).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^FILE_NOT_READ: .*nowhere\.json/u),
    });
  });

  it('60,000 unknown keys are told in a few lines', async () => {
    const keys = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`key${index}`, index]));
    const { code, stderr } = await mile('solve', await files.write('keys.json', { ...SMALL, ...keys }));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^INVALID_PROBLEM: .*key0/u);
    expect(stderr.length).toBeLessThan(1_000);
  });

  it.each([5_000, 200_000])('a proof that is nested %i deep', async (depth) => {
    const problem = await files.write('for-nested.json', SMALL);
    const honest = (await mile('solve', problem)).stdout;
    const proof = /"proof":\{[^{}]*\}/u;
    expect(honest).toMatch(proof);
    const leaf = '{"kind":"bound","scale":1,"participants":[0,0],"mentors":[0,0],"rows":[]}';
    const opening = '{"kind":"branch","pair":0,"zero":'.repeat(depth);
    const nested = `"proof":${opening}${leaf}${`,"one":${leaf}}`.repeat(depth)}`;
    const result = await files.write('nested.json', honest.replace(proof, nested));
    const { code, stdout, stderr } = await mile('verify', problem, result);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^INVALID_RESULT: .* nested too deeply .*\.\n$/u);
  });

  it('a result that is none', async () => {
    const problem = await files.write('for-result.json', SMALL);
    const { code, stderr } = await mile(
      'verify',
      problem,
      await files.write('none.json', { status: 'optimal' }),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^INVALID_RESULT: /u);
  });

  it('a result that cannot be written leaves nothing behind', async () => {
    const problem = await files.write('fine.json', SMALL);
    const { code, stderr } = await mile('solve', problem, '--out', files.path('no/such/folder.json'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^INVALID_INPUT: .*cannot be written/u);
  });
});
