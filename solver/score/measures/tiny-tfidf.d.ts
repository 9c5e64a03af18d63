// The part of the library that is used; it brings no types of its own.
declare module 'tiny-tfidf' {
  export class Document {
    constructor(text: string);
    /** How often the term occurs; null where it does not. */
    getTermFrequency(term: string): number | null;
    /** Words, stop words included. */
    getLength(): number;
    getUniqueTerms(): string[];
  }

  /** English stop words. */
  export class Stopwords {
    includes(term: string): boolean;
  }

  /** Used only to check our vectors: its own hold every term of the corpus. */
  export class Corpus {
    constructor(names: string[], texts: string[]);
    getDocumentVector(name: string): Map<string, number>;
  }

  export const Similarity: {
    cosineSimilarity(a: Map<string, number>, b: Map<string, number>): number;
  };
}
