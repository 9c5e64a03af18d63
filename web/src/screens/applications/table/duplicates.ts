import type { Person } from '#solver/contract/api/cohorts.ts';
import type { Form } from '#solver/contract/programme/programme.ts';

/** Two applications that may be one person's. */
export interface Duplicate {
  first: Person;
  second: Person;
  why: 'same address' | 'same name' | 'similar names';
}

/** Beyond this only equal names and addresses are looked for: every name against every other would take too long. */
const COMPARED = 1_500;

/** Who may have applied twice: the same address but for case and letter forms, the same name, or names that are one slip apart. */
export function duplicatesAmong(form: Form, people: readonly Person[]): Duplicate[] {
  const mail = form.fields.find(({ kind }) => kind === 'email')?.id;
  const keys = people.map((person) => ({
    person,
    address: plain(mail === undefined ? '' : String(person.values[mail] ?? '')),
    name: plain(person.name),
  }));
  const found = new Map<string, Duplicate>();
  const add = (first: Person, second: Person, why: Duplicate['why']) => {
    const key = [first.id, second.id].sort().join(' ');
    if (first.id !== second.id && !found.has(key)) found.set(key, { first, second, why });
  };
  for (const [why, keyOf] of [
    ['same address', ({ address }: Keyed) => address],
    ['same name', ({ name }: Keyed) => name],
  ] as const)
    for (const [key, same] of Map.groupBy(keys, keyOf))
      if (key !== '') for (const other of same.slice(1)) add((same[0] as Keyed).person, other.person, why);
  if (people.length <= COMPARED)
    for (const [index, one] of keys.entries())
      for (const other of keys.slice(index + 1))
        if (isOneSlip(one.name, other.name)) add(one.person, other.person, 'similar names');
  return [...found.values()];
}

type Keyed = { person: Person; address: string; name: string };

/** Case, accents and what stands between the words do not tell people apart. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.]+/gu, ' ')
    .trim();
}

/** One letter more, less, other or swapped; short names are one slip apart by nature. */
function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [restA, restB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  if (Math.max(restA.length, restB.length) <= 1) return true;
  return restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
