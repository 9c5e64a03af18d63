import { describe, expect, it } from 'vitest';
import { mile, mileUnread } from '../../support/command-line.ts';

describe('the command line', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['frobnicate']],
    ['a command that is a property of every object', ['constructor']],
  ])('%s: exit 2, a code, and the usage', async (_, words) => {
    const { code, stdout, stderr } = await mile(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^UNKNOWN_COMMAND: .*serve, match, solve, verify, replay, simulate/u);
    expect(stderr).toContain('Usage: npm run -s mile -- COMMAND');
  });

  it.each([
    ['solve', 'an unknown flag', ['problem.json', '--fast']],
    ['match', 'an unknown flag', ['--mentor', 'm.csv']],
    ['verify', 'an unknown flag', ['--strict']],
    ['simulate', 'an unknown flag', ['--size', '3']],
    ['serve', 'an unknown flag', ['--port', '1']],
    ['solve', 'no file', []],
    ['verify', 'one file', ['problem.json']],
    ['match', 'one side', ['--mentors', 'm.csv']],
    ['simulate', 'no folder', ['--preset', 'mile']],
    ['solve', 'a time limit below 0', ['p.json', '--time-limit=-3']],
    ['solve', 'a time limit beyond what engines count', ['p.json', '--time-limit', '999999999']],
    ['match', 'a time limit of 0', ['--mentors', 'm.csv', '--participants', 'p.csv', '--time-limit', '0']],
  ])('%s with %s is refused with how the command is used', async (command, _, words) => {
    const { code, stdout, stderr } = await mile(command, ...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^INVALID_INPUT: /u);
    expect(stderr).toMatch(new RegExp(`^  ${command} `, 'mu'));
  });

  it('an unknown engine is an error, never a default', async () => {
    const { code, stderr } = await mile('solve', 'p.json', '--engine', 'cplex');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^UNKNOWN_ENGINE: .*"cplex"/u);
  });

  it.each(['match', 'solve', 'verify', 'simulate', 'serve'])(
    '%s --help shows its own usage',
    async (name) => {
      const { code, stdout, stderr } = await mile(name, '--help');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`  ${name} `);
      expect(stdout.match(/^ {2}\w/gm)).toHaveLength(1);
    },
  );

  it('help is a result, not an error', async () => {
    const { code, stdout, stderr } = await mile('help');
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: ');
    expect(stderr).toBe('');
  });

  it('a reader that went away before the end is no failure', async () => {
    expect(await mileUnread('help')).toEqual({ code: 0, stderr: '' });
  });
});
