import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MailServer, refusal } from '../../support/mail-server.ts';
import { startInProcess } from '../../support/in-process-service.ts';
import { PASSWORD } from '../../support/people-with-accounts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

async function mile(folder: string, ...words: string[]) {
  return mileWith({}, folder, ...words);
}

async function mileWith(settings: Record<string, string>, folder: string, ...words: string[]) {
  const options = { cwd: ROOT, env: { ...process.env, ...settings, DATA_DIR: folder } };
  try {
    const { stdout, stderr } = await run(process.execPath, ['server/cli.ts', 'user', ...words], options);
    return { code: 0, out: stdout, said: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, said: stderr };
  }
}

test('an owner is invited from a terminal, signs in, is listed, and stays the last owner', async () => {
  const folder = temporaryFolder();
  const refused = await mile(folder, 'invite', 'olga@example.org');
  expect(refused).toMatchObject({ code: 2, said: expect.stringMatching(/^LAST_OWNER: /) });

  const invited = await mile(folder, 'invite', 'Olga@Example.org', '--role', 'owner', '--name', 'Olga');
  const token = /#\/link\/([A-Za-z0-9_-]{43})\n$/.exec(invited.out)?.[1];
  const service = await startInProcess({ folder });
  try {
    const used = await service.send('POST', '/api/links/use', { token, password: PASSWORD });
    expect(used.body).toMatchObject({ email: 'olga@example.org', name: 'Olga', role: 'owner' });
    // Beside the running service.
    expect((await mile(folder, 'list')).out).toBe('olga@example.org\tOlga\towner\n');
    expect(await mile(folder, 'disable', 'olga@example.org')).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^LAST_OWNER: /),
    });
    await mile(folder, 'invite', 'ben@example.org');
    expect((await service.send('GET', '/api/cohorts')).status).toBe(401);
  } finally {
    await service.close();
  }
});

test('where there is mail the link is sent as well, and the terminal says what became of it', async () => {
  const server = await MailServer.start();
  try {
    const folder = temporaryFolder();
    const settings = {
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      MAIL_FROM: 'Mentoring <m@example.org>',
      ORIGIN: 'https://mile.example.org',
    };
    const olga = await mileWith(settings, folder, 'invite', 'olga@example.org', '--role', 'owner');
    expect(olga).toMatchObject({ code: 0, said: 'The link was sent to olga@example.org as well.\n' });
    expect(server.arrived.map(({ recipients }) => recipients)).toEqual([['olga@example.org']]);
    expect(server.arrived[0]?.mail.text).toContain(olga.out.trim());

    server.manners = { refusal: () => refusal(550, '5.1.1 no such user') };
    const ben = await mileWith(settings, folder, 'invite', 'ben@example.org', '--role', 'owner');
    expect(ben.out).toMatch(/^https:\/\/mile\.example\.org\/#\/link\//);
    expect(ben.said).toContain('The link was not mailed to ben@example.org: ');
  } finally {
    await server.stop();
  }
});

test.each([
  [['invite'], 'INVALID_INPUT'],
  [['invite', 'no address', '--role', 'owner'], 'INVALID_INPUT'],
  [['invite', 'a@example.org', '--role', 'king'], 'INVALID_INPUT'],
  [['dance', 'a@example.org'], 'INVALID_INPUT'],
  [['disable', 'a@example.org'], 'NOT_FOUND'],
])('%j is refused with %s', async (words, code) => {
  const { code: exit, said, out } = await mile(temporaryFolder(), ...words);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(said).toMatch(new RegExp(`^${code}: `));
});
