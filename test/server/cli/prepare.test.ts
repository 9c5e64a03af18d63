import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scratch } from '../../support/command-line.ts';

/** A checkout with nothing installed, and an npm that only talks. */
let checkout: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => {
  checkout = await scratch();
  await mkdir(checkout.path('server'));
  await copyFile(
    fileURLToPath(new URL('../../../server/prepare.mjs', import.meta.url)),
    checkout.path('server/prepare.mjs'),
  );
  await mkdir(checkout.path('bin'));
  await writeFile(checkout.path('bin/npm'), '#!/bin/sh\necho "npm was asked: $*"\n');
  await chmod(checkout.path('bin/npm'), 0o755);
});
afterAll(() => checkout.remove());

function install(...nodeFlags: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeFlags, checkout.path('server/prepare.mjs'), 'install'],
    { encoding: 'utf8', env: { PATH: `${checkout.path('bin')}${delimiter}${process.env.PATH ?? ''}` } },
  );
  return { status, stdout, stderr };
}

/** Makes Node believe that it runs elsewhere. */
const on = (platform: string) =>
  `--import=data:text/javascript,Object.defineProperty(process,'platform',{value:'${platform}'})`;

it('what npm says while it installs stays out of the standard output of the command that follows', () => {
  const { status, stdout, stderr } = install();
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toMatch(/npm was asked: ci/u);
});

it('where no package brings Node 24, a Node that cannot run TypeScript is refused in one sentence', () => {
  const { status, stdout, stderr } = install(on('darwin'), '--no-experimental-strip-types');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^Node 24 is needed on this platform: darwin-\S+ runs Node \d.*\.\n$/u);
});

it.each([
  ['a Node that can run TypeScript serves on any platform', [on('darwin')]],
  ['where a package brings Node 24, an old Node may install it', ['--no-experimental-strip-types']],
])('%s', (_, flags) => {
  const { status, stderr } = install(...flags);
  expect(status).toBe(0);
  expect(stderr).toMatch(/npm was asked: ci/u);
});
