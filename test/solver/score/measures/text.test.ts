import fc from 'fast-check';
import { Similarity, Corpus } from 'tiny-tfidf';
import { expect, test } from 'vitest';
import { cosine, termVectors } from '#solver/score/measures/term-vectors.ts';
import { judge } from '../../../support/score/judge.ts';

const criterion = {
  kind: 'text',
  participantFields: ['story'],
  mentorFields: ['story'],
  fullAt: 50,
  whenMissing: 500,
};

test('the same words are alike in full, other words not at all', () => {
  const story = 'Rural outreach for young readers';
  expect(judge(criterion, { story }, { story }).points).toBe(1000);
  expect(judge(criterion, { story }, { story: 'Metadata standards' }).points).toBe(0);
  expect(judge(criterion, { story }, { story: 'For the' })).toMatchObject({ points: 500, missing: true });
});

test('the cosine counts in proportion up to fullAt', () => {
  // Two documents of two words: the shared word weighs ln(3/2), the others ln(3/1); tf and length factors are equal.
  const shared = Math.log(3 / 2);
  const alone = Math.log(3);
  const expected = shared ** 2 / (shared ** 2 + alone ** 2);
  const stories = [{ story: 'rural outreach' }, { story: 'rural budget' }] as const;
  expect(judge({ ...criterion, fullAt: 100 }, ...stories).points).toBe(Math.round(1000 * expected));
  expect(judge({ ...criterion, fullAt: 25 }, ...stories).points).toBe(Math.round(4000 * expected));
});

test('the sentence names shared words, but never a name', () => {
  const mine = { name: 'Marta Berg', story: 'Marta brings rural outreach' };
  const { sentence } = judge(criterion, mine, { story: 'Rural outreach with Marta' });
  expect(sentence).toContain('"rural"');
  expect(sentence).toContain('"outreach"');
  expect(sentence.toLowerCase()).not.toContain('marta');
});

test('an empty text is missing', () => {
  expect(judge(criterion, { story: 'Rural' }, { story: '  ' })).toEqual({
    points: 500,
    missing: true,
    sentence: 'No answer to "Story" from the master: counted as neutral.',
  });
});

test('the sparse vectors have the cosines of the library', () => {
  const word = fc.constantFrom('rural', 'youth', 'data', 'budget', 'the', 'archive', 'a', 'outreach', '2nd');
  const written = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
  let compared = 0;
  fc.assert(
    fc.property(fc.array(written, { minLength: 2, maxLength: 6 }), (texts) => {
      const names = texts.map((_, index) => `${index}`);
      const corpus = new Corpus(names, texts);
      const vectors = termVectors(texts);
      const [first, second] = vectors as [ReadonlyMap<string, number>, ReadonlyMap<string, number>];
      const expected = Similarity.cosineSimilarity(
        corpus.getDocumentVector('0'),
        corpus.getDocumentVector('1'),
      );
      expect(cosine(first, second)).toBeCloseTo(expected, 10);
      compared += Number(expected > 0);
    }),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(80);
});
