import { createRandom } from '#solver/simulate/random.ts';
import type { Random } from '#solver/simulate/random.ts';
import { drawByWeight, zipf } from './skewed.ts';

export const REGIONS = 12;
export const LEVELS = 5;
const LIBRARY_TYPES = 6;
const TOPICS = 20;
const LANGUAGES = 8;

/** One side of a structured cohort, one entry a person. */
export interface Side {
  readonly region: Uint8Array;
  readonly libraryType: Uint8Array;
  /** From 1 to LEVELS. */
  readonly level: Uint8Array;
  readonly employer: Int32Array;
  /** Three ordered topics a participant, five a mentor, one after the other. */
  readonly topics: Uint8Array;
  /** A bit for each language. */
  readonly languages: Uint8Array;
  /** 1 for a participant who can be matched within the own region only. */
  readonly boundToRegion: Uint8Array;
  readonly capacity: Uint8Array;
}

export interface StructuredPeople {
  readonly participants: Side;
  readonly mentors: Side;
}

/** One mentor each, or 0.6 as many mentors with a capacity of 1 to 3. */
export type Shape = 'o' | 'b';

/**
 * People of a structured cohort: 12 regions, 6 library types, 20 topics, 5 levels, 1.2 sqrt(n + m) employers, all drawn skewed;
 * region and type follow the employer four times out of five.
 */
export function structuredPeople(participants: number, shape: Shape, seed: number): StructuredPeople {
  const mentors = shape === 'o' ? participants : Math.ceil(0.6 * participants);
  const employers = employersOf(Math.round(1.2 * Math.sqrt(participants + mentors)), createRandom(seed, 0));
  return {
    participants: side(participants, employers, createRandom(seed, 1), {
      levelWeights: [6, 5, 3, 2, 1],
      topics: 3,
      boundShare: 0.05,
      mostCapacity: 1,
    }),
    mentors: side(mentors, employers, createRandom(seed, 2), {
      levelWeights: [1, 2, 4, 5, 4],
      topics: 5,
      boundShare: 0,
      mostCapacity: shape === 'o' ? 1 : 3,
    }),
  };
}

interface Employers {
  readonly region: Uint8Array;
  readonly libraryType: Uint8Array;
}

interface SideTraits {
  readonly levelWeights: readonly number[];
  readonly topics: number;
  readonly boundShare: number;
  readonly mostCapacity: number;
}

const drawRegion = zipf(REGIONS);
const drawLibraryType = zipf(LIBRARY_TYPES);
const drawTopic = zipf(TOPICS);
const drawLanguage = zipf(LANGUAGES);
const FOLLOWS_EMPLOYER = 0.8;

function employersOf(count: number, random: Random): Employers {
  return {
    region: Uint8Array.from({ length: count }, () => drawRegion(random)),
    libraryType: Uint8Array.from({ length: count }, () => drawLibraryType(random)),
  };
}

function side(count: number, employers: Employers, random: Random, traits: SideTraits): Side {
  const made: Side = {
    region: new Uint8Array(count),
    libraryType: new Uint8Array(count),
    level: new Uint8Array(count),
    employer: new Int32Array(count),
    topics: new Uint8Array(count * traits.topics),
    languages: new Uint8Array(count),
    boundToRegion: new Uint8Array(count),
    capacity: new Uint8Array(count),
  };
  const drawEmployer = zipf(employers.region.length);
  const drawLevel = drawByWeight(traits.levelWeights);
  for (let person = 0; person < count; person += 1) {
    const employer = drawEmployer(random);
    made.employer[person] = employer;
    made.region[person] = random.chance(FOLLOWS_EMPLOYER)
      ? (employers.region[employer] as number)
      : drawRegion(random);
    made.libraryType[person] = random.chance(FOLLOWS_EMPLOYER)
      ? (employers.libraryType[employer] as number)
      : drawLibraryType(random);
    made.level[person] = 1 + drawLevel(random);
    drawTopics(made.topics.subarray(person * traits.topics, (person + 1) * traits.topics), random);
    made.languages[person] = (1 << drawLanguage(random)) | (random.chance(0.5) ? 1 : 0);
    made.boundToRegion[person] = random.chance(traits.boundShare) ? 1 : 0;
    made.capacity[person] = random.whole(1, traits.mostCapacity);
  }
  return made;
}

/** Distinct topics, in the order in which they were drawn. */
function drawTopics(topics: Uint8Array, random: Random): void {
  for (let place = 0; place < topics.length; place += 1) {
    let topic = drawTopic(random);
    while (topics.subarray(0, place).includes(topic)) topic = drawTopic(random);
    topics[place] = topic;
  }
}
