import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';

/**
 * JSON in the one form of RFC 8785: keys in order of their UTF-16 code units, no blanks, numbers as ECMAScript writes them.
 * Equal values give equal text, so a hash of the text stands for the value. Members that are undefined are left out.
 * Throws TypeError for a number that JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return canonicalArray(value.map((item) => canonicalJson(item ?? null)));
  if (value !== null && typeof value === 'object') return canonicalMembers(value as Record<string, unknown>);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no JSON`);
  return JSON.stringify(value);
}

/** Every what-if writes its policy so: text is added to text, without an object of parts in between. */
function canonicalMembers(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '{' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** Text of which no character needs an escape. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** A third of the time of JSON.stringify for what policies are full of: ids. */
function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** The canonical JSON of an array whose items are canonical already. */
export function canonicalArray(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

/** The canonical JSON of an object whose members are canonical already: nothing large is parsed to be put together. */
export function canonicalObject(parts: Readonly<Record<string, string>>): string {
  const members = Object.keys(parts)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${parts[key] as string}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A hash that has read the text so far and can be continued many times over. */
export function sha256Prefix(text: string): Hash {
  return createHash('sha256').update(text);
}
