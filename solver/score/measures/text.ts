import type { Side } from '../../contract/identifier.ts';
import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { personName } from '../../contract/programme/person-name.ts';
import { textColumn } from '../features/columns.ts';
import type { Column, FieldReader } from '../features/field-reader.ts';
import { normaliseName } from '../features/normalise.ts';
import { listed, noAnswer } from '../features/phrase.ts';
import { whoever } from '../features/postings.ts';
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
  const mentorsUsing = termPostings(offering);
  const silent = whoever(offering, (vector) => vector.size === 0);
  const sums = new Float64Array(offering.length);
  const scale = (100 * POINTS) / criterion.fullAt;
  const withheld = [...mine, ...theirs].some(({ field }) => field.confidential);
  const names = withheld ? new Set<string>() : wordsOfNames(fields);

  return {
    row(participant, points) {
      const vector = wishing[participant] as TermVector;
      if (vector.size === 0) return void points.fill(whenMissing);
      sums.fill(0);
      for (const [term, weight] of vector) addTerm(sums, mentorsUsing.get(term), weight);
      for (let mentor = 0; mentor < sums.length; mentor += 1)
        points[mentor] = Math.min(POINTS, Math.round((sums[mentor] as number) * scale));
      for (const mentor of silent) points[mentor] = whenMissing;
    },
    explain(participant, mentor) {
      const [a, b] = [wishing[participant] as TermVector, offering[mentor] as TermVector];
      const gaps = [...(a.size === 0 ? mine : []), ...(b.size === 0 ? theirs : [])];
      if (gaps.length > 0) return { sentence: noAnswer(gaps, whenMissing), missing: true };
      const alike = `${Math.round(cosine(a, b) * 100)} of 100, where ${criterion.fullAt} count in full`;
      const shared = withheld ? [] : sharedWords(a, b, names);
      const words = shared.length > 0 ? ` Both use ${listed(shared.map((word) => `"${word}"`))}.` : '';
      return { sentence: `Their texts are alike by ${alike}.${words}`, missing: false };
    },
  };
}

/** Who uses a term, and with which weight. */
interface TermPostings {
  readonly mentors: number[];
  readonly weights: number[];
}

function joined(fields: FieldReader, side: Side, columns: readonly Column<string>[]): string[] {
  return fields
    .people(side)
    .applications.map((_, person) => columns.map(({ values }) => values[person] as string).join('\n'));
}

function termPostings(vectors: readonly TermVector[]): ReadonlyMap<string, TermPostings> {
  const users = new Map<string, TermPostings>();
  vectors.forEach((vector, mentor) => {
    for (const [term, weight] of vector) {
      const known = users.get(term);
      if (known === undefined) {
        users.set(term, { mentors: [mentor], weights: [weight] });
        continue;
      }
      known.mentors.push(mentor);
      known.weights.push(weight);
    }
  });
  return users;
}

function addTerm(sums: Float64Array, term: TermPostings | undefined, weight: number): void {
  if (term === undefined) return;
  const { mentors, weights } = term;
  for (let entry = 0; entry < mentors.length; entry += 1) {
    const mentor = mentors[entry] as number;
    sums[mentor] = (sums[mentor] as number) + weight * (weights[entry] as number);
  }
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

function wordsOfNames({ features }: FieldReader): Set<string> {
  const names = [features.participants, features.mentors].flatMap(({ form, applications }) =>
    applications.map((application) => personName(form, application)),
  );
  return new Set(names.flatMap((name) => normaliseName(name).split(' ')));
}
