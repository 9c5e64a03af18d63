// Node strips types and never resolves this; the compiler needs it from every project that imports the file.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./tiny-tfidf.d.ts" />
import { Document, Stopwords } from 'tiny-tfidf';

/** A text as its terms and their weights, of Euclidean length 1; without a term where no word counts. */
export type TermVector = ReadonlyMap<string, number>;

/** Constants of Okapi BM25 as the library documents them. */
const K1 = 2;
const B = 0.75;

/**
 * TF-IDF vectors of texts by BM25's combined weight, idf x tf x (K1 + 1) / (K1 x (1 - b + b x length / mean length) + tf), where idf is
 * ln(texts + 1) - ln(texts with the term) (Robertson and Spärck Jones, Simple, proven approaches to text retrieval, UCAM-CL-TR-356). The
 * library splits words, knows stop words and counts; its own vectors hold every term of the corpus, so these are made here. An empty text
 * has an empty vector and no part in the means.
 */
export function termVectors(texts: readonly string[]): TermVector[] {
  const documents = texts.map((text) => new Document(text));
  const written = Math.max(1, texts.filter((text) => text.trim() !== '').length);
  const words = documents.reduce((sum, document) => sum + document.getLength(), 0);
  const meanLength = Math.max(1, words) / written;
  const users = termUsers(documents);
  const idf = new Map([...users].map(([term, count]) => [term, Math.log(written + 1) - Math.log(count)]));
  return documents.map((document) => toUnitLength(weights(document, idf, meanLength)));
}

/** Cosine of two vectors of length 1. */
export function cosine(a: TermVector, b: TermVector): number {
  let sum = 0;
  for (const [term, weight] of a) sum += weight * (b.get(term) ?? 0);
  return sum;
}

/** How many texts use each term, stop words left out. */
function termUsers(documents: readonly Document[]): ReadonlyMap<string, number> {
  const stopwords = new Stopwords();
  const users = new Map<string, number>();
  for (const document of documents) {
    for (const term of document.getUniqueTerms()) {
      const known = users.get(term);
      if (known !== undefined) users.set(term, known + 1);
      else if (!stopwords.includes(term)) users.set(term, 1);
    }
  }
  return users;
}

function weights(
  document: Document,
  idfOf: ReadonlyMap<string, number>,
  meanLength: number,
): Map<string, number> {
  const damping = K1 * (1 - B + (B * document.getLength()) / meanLength);
  const vector = new Map<string, number>();
  for (const term of document.getUniqueTerms()) {
    const idf = idfOf.get(term);
    if (idf === undefined) continue;
    const frequency = document.getTermFrequency(term) ?? 0;
    vector.set(term, (idf * frequency * (K1 + 1)) / (damping + frequency));
  }
  return vector;
}

function toUnitLength(vector: Map<string, number>): TermVector {
  let squares = 0;
  for (const weight of vector.values()) squares += weight * weight;
  const length = Math.sqrt(squares);
  for (const [term, weight] of vector) vector.set(term, weight / length);
  return vector;
}
