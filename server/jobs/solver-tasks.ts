import type { Agreement } from '#solver/contract/api/cohorts.ts';
import type { Made, MadePreview } from '#solver/contract/api/made.ts';
import type { ExploreParameters, ExploreQuestion } from '#solver/contract/api/explore.ts';
import type { LabShape, LabSize } from '#solver/contract/api/lab.ts';
import type { ReplayFound } from '#solver/contract/api/replay.ts';
import type { Outcome, Verification } from '#solver/contract/outcome.ts';
import type { EngineName } from '#solver/contract/outcome.ts';
import type { Decision } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { StoredPerson } from '../store/people.ts';
import type { PackedPart } from '../store/problems.ts';

/** A cohort as a worker is told of it; the answers come along only where the worker asked for them. */
export interface CohortReference {
  /** Names people and version: the same key is the same people. */
  key: string;
  /** JSON of the cohort and of its programme. */
  json?: string;
  programme?: string;
}

/** The worker does not keep this cohort: the same task again, with the answers. */
export const NEED_COHORT = 'need-cohort';
type OrNeedsCohort<Value> = Value | typeof NEED_COHORT;

export interface MatchAnswer {
  status: Outcome['status'];
  /** JSON of a Matching. */
  matching: string;
  /** JSON of the Outcome it was told from. */
  outcome: string;
}

/** Canonical JSON of what a match set keeps, and what the independent checker says of it. */
export interface Snapshot {
  problem: string;
  outcome: string;
  matching: string;
  verification: Verification;
}

/** A task of a cohort. */
export interface CohortTask {
  cohort: CohortReference;
  /** JSON of a Policy. */
  policy: string;
}

/** A question to the best match of a cohort, with what it takes. */
export type ExploreAsk = {
  [Question in ExploreQuestion]: { question: Question; parameters: ExploreParameters<Question> };
}[ExploreQuestion];

/** JSON of a stored problem and outcome, and an engine that had no part in it. */
export interface SecondOpinionTask {
  problem: string;
  outcome: string;
  engine: 'glpk' | 'highs';
}

/** JSON of a stored problem, its outcome and the policy; with the people scores are reckoned anew. */
export interface ReplayTask {
  problem: string;
  outcome: string;
  policy: string;
  people?: CohortReference;
}

/** Some of the drawn weightings of a robustness question, from the draw with this number on. */
export interface SomeDrawsAsk {
  seed: number;
  spread: number;
  from: number;
  draws: number;
}

/** A question of trade-offs, and which of so many ranges of the weakest score is looked at. */
export interface ParetoRange {
  baseline?: readonly Decision[] | undefined;
  fewer: number;
  part: number;
  parts: number;
}

/** How a match is to be made; `pairs` are those that are given, or those of the earlier match. */
export interface MadeTask extends CohortTask {
  made: { kind: Made['kind']; seed?: number | undefined; pairs?: readonly Decision[] | undefined };
}

/** What a match set keeps of a match that was made, under the policy that it keeps. */
export interface MadeSnapshot extends Snapshot {
  policy: string;
  preview: MadePreview;
}

/** A simulated cohort to be matched by one engine within so many seconds. */
export interface LabMeasureTask {
  programme: Programme;
  size: LabSize;
  shape: LabShape;
  engine: EngineName;
  seconds: number;
}

/** A simulated cohort, ready for the store. */
export interface LabPeople {
  people: StoredPerson[];
  /** Canonical JSON of its policy. */
  policyJson: string;
}

export interface SolverTasks {
  /** A problem file in, a result file out. */
  solve: { task: { body: Uint8Array; engine: EngineName }; value: string };
  /** A problem file in deflated parts in; JSON of a ProblemAnswer and the result file in such parts out. */
  solvePacked: {
    task: { parts: readonly Uint8Array[]; engine: EngineName; seconds: number };
    value: { answerJson: string; result: PackedPart[] };
  };
  /** `from`: JSON of an Outcome without proof of the same task, from which the search goes on. */
  match: { task: CohortTask & { from?: string | undefined }; value: OrNeedsCohort<MatchAnswer> };
  /** JSON of an Explanation. */
  explain: { task: CohortTask & { participant: string; mentor: string }; value: OrNeedsCohort<string> };
  /** JSON of the question's reply. */
  explore: { task: CohortTask & { ask: ExploreAsk }; value: OrNeedsCohort<string> };
  /** JSON of a Robustness for the first draws, of HeldInDraws for others. */
  someDraws: { task: CohortTask & { some: SomeDrawsAsk }; value: OrNeedsCohort<string> };
  /** JSON of a Pareto. */
  paretoRange: { task: CohortTask & { range: ParetoRange }; value: OrNeedsCohort<string> };
  /** Simulated cohorts to be matched, from the one with this number on. JSON of a StudyPart. */
  study: {
    task: Omit<LabMeasureTask, 'engine'> & { from: number; count: number };
    value: string;
  };
  snapshot: {
    task: CohortTask & { matching: string; outcome: string };
    value: OrNeedsCohort<Snapshot>;
  };
  make: { task: MadeTask; value: OrNeedsCohort<MadeSnapshot> };
  verify: { task: { problem: string; outcome: string }; value: Verification };
  replay: { task: ReplayTask; value: ReplayFound };
  secondOpinion: { task: SecondOpinionTask; value: Omit<Agreement, 'engine' | 'takenAt'> };
  /** JSON of a LabMeasured. */
  labMeasure: { task: LabMeasureTask; value: string };
  labPeople: { task: { programme: Programme; size: LabSize; shape: LabShape }; value: LabPeople };
  labAllowedShare: { task: { programme: Programme; shape: LabShape }; value: number };
  simulate: {
    task: { programme: Programme; preset: 'mile' | 'state' | 'national'; seed: number };
    value: StoredPerson[];
  };
}
