import type { Side } from '../../contract/identifier.ts';
import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { personName } from '../../contract/programme/person-name.ts';
import { textColumn } from '../features/columns.ts';
import type { Column, FieldReader } from '../features/field-reader.ts';
import { normaliseName } from '../features/normalise.ts';
import { listed, noAnswer } from '../features/phrase.ts';
import { createCosines } from './cosines.ts';
import type { Measure } from './measure.ts';
import { cosine, termVectors } from './term-vectors.ts';
import type { TermVector } from './term-vectors.ts';

/** Shared words that a sentence names. */
const NAMED_WORDS = 4;

/** 1000 x cosine / fullAt, at most 1000, of the two texts' TF-IDF vectors. */
export function text(criterion: CriterionOf<'text'>, fields: FieldReader): Measure {
  const { whenMissing } = criterion;
  const mine = criterion.participantFields.map((field) => textColumn(fields, 'participant', field));
  const theirs = criterion.mentorFields.map((field) => textColumn(fields, 'mentor', field));
  const participants = joined(fields, 'participant', mine);
  const vectors = termVectors([...participants, ...joined(fields, 'mentor', theirs)]);
  const wishing = vectors.slice(0, participants.length);
  const offering = vectors.slice(participants.length);
  const alike = createCosines(wishing, offering);
  const scale = (100 * POINTS) / criterion.fullAt;
  const withheld = [...mine, ...theirs].some(({ field }) => field.confidential);
  const names = withheld ? () => new Set<string>() : once(() => wordsOfNames(fields));
  const pointsOf = (similarity: number) => Math.min(POINTS, Math.round(similarity * scale));
  const isSilent = (vectors: readonly TermVector[]) =>
    Uint8Array.from(vectors, (vector) => Number(vector.size === 0));
  const [silent, silentMentors] = [isSilent(wishing), isSilent(offering)];

  return {
    at: (participant, mentor) =>
      silent[participant] === 1 || silentMentors[mentor] === 1
        ? whenMissing
        : pointsOf(cosine(wishing[participant] as TermVector, offering[mentor] as TermVector)),
    add(participant, mentors, { begin, end }, times, sums) {
      const open = silent[participant] === 1;
      const similarity = alike(participant, mentors, { begin, end });
      for (let pair = begin; pair < end; pair += 1) {
        const missing = open || silentMentors[mentors[pair] as number] === 1;
        const points = missing ? whenMissing : pointsOf(similarity[pair - begin] as number);
        sums[pair] = (sums[pair] as number) + times * points;
      }
    },
    explain(participant, mentor) {
      const [a, b] = [wishing[participant] as TermVector, offering[mentor] as TermVector];
      const gaps = [...(a.size === 0 ? mine : []), ...(b.size === 0 ? theirs : [])];
      if (gaps.length > 0) return { sentence: noAnswer(gaps, whenMissing), missing: true };
      const alike = `${Math.round(cosine(a, b) * 100)} of 100, where ${criterion.fullAt} count in full`;
      const shared = withheld ? [] : sharedWords(a, b, names());
      const words = shared.length > 0 ? ` Both use ${listed(shared.map((word) => `"${word}"`))}.` : '';
      return { sentence: `Their texts are alike by ${alike}.${words}`, missing: false };
    },
  };
}

function joined(fields: FieldReader, side: Side, columns: readonly Column<string>[]): string[] {
  return fields
    .people(side)
    .applications.map((_, person) => columns.map(({ values }) => values[person] as string).join('\n'));
}

/** The shared words that weigh most, except words from people's names. */
function sharedWords(a: TermVector, b: TermVector, names: ReadonlySet<string>): string[] {
  const shared = [...a]
    .map(([term, weight]): [string, number] => [term, weight * (b.get(term) ?? 0)])
    .filter(([term, product]) => product > 0 && !names.has(normaliseName(term)));
  return shared
    .sort((x, y) => y[1] - x[1])
    .slice(0, NAMED_WORDS)
    .map(([term]) => term);
}

/** Made when it is first asked for: only explanations need it. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function wordsOfNames({ features }: FieldReader): Set<string> {
  const names = [features.participants, features.mentors].flatMap(({ form, applications }) =>
    applications.map((application) => personName(form, application)),
  );
  return new Set(names.flatMap((name) => normaliseName(name).split(' ')));
}
