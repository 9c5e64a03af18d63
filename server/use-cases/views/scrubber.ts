import type { Answer } from '#solver/contract/cohort.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { fromStored } from '../../jobs/stored-person.ts';
import type { KnownPerson } from '../../store/people.ts';
import { pseudonymOf } from './pseudonyms.ts';

const WORD = /[\p{L}\p{N}]+/gu;

/** Words that give somebody away, and what stands in their place. */
interface Term {
  words: string[];
  instead: string;
}

/**
 * Takes names, addresses and employers of a cohort's people out of what a committee wrote about them. Case, letter forms and what stands between the
 * words do not matter; a whole name becomes the person's number.
 */
export class Scrubber {
  /** By first word, the longest first. */
  readonly #terms = new Map<string, Term[]>();

  constructor(programme: Programme, people: readonly KnownPerson[]) {
    for (const person of people)
      for (const term of termsOf(programme, person)) {
        const [first] = term.words;
        if (first === undefined) continue;
        const beside = this.#terms.get(first) ?? [];
        beside.push(term);
        this.#terms.set(first, beside);
      }
    for (const terms of this.#terms.values()) terms.sort((a, b) => b.words.length - a.words.length);
  }

  text(text: string): string {
    const written = text.normalize('NFKC');
    const words = [...written.matchAll(WORD)].map(({ 0: word, index }) => ({
      word: word.toLowerCase(),
      index,
      end: index + word.length,
    }));
    let scrubbed = '';
    let from = 0;
    for (let at = 0; at < words.length;) {
      const term = this.#terms
        .get(words[at]?.word ?? '')
        ?.find(({ words: wanted }) => wanted.every((word, step) => words[at + step]?.word === word));
      const length = term?.words.length ?? 1;
      if (term) {
        scrubbed += written.slice(from, words[at]?.index) + term.instead;
        from = words[at + length - 1]?.end ?? written.length;
      }
      at += length;
    }
    return scrubbed + written.slice(from);
  }
}

function termsOf(programme: Programme, person: KnownPerson): Term[] {
  const form = formOf(programme, person.side);
  const { values } = fromStored(person);
  const pseudonym = pseudonymOf(programme, person);
  const instead = (field: Field) => {
    if (field.kind === 'email') return pseudonym;
    if (field.id === form.employerField) return '[employer]';
    if (form.nameFields.includes(field.id) || field.kind === 'people') return '[name]';
    return field.contact ? '[contact]' : undefined;
  };
  const told = form.fields.flatMap((field) => {
    const word = instead(field);
    return word === undefined ? [] : entriesOf(values[field.id]).map((text) => term(text, word));
  });
  return [term(person.name, pseudonym), ...told];
}

function entriesOf(answer: Answer | undefined): string[] {
  if (Array.isArray(answer)) return answer;
  return typeof answer === 'string' ? [answer] : [];
}

function term(text: string, instead: string): Term {
  return { words: (text.normalize('NFKC').match(WORD) ?? []).map((word) => word.toLowerCase()), instead };
}
