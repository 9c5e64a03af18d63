import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** A message may quote a file's keys and values, and there may be 60,000 of them. */
const TEXT_LIMIT = 200;
const VALUE_LIMIT = 60;

/** One fault of a file in words: where, with the names of criteria and rules for their numbers, the value, and what may stand there. */
export function issueSentence(issue: Issue, input: unknown): string {
  const { place, value } = follow(issue.path, input);
  const fault = shorten(faultOf(issue, value), TEXT_LIMIT);
  return place === '' ? fault : `${shorten(place, TEXT_LIMIT)}: ${fault}`;
}

/** The place in words and the value that stands there; undefined where nothing does. */
function follow(path: readonly PropertyKey[], input: unknown): { place: string; value: unknown } {
  const words: string[] = [];
  let value = input;
  for (const key of path) {
    value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    const name = typeof key === 'number' ? nameOf(value) : undefined;
    if (typeof key !== 'number') words.push(String(key));
    else words.push(`${words.pop() ?? 'entry'} ${name === undefined ? key + 1 : JSON.stringify(name)}`);
  }
  return { place: words.join(', '), value };
}

/** What an entry of a list is called by whoever wrote the file. */
function nameOf(entry: unknown): string | undefined {
  if (!isRecord(entry)) return undefined;
  return [entry.id, entry.label].find((name): name is string => typeof name === 'string' && name !== '');
}

function faultOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'too_big':
      return `${sizeOf(value)} is too ${sizeWord(value, 'big', 'long')}, at most ${issue.maximum}`;
    case 'too_small':
      return `${sizeOf(value)} is too ${sizeWord(value, 'small', 'short')}, at least ${issue.minimum}`;
    case 'invalid_type':
      return value === undefined
        ? `is missing; it is ${withArticle(issue.expected)}`
        : `${shown(value)} is not ${withArticle(issue.expected)}`;
    case 'invalid_value':
      return `${shown(value)} is none of ${issue.values.map(shown).join(', ')}`;
    case 'invalid_union':
      return `${shown(value)} is nothing that can stand here`;
    case 'unrecognized_keys':
      return issue.message;
    default:
      return isRecord(value) ? issue.message : `${shown(value)}: ${issue.message}`;
  }
}

/** The number itself; the length of a text or a list. */
function sizeOf(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'string' ? `a text of ${value.length} characters` : shown(value);
}

function sizeWord(value: unknown, ofNumber: string, ofLength: string): string {
  return typeof value === 'number' ? ofNumber : ofLength;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'an object';
  return shorten(typeof value === 'bigint' ? String(value) : JSON.stringify(value), VALUE_LIMIT);
}

function withArticle(noun: string): string {
  return /^[aeiou]/u.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function shorten(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}...` : text;
}
