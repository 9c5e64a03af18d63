import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { STORE_FILE } from '#server/store/store.ts';
import { seededRandom } from '../support/random-problem.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { howMany } from './support/how-many.ts';
import { DEEDS, Promises } from './support/kept-promises.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Room for what fifty times filling it leaves in the store. */
const DISK_MIB = 64;
/** What may be left when people go on working. */
const LEFT_BYTES = 400 * 1024;

/** A name space of its own with a small disk in it; Linux lets everybody make one, unless an administrator has forbidden it. */
const SMALL_DISK = ['--mount', '--user', '--map-root-user', 'sh', '-c'];

function canHaveSmallDisk(): boolean {
  try {
    execFileSync('unshare', [...SMALL_DISK, 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function serveOnSmallDisk(folder: string) {
  const child = spawn(
    'unshare',
    [
      ...SMALL_DISK,
      `mount -t tmpfs -o size=${DISK_MIB}m tmpfs "$1" && exec "$2" server/cli.ts serve`,
      'sh',
      folder,
      process.execPath,
    ],
    {
      cwd: ROOT,
      env: { ...process.env, PORT: '0', DATA_DIR: `${folder}/data` },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const exited = once(child, 'exit');
  let printed = '';
  while (!/http:\S+(?=\n)/.test(printed)) printed += String((await once(child.stdout, 'data'))[0]);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  /** The small disk as it is seen from outside of the name space. */
  const disk = `/proc/${child.pid}/root${folder}`;
  return { origin: /http:\S+(?=\n)/.exec(printed)?.[0] as string, disk };
}

/** Fills a disk up to so many bytes. */
function leave(disk: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(disk);
  try {
    writeFileSync(`${disk}/filler`, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
  } catch (error) {
    // The service writes as well, a backup for instance: then the disk is full sooner.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

// test/server/store/disk-full.test.ts says the same by SQLite's own limit, on every system.
test.runIf(canHaveSmallDisk())(
  'a disk that fills up: 507 and nothing half there, reading goes on, and so does saving once there is space',
  async () => {
    const points = howMany(50, 3);
    const random = seededRandom(3);
    const { origin, disk } = await serveOnSmallDisk(temporaryFolder());
    const promises = new Promises().at(origin);
    await promises.begin();
    const refused = new Map(DEEDS.map((deed) => [deed, 0]));
    for (let point = 0; point < points; point += 1) {
      leave(disk, Math.floor(random() * LEFT_BYTES));
      const deed = DEEDS[point % DEEDS.length] as (typeof DEEDS)[number];
      let status: number | undefined = 201;
      for (let tries = 0; status !== 507; tries += 1) {
        expect({ point, deed, tries, status }).toEqual({
          point,
          deed,
          tries,
          status: expect.toBeOneOf([200, 201]),
        });
        expect(tries).toBeLessThan(5_000);
        status = await promises.next(deed);
      }
      refused.set(deed, (refused.get(deed) ?? 0) + 1);
      // Everything that was acknowledged can be read while the disk is full.
      await promises.check();
      rmSync(`${disk}/filler`);
      expect({ point, deed, status: await promises.next(deed) }).toEqual({
        point,
        deed,
        status: expect.toBeOneOf([200, 201]),
      });
    }
    await promises.check();
    expect([...refused.values()].reduce((sum, count) => sum + count)).toBe(points);
    expect(statfsSync(`${disk}/data/${STORE_FILE}`).bavail).toBeGreaterThan(0);
  },
);
