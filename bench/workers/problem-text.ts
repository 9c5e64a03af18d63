import type { PairColumns, Problem, ProblemNode } from '#solver/contract/problem.ts';

/** Entries that are put into text at once. */
const AT_ONCE = 50_000;

/** The file of a problem without quotas and pins, bit by bit. */
export function* problemText({ format, participants, mentors, pairs, levels }: Problem): Generator<string> {
  yield `{"format":"${format}","levels":${JSON.stringify(levels)},"participants":`;
  yield* list(participants.length, (from, to) => nodes(participants, from, to));
  yield ',"mentors":';
  yield* list(mentors.length, (from, to) => nodes(mentors, from, to));
  yield ',"pairs":{';
  for (const [place, name] of (['participant', 'mentor', 'score'] as const).entries()) {
    yield `${place === 0 ? '' : ','}"${name}":`;
    yield* list(pairs[name].length, (from, to) => numbers(pairs[name], from, to));
  }
  yield '}}\n';
}

function* list(length: number, entries: (from: number, to: number) => string): Generator<string> {
  yield '[';
  for (let from = 0; from < length; from += AT_ONCE)
    yield (from === 0 ? '' : ',') + entries(from, Math.min(length, from + AT_ONCE));
  yield ']';
}

function nodes(all: readonly ProblemNode[], from: number, to: number): string {
  return all
    .slice(from, to)
    .map((node) => JSON.stringify(node))
    .join(',');
}

function numbers(column: PairColumns['score'], from: number, to: number): string {
  const words: number[] = [];
  for (let place = from; place < to; place += 1) words.push(column[place] as number);
  return words.join(',');
}

/** The same text in parts of at most so many bytes. */
export function* inParts(text: Iterable<string>, bytes: number): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let part = new Uint8Array(bytes);
  let filled = 0;
  for (const some of text)
    for (let rest = encoder.encode(some); rest.length > 0;) {
      const taken = rest.subarray(0, bytes - filled);
      part.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
      if (filled < bytes) continue;
      yield part;
      part = new Uint8Array(bytes);
      filled = 0;
    }
  if (filled > 0) yield part.subarray(0, filled);
}
