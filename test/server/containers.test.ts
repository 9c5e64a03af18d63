import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** The settings that the program asks its surroundings for. */
function settings(): Set<string> {
  const asked = new Set<string>();
  readConfig(new Proxy({}, { get: (_, name) => void asked.add(String(name)) }));
  return asked;
}

/** Names under `environment:` of a service of compose.yaml. */
function given(service: string): string[] {
  const part = new RegExp(`^  ${service}:\\n((?: {4}.*\\n)+)`, 'mu').exec(read('compose.yaml'))?.[1] ?? '';
  const environment = /^ {4}environment:\n((?: {6}.*\n)+)/mu.exec(part)?.[1] ?? '';
  return [...environment.matchAll(/^ {6}(\w+):/gmu)].map(([, name]) => name ?? '');
}

test('what compose.yaml and the image set, the program reads', () => {
  const ofImage = /^ENV (.*)$/mu.exec(read('Dockerfile'))?.[1]?.matchAll(/(\w+)=/gu) ?? [];
  const names = [given('app'), given('worker'), [...ofImage].map(([, name]) => name ?? '')];
  expect(names).toMatchObject([
    expect.arrayContaining(['ORIGIN', 'DATABASE_URL']),
    ['DATABASE_URL'],
    ['NODE_ENV', 'PORT', 'DATA_DIR'],
  ]);
  const known = settings().add('NODE_ENV');
  expect(names.flat().filter((name) => !known.has(name))).toEqual([]);
});
