/*
 * Headers and values are compared without case, accents, punctuation and blanks, so "E-Mail Address *" is "email address". What is
 * equal after that is sure; everything nearer or farther is a likeness between 0 and 1 and never decides alone.
 */

/** Words of a question that do not tell what is asked for. */
const FILLERS = new Set(
  'a an and are at choose enter for in is list my of or please provide select the to what which your'.split(
    ' ',
  ),
);

/** Words of a label, lower-case, without accents, punctuation, a question's number or a mark that it is required. */
export function labelWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\(required\)|\*/gu, ' ')
    .replace(/^\s*q?\d+\s*[.):]\s+/u, '')
    .replaceAll('&', ' and ')
    .replace(/['’]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** A label's words run together: equal for labels that differ in spelling marks only. */
export function compactLabel(text: string): string {
  return labelWords(text).join('');
}

/** A label's words without those that only make it a question. */
export function telltaleWords(text: string): string[] {
  return labelWords(text).filter((word) => !FILLERS.has(word));
}

/** A label made ready for comparison. */
export interface Label {
  compact: string;
  words: readonly string[];
}

export function toLabel(text: string): Label {
  return { compact: compactLabel(text), words: telltaleWords(text) };
}

/**
 * How alike two labels are, 0 to 1: the better of spelling (1 - edit distance / length) and of shared words (how much of the shorter
 * label's words the longer one has, lowered by what it has besides).
 */
export function likeness(a: Label, b: Label): number {
  if (a.compact === '' || b.compact === '') return 0;
  if (a.compact === b.compact) return 1;
  return Math.max(spellingLikeness(a.compact, b.compact), wordLikeness(a.words, b.words));
}

function spellingLikeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  if (Math.abs(a.length - b.length) > longer / 2) return 0;
  return 1 - editDistance(a, b) / longer;
}

function wordLikeness(a: readonly string[], b: readonly string[]): number {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length === 0) return 0;
  const shared =
    shorter.filter((word) => longer.some((other) => sameWord(word, other))).length / shorter.length;
  return shared * (0.7 + 0.3 * (shorter.length / longer.length));
}

/** Short words that stand for themselves: "not" is no "notes". */
const WHOLE = new Set('all any can for had has how not our out was who why you'.split(' '));

/** Equal, or one abbreviates the other: "lib" and "library", "years" and "year". */
function sameWord(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return shorter === longer || (shorter.length >= 3 && !WHOLE.has(shorter) && longer.startsWith(shorter));
}

/** Longest text whose spelling is compared; longer ones are told apart by their words. */
const SPELLING_LENGTH = 80;

/** Edits that make one text the other, a swap of neighbours counted as one (optimal string alignment); O(length x length). */
function editDistance(a: string, b: string): number {
  if (a.length > SPELLING_LENGTH || b.length > SPELLING_LENGTH) return Math.max(a.length, b.length);
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? (before[j - 2] as number) + 1 : Infinity;
      next.push(Math.min(change, swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}
