import type { EventKind, Goal, SurveyAnswers } from '#solver/contract/api/year.ts';
import type { Side } from '#solver/contract/identifier.ts';

/*
 * What is kept of a relationship. Everything else that is told of it follows from these facts, the schedule and the day.
 */

export interface Couple {
  participant: string;
  mentor: string;
}

/** A published version and its pairs. */
export interface PublishedVersion {
  version: number;
  publishedAt: string;
  why: string;
  pairs: readonly Couple[];
}

export interface StoredEvent {
  kind: EventKind;
  at: string;
  why: string;
  /** Of `met`. */
  meeting: number | null;
  heldOn: string | null;
}

/** What one side said of a planned meeting. */
export interface StoredCheckIn {
  side: Side;
  meeting: number;
  /** Null: it was not held. */
  heldOn: string | null;
  rating: number | null;
  needsHelp: boolean;
  goals: Goal[];
  note: string;
  noteFor: 'committee' | 'me';
  writtenAt: string;
  /** Counts up with every correction. */
  revision: number;
}

export interface StoredSurvey {
  side: Side;
  answers: SurveyAnswers;
  writtenAt: string;
  revision: number;
}

/** The span of versions that hold a pair: `until` is the first that no longer does. */
export interface Span extends Couple {
  since: PublishedVersion;
  until: PublishedVersion | null;
}

export interface RelationshipFacts extends Span {
  /** Oldest first. */
  events: readonly StoredEvent[];
  checkIns: readonly StoredCheckIn[];
  surveys: readonly StoredSurvey[];
}

export function coupleKey({ participant, mentor }: Couple): string {
  return JSON.stringify([participant, mentor]);
}
