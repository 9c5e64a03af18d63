import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import type { ProgrammeVersion } from '../store/programmes.ts';

function versionAt(path: string | undefined | URL): string {
  if (!path) return 'unknown';
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

const PROGRAM = versionAt(new URL('../../package.json', import.meta.url));
const ENGINES = {
  'glpk.js': versionAt(findPackageJSON('glpk.js', import.meta.url)),
  highs: versionAt(findPackageJSON('highs', import.meta.url)),
};

/** The version of this program. */
export function programVersion(): string {
  return PROGRAM;
}

/** Everything beside the input that a result may depend on. The programme is data, so its version is its hash. */
export function versionsFor({ programme, hash }: ProgrammeVersion): Record<string, string> {
  return {
    'mile-match': PROGRAM,
    node: process.versions.node,
    ...ENGINES,
    [`programme ${programme.id}`]: hash,
  };
}
