import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { MatchedPair } from '#solver/contract/matching.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { Api } from '../../api/client.ts';
import { sweepApi } from '../../api/sweep-api.ts';
import { BaselineChoice } from '../../session/baseline-choice.svelte.ts';
import { changeGroups } from '../../session/change-groups.ts';
import { leaveBench, returnToBench } from '../../session/bench-visits.ts';
import { BenchSession } from '../../session/bench-session.svelte.ts';
import { CommentBook } from '../../session/comment-book.svelte.ts';
import { MatchQuestions, isOneOfTheBest } from '../../session/match-questions.svelte.ts';
import { keptRows, rowsOf, type Baseline, type Row, type RowPair } from '../../session/differences.ts';
import { isAmong, sameCriteria } from '../../session/policy-edits.ts';
import { nearbyWords, steadyCountWords, steadyPairWords, type Nearby } from '../../session/nearby.ts';
import { pairRanges, type PairRange } from '../../session/pair-range.ts';
import { OthersEdits } from '../../session/others-edits.svelte.ts';
import { PolicySaver } from '../../session/policy-saver.svelte.ts';
import { SteadySweep } from '../../session/steady-sweep.svelte.ts';
import type { TiesShown } from '../../session/ties.ts';
import type { Reader } from '../../api/reader.ts';
import { fitOf } from '../../session/weights.ts';
import {
  clashParts,
  demandKey,
  fullMentorWords,
  refusedPinParts,
  roomOf,
  type ClashPart,
} from './clash-parts.ts';
import { ListView } from './list/list-view.svelte.ts';
import type { RowMarks } from './list/row-marks.ts';
import { holdSections, sectionsOf, type Section } from './list/row-order.ts';
import { PairDecisions } from './pair-decisions.ts';
import { tieWords, withoutWords } from './question-words.ts';

interface Options {
  service: Api;
  cohort: CohortDetail;
  programme: Programme;
  sets: readonly MatchSetSummary[];
  /** Is told what a colleague changed, in a sentence. */
  ontold: (sentence: string) => void;
  /** Id of the account; undefined where nobody has to sign in. */
  reader: Reader;
  /** The reader is of those who are shown comments. */
  mayReadComments: boolean;
  /** The reader may have thousands of weightings tried. */
  maySweep: boolean;
  /** A policy that takes the place of the stored one on the screen. */
  opened?: Policy;
  /** The policy on screen is another one now than the one that was opened. */
  onpolicy?: () => void;
}

/** What the Bench shows: the session's match as rows against a baseline, in the reader's order. */
export class BenchState {
  readonly session: BenchSession;
  readonly questions: MatchQuestions;
  readonly #sweep: SteadySweep;
  readonly saver: PolicySaver;
  readonly others: OthersEdits;
  readonly decisions: PairDecisions;
  readonly #options: Options;
  readonly #names: Readonly<Record<string, string>>;

  sets = $state.raw<readonly MatchSetSummary[]>([]);
  readonly view: ListView;
  readonly comments: CommentBook;
  /** Key of the row whose reasons are shown. */
  selectedKey = $state<string | undefined>();
  /** A mentor whom the card is about instead of a row. */
  selectedMentor = $state<string | undefined>();
  /** "Why not this mentor?", for the participant that the question is about. */
  whyNot = $state.raw<Decision | undefined>();
  readonly baselines: BaselineChoice;

  /** Not a state: what the rows of now are kept from. */
  #rowsBefore: readonly Row[] = [];
  readonly rows: readonly Row[] = $derived.by(() => {
    this.#rowsBefore = keptRows(this.#rowsBefore, this.#rows(this.session.shown?.match));
    return this.#rowsBefore;
  });
  /** While a thumb moves another match may be on screen than the one that was asked about. */
  readonly #isSettled: boolean = $derived.by(
    () => !this.session.moving && this.session.settled === this.session.shown,
  );
  readonly #settledSections: Section[] = $derived.by(() => this.#sections(this.session.settled?.match));
  readonly sections: Section[] = $derived.by(() =>
    this.#isSettled ? this.#settledSections : holdSections(this.#settledSections, this.rows),
  );
  readonly #pins: readonly Decision[] = $derived.by(() => this.session.policy.pins);
  readonly selected: Row | undefined = $derived.by(() =>
    this.rows.find((row) => row.key === this.selectedKey),
  );

  readonly #ties: TiesShown | undefined = $derived.by(() =>
    this.#isSettled ? this.questions.ties.answer : undefined,
  );
  readonly #nearby: Nearby | undefined = $derived.by(() =>
    this.#isSettled ? (this.#sweep.found ?? this.questions.nearby.answer ?? undefined) : undefined,
  );
  /** To look at more weightings than those that were tried; undefined until these are, and for whom it is not. */
  readonly sweep: SteadySweep | undefined = $derived.by(() => {
    const { nearby } = this.questions;
    const isTried = nearby.answer !== undefined || nearby.trouble !== undefined;
    return this.#options.maySweep && this.#isSettled && isTried ? this.#sweep : undefined;
  });
  /** "26 steady pairs"; undefined until it is known. */
  readonly steadyWords: string | undefined = $derived.by(
    () => this.#nearby && steadyCountWords(this.#nearby),
  );
  /** How many matches are as good as the one shown, in words; undefined until it is known. */
  readonly tieWords: string | undefined = $derived.by(() => {
    const answer = this.#ties;
    if (!answer) return undefined;
    const { statusOf, ties } = answer;
    const swappable = this.rows.filter(({ pair }) => pair && statusOf(pair) === 'sometimes');
    return tieWords(ties, swappable.length);
  });

  /** Several matches are best. */
  readonly isTied: boolean = $derived.by(() => this.#ties?.ties.unique === false);

  /** The policy as it stands, with the criteria that the match on screen has points for. */
  readonly weighed: Policy = $derived.by(() => {
    const { policy, shown } = this.session;
    if (!shown || sameCriteria(shown.policy, policy)) return policy;
    return { ...policy, criteria: shown.policy.criteria };
  });

  /** What cannot hold together; empty where a match was found. */
  readonly clash: ClashPart[] = $derived.by(() => {
    const { answer, policy, trouble } = this.session;
    if (trouble !== undefined) return refusedPinParts(trouble, policy, this.nameOf);
    return answer?.status === 'infeasible' ? clashParts(answer.clash, policy) : [];
  });
  /** Why it cannot, where that is known. */
  readonly clashReason: string | undefined = $derived.by(() => {
    const { answer, trouble } = this.session;
    if (trouble !== undefined || answer?.status !== 'infeasible') return undefined;
    return fullMentorWords(answer.clash, this.#roomFor, this.nameOf);
  });

  constructor(options: Options) {
    this.#options = options;
    const { service, cohort } = options;
    this.sets = options.sets;
    this.#names = Object.fromEntries(
      [...cohort.participantPeople, ...cohort.mentorPeople, ...cohort.absentPeople].map((person) => [
        person.id,
        person.name,
      ]),
    );
    this.view = new ListView(options.programme, cohort.participantPeople);
    this.comments = new CommentBook({ service, cohortId: cohort.id, mayRead: options.mayReadComments });
    const visit = returnToBench(cohort, options.reader);
    this.baselines = visit?.baselines ?? new BaselineChoice(service);
    this.questions = new MatchQuestions({
      service,
      cohortId: cohort.id,
      cohortVersion: cohort.version,
      possiblePairs: cohort.participants * cohort.mentors,
    });
    this.#sweep = new SteadySweep({
      service: sweepApi,
      cohortId: cohort.id,
      cohortVersion: cohort.version,
    });
    this.saver = new PolicySaver({
      service,
      cohortId: cohort.id,
      policyVersion: cohort.policyVersion,
      reader: options.reader,
    });
    this.session = new BenchSession({
      service,
      cohortId: cohort.id,
      cohortVersion: cohort.version,
      policy: cohort.policy,
      history: visit?.history,
      opened: options.opened && { policy: options.opened, action: 'opened from a link' },
      foresee: (policy, settled) => this.questions.tracks.foresee(policy, settled),
      onpolicy: (policy) => {
        this.saver.keep(policy);
        options.onpolicy?.();
      },
    });
    this.decisions = new PairDecisions({
      session: this.session,
      programme: options.programme,
      nameOf: this.nameOf,
    });
    this.others = new OthersEdits({
      service,
      cohortId: cohort.id,
      reader: options.reader,
      session: this.session,
      saver: this.saver,
      ontold: options.ontold,
    });
  }

  marksOf = ({ pair, participant }: Row): RowMarks => ({
    pinned: pair !== undefined && isAmong(this.#pins, pair),
    isSwappable: pair !== undefined && this.#ties?.statusOf(pair) === 'sometimes',
    steady: pair && this.#nearby && steadyPairWords(this.#nearby, pair),
    comments: this.comments.count({ participant, mentor: pair?.mentor ?? null }),
  });

  /** With which shares of each weight a pair holds; undefined until all tracks are known for the policy as it stands. */
  rangesOf = (pair: Decision): PairRange[] | undefined => {
    const { standing } = this.session;
    const { known } = this.questions.tracks;
    const isWhole = known?.policy === standing && known.found.criteria.length === standing.criteria.length;
    return isWhole ? pairRanges(known.found, standing, pair) : undefined;
  };

  /** In how many nearby weightings a pair of the match holds, as a sentence; undefined until it is known. */
  nearbyWords = (pair: Decision): string | undefined => this.#nearby && nearbyWords(this.#nearby, pair);

  /** Shows the card of a row. */
  select = (row: Row): void => {
    this.selectedMentor = undefined;
    this.selectedKey = row.key;
  };

  /** Shows the card of a pair; of one that is not in the match beside the one that is. */
  selectPair = (pair: Decision): void => {
    const own = this.rows.filter(({ participant }) => participant === pair.participant);
    const row = own.find((one) => one.pair?.mentor === pair.mentor) ?? own[0];
    if (!row) return;
    this.select(row);
    this.whyNot = pair;
  };

  /** Shows the card of a mentor. */
  selectMentor = (mentor: string): void => {
    this.selectedKey = undefined;
    this.selectedMentor = mentor;
  };

  /** What comes of removing one part of the clash. */
  withoutWords = (part: ClashPart): string | undefined => {
    const members = this.questions.conflict.answer?.members ?? [];
    const member = members.find((one) => demandKey(one) === part.key);
    return member && withoutWords(member.without);
  };

  /** Asks what goes with the match, once it stands for the policy. */
  askAboutMatch = (): void => {
    const { answer, isConfirmed, searching, standing } = this.session;
    if (!answer || !isConfirmed || searching) return;
    this.questions.about(standing, answer);
    if (isOneOfTheBest(answer)) this.#sweep.about(standing);
    else this.#sweep.forget();
  };

  /** Nobody waits for what was asked in the background any more; what the reader did is kept until the bench is opened again. */
  close(): void {
    const { session, baselines, saver } = this;
    const { cohort, reader, opened } = this.#options;
    // What a link brought is nowhere stored: the next visit begins with what is.
    if (session.standing !== opened)
      leaveBench(cohort, reader, { history: session.history, baselines, saver });
    this.questions.close();
    this.#sweep.forget();
  }

  nameOf = (id: string): string => this.#names[id] ?? this.baseline?.names[id] ?? 'somebody who left';

  get baseline(): Baseline | undefined {
    return this.baselines.baseline;
  }

  /** Somebody who has just come, and changed nothing, has nothing to compare. */
  get isCompared(): boolean {
    const { undoable, redoable } = this.session;
    return this.baselines.id !== undefined || undoable !== undefined || redoable !== undefined;
  }

  /** Fit of a row's former pair under the weights of now; undefined where a criterion of now was not measured then. */
  formerFitOf = ({ former: [former] }: Row): number | undefined => former && this.#formerFit(former);

  change = (policy: Policy, action: string): void => this.session.change(policy, action);

  readonly #roomFor = (mentor: string): number | undefined => {
    const { cohort, programme } = this.#options;
    const person = cohort.mentorPeople.find(({ id }) => id === mentor);
    return person && roomOf(programme.mentor, person);
  };

  #rows(match: Parameters<typeof rowsOf>[0] | undefined): Row[] {
    return match && this.baseline ? rowsOf(match, this.baseline) : [];
  }

  #sections(match: Parameters<typeof rowsOf>[0] | undefined): Section[] {
    const { baseline } = this;
    if (!match || !baseline) return [];
    const { policy } = this.session.settled ?? this.session;
    const fitNow = ({ points }: RowPair) => fitOf(points, policy);
    const { find, sort, labelOf } = this.view;
    return sectionsOf(rowsOf(match, baseline), {
      sort,
      find,
      labelOf,
      nameOf: this.nameOf,
      fitOf: fitNow,
      groups: changeGroups(
        { pairs: baseline.pairs, fitOf: (pair) => this.#formerFit(pair, policy) },
        { pairs: match.pairs, fitOf: fitNow },
        this.nameOf,
      ),
    });
  }

  /** The fit of a pair of the baseline under the weights of now. */
  #formerFit(pair: MatchedPair, policy = this.session.policy): number | undefined {
    const criteria = this.baseline?.criteria ?? [];
    const points = policy.criteria.map(({ id }) => pair.points[criteria.indexOf(id)]);
    return points.every((one) => one !== undefined) ? fitOf(points, policy) : undefined;
  }
}
