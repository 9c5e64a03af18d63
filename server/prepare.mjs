/*
 * Makes a checkout ready to run, and does nothing where it is ready. It runs before anything is installed, on whatever Node
 * the machine has, so it is plain JavaScript without dependencies.
 *
 *   node server/prepare.mjs install   installs what package-lock.json names and node_modules lacks
 *   node server/prepare.mjs build     builds the web application where its sources have changed
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(ROOT, 'web/dist/.sources');
const BUILD_INPUTS = ['web', 'solver/contract', 'package-lock.json'];
/** Platforms for which Node 24 comes as an npm package. */
const NODE_PACKAGES = ['linux-x64', 'linux-arm64', 'win32-x64'];
const BRINGS_NODE = NODE_PACKAGES.includes(`${process.platform}-${process.arch}`);

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** True where every package of the lock file stands in node_modules at its version; optional ones may be left out by npm. */
function isInstalled() {
  const locked = readJson(join(ROOT, 'package-lock.json'));
  const installed = readJson(join(ROOT, 'node_modules/.package-lock.json'));
  if (!locked || !installed) return false;
  if (BRINGS_NODE && !hasLocalNode()) return false;
  return Object.entries(locked.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const present = installed.packages[path];
    return present ? present.version === wanted.version : Boolean(wanted.optional);
  });
}

function hasLocalNode() {
  return ['node', 'node.cmd'].some((name) => existsSync(join(ROOT, 'node_modules/.bin', name)));
}

function filesBelow(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name);
    if (entry.isDirectory()) return entry.name === 'dist' ? [] : filesBelow(child);
    return [child];
  });
}

/** SHA-256 over names and contents of everything that the web application is built from. */
function sourcesHash() {
  const hash = createHash('sha256');
  const files = BUILD_INPUTS.flatMap((input) => {
    const path = join(ROOT, input);
    return input.includes('.') ? [path] : filesBelow(path);
  });
  for (const file of files.sort())
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Standard output belongs to the command that comes after: what npm says goes to standard error. */
function npm(...words) {
  const { status } = spawnSync('npm', words, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Where no package brings Node 24, the machine's own Node runs the TypeScript sources, and an old one would stop at a syntax error. */
function refuseOldNode() {
  if (BRINGS_NODE || process.features.typescript) return;
  process.stderr.write(
    `Node 24 is needed on this platform: ${process.platform}-${process.arch} runs Node ${process.versions.node}; install Node 24 from https://nodejs.org and try again.\n`,
  );
  process.exit(1);
}

const steps = {
  install() {
    refuseOldNode();
    if (isInstalled()) return;
    process.stderr.write('Installing what is missing (about a minute the first time) ...\n');
    npm('ci', '--loglevel=error');
  },
  build() {
    const wanted = sourcesHash();
    if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
    process.stderr.write('Building the web application ...\n');
    npm('run', '--silent', 'build');
    writeFileSync(STAMP, wanted);
  },
};

for (const name of process.argv.slice(2)) steps[name]();
