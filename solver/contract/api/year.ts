import { z } from 'zod';
import { identifierSchema, recordKeySchema, sideSchema } from '../identifier.ts';
import { surveyQuestionSchema } from '../programme/survey.ts';
import { tokenSchema } from './accounts.ts';
import { scheduleSchema } from './announcement.ts';

/*
 * The year: what becomes of the pairs of a published match until their close. A relationship is a pair of one cohort. It begins with the first
 * published version that holds the pair (not before the kick-off), goes on through all versions that hold it, and ends with the first that does
 * not; its history stays. Days are days where the people are, as the schedule's kick-off is; `today` is the day that an answer was made for.
 */

const dateSchema = z.iso.date();
const timeSchema = z.iso.datetime();
const wordsSchema = z.string().trim().max(2_000);
const pair = { participant: identifierSchema, mentor: identifierSchema };

/** How a meeting went, from 1 ("of little use") to 5 ("very helpful"). */
export const RATINGS = [1, 2, 3, 4, 5] as const;
export const ratingSchema = z.int().min(1).max(5);

export const MOST_GOALS = 10;
export const goalSchema = z.strictObject({ text: z.string().trim().min(1).max(200), reached: z.boolean() });
export type Goal = z.infer<typeof goalSchema>;

/** What one side says of one planned meeting. */
const reportFields = {
  /** Null: the meeting did not take place. */
  heldOn: dateSchema.nullable(),
  /** Null where the meeting was not held, and where nothing was said. */
  rating: ratingSchema.nullable(),
  needsHelp: z.boolean(),
  /** All goals of the pair as this side sees them after the meeting. */
  goals: z.array(goalSchema).max(MOST_GOALS),
  note: wordsSchema,
  /** Who reads the note: the committee, or nobody but its writer. The partner never does. */
  noteFor: z.enum(['committee', 'me']),
};

/** A check-in as the committee is told it. */
export const checkInSchema = z.strictObject({
  side: sideSchema,
  /** Number of the planned meeting, from 1; of one beyond the plan see `extra-meetings.ts`. */
  meeting: z.int().min(1),
  ...reportFields,
  /** Null for observers and where it is for nobody; goals have empty texts for observers. */
  note: z.string().nullable(),
  goals: z.array(z.strictObject({ text: z.string(), reached: z.boolean() })),
  writtenAt: timeSchema,
  /** Was it corrected since it was first sent? */
  corrected: z.boolean(),
});
export type CheckIn = z.infer<typeof checkInSchema>;

/**
 * `ahead`: its day is to come. `due`: its day has come, and nobody has said that it was held. `overdue`: so for more than two weeks.
 * `held`. `missed`: it was reported as not held, or the next one's day, or the end, has come without a word. `off`: its day fell into a pause, or after the
 * relationship's end: it counts neither as planned nor as missed.
 */
export const MEETING_STATES = ['ahead', 'due', 'overdue', 'held', 'missed', 'off'] as const;
export const meetingSchema = z.strictObject({
  /** As the calendar files number it: a pair that began late has no meeting 1. */
  number: z.int().min(1),
  /** By this day they should have met. */
  day: dateSchema,
  state: z.enum(MEETING_STATES),
  heldOn: dateSchema.nullable(),
  /** The two sides tell different days, or one says that it was not held. */
  differs: z.boolean(),
});
export type Meeting = z.infer<typeof meetingSchema>;

export const RELATIONSHIP_STATES = ['not-begun', 'active', 'paused', 'ended', 'completed'] as const;
export type RelationshipState = (typeof RELATIONSHIP_STATES)[number];

/** What the committee writes down about a relationship. */
export const EVENT_KINDS = ['paused', 'resumed', 'ended', 'completed', 'helped', 'met'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
export const yearEventSchema = z.strictObject({
  kind: z.enum(EVENT_KINDS),
  at: timeSchema,
  /** Empty for observers. */
  why: z.string(),
  /** Of `met`: the committee heard that this planned meeting was held on this day; null for other kinds. */
  meeting: z.int().min(1).nullable(),
  heldOn: dateSchema.nullable(),
});
export type YearEvent = z.infer<typeof yearEventSchema>;

export const yearPersonSchema = z.strictObject({
  id: identifierSchema,
  /** As the application has it today; the name of the day of publication where it is gone, else the id. */
  name: z.string(),
  /** Of the application; `gone` where it was erased. `withdrawn` and `gone` in a relationship that stands call for a repair. */
  state: z.enum(['active', 'waiting', 'withdrawn', 'gone']),
  /** Does a link to the check-in page stand? */
  hasLink: z.boolean(),
});
export type YearPerson = z.infer<typeof yearPersonSchema>;

/** The closing survey of one side. `ahead`: not open yet. `due`: open, not answered. `off`: not asked, since the relationship ended early. */
export const surveyStateSchema = z.enum(['ahead', 'due', 'answered', 'closed', 'off']);
export const surveyAnswersSchema = z.record(
  recordKeySchema,
  z.union([z.int().min(1).max(5), z.boolean(), wordsSchema]),
);
export type SurveyAnswers = z.infer<typeof surveyAnswersSchema>;

export const relationshipSchema = z.strictObject({
  participant: yearPersonSchema,
  mentor: yearPersonSchema,
  state: z.enum(RELATIONSHIP_STATES),
  /** The published versions that hold the pair; `until` is null while the newest does. */
  since: z.strictObject({ version: z.int().min(1), publishedAt: timeSchema }),
  until: z.strictObject({ version: z.int().min(1), publishedAt: timeSchema, why: z.string() }).nullable(),
  /** Null where no schedule is saved: then there are no meetings either. */
  begins: dateSchema.nullable(),
  closes: dateSchema.nullable(),
  /** In the order of their days. */
  meetings: z.array(meetingSchema),
  /** Of meetings that have come and are not off; the last two from the participant's newest check-in, else the mentor's. */
  counts: z.strictObject({
    planned: z.int().min(0),
    held: z.int().min(0),
    /** Days on which they met beyond the plan, as either side tells. */
    extra: z.int().min(0),
    goals: z.int().min(0),
    goalsReached: z.int().min(0),
  }),
  /** Somebody asked for help since the committee last said that it helped. */
  needsHelp: z.boolean(),
  /** By meeting, the participant's before the mentor's. */
  checkIns: z.array(checkInSchema),
  survey: z.strictObject({
    participant: surveyStateSchema,
    mentor: surveyStateSchema,
    /** Null where there are none, and for observers. */
    answers: z
      .strictObject({ participant: surveyAnswersSchema.nullable(), mentor: surveyAnswersSchema.nullable() })
      .nullable(),
  }),
  /** Oldest first; together with meetings and check-ins the timeline. */
  events: z.array(yearEventSchema),
});
export type Relationship = z.infer<typeof relationshipSchema>;

/** Something that one person is asked for now. A mentor of two people is listed once for each. */
export const dueSchema = z.strictObject({
  side: sideSchema,
  ...pair,
  /** Of whom it is due. */
  name: z.string(),
  what: z.enum(['meeting', 'survey']),
  /** Of the meeting; null for the survey. */
  meeting: z.int().min(1).nullable(),
  dueOn: dateSchema,
  isOverdue: z.boolean(),
  /** Nobody is reminded twice for the same due date. */
  reminded: z.strictObject({ at: timeSchema, way: z.enum(['mail', 'file']) }).nullable(),
});
export type Due = z.infer<typeof dueSchema>;

export const yearSchema = z.strictObject({
  today: dateSchema,
  /** The newest published version; null where nothing is published, and then nothing else is told. */
  version: z.int().min(1).nullable(),
  publishedAt: timeSchema.nullable(),
  /** Null where the Letters screen has no dates yet. */
  schedule: scheduleSchema.nullable(),
  closes: dateSchema.nullable(),
  /** From this day on the closing survey can be answered. */
  surveyOpens: dateSchema.nullable(),
  /** Links to the check-in page work until this day. */
  linksEnd: dateSchema.nullable(),
  /** Those of the newest version by name of the participant, then those that a later version dissolved. */
  relationships: z.array(relationshipSchema),
  /** By day, then name. */
  due: z.array(dueSchema),
  surveyQuestions: z.array(surveyQuestionSchema),
  /** The day on which the personal data was erased, and with it what pairs reported; the figures stay. Null while it is there. */
  goneOn: dateSchema.nullable(),
  /** Can reminders go by mail? Else there is the file for a mail program. */
  canMail: z.boolean(),
  /** Reasons, notes, goals and survey answers are for members: an observer is told none of them. */
  textsTold: z.boolean(),
});
export type Year = z.infer<typeof yearSchema>;

const whole = { ...pair, why: wordsSchema.default('') };
/**
 * What a member writes down. `basedOn`: how many events of this relationship the asker knows. Refused with STALE_VERSION where there are more,
 * with RELATIONSHIP_STATE where it makes no sense (to resume what is active, to change what a later version dissolved).
 */
export const yearEventCreateSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['paused', 'resumed', 'completed', 'helped']),
    ...whole,
    basedOn: z.int().min(0),
  }),
  z.strictObject({ kind: z.literal('ended'), ...whole, why: wordsSchema.min(1), basedOn: z.int().min(0) }),
  z.strictObject({
    kind: z.literal('met'),
    ...whole,
    meeting: z.int().min(1),
    heldOn: dateSchema,
    basedOn: z.int().min(0),
  }),
]);
export type YearEventCreate = z.output<typeof yearEventCreateSchema>;

/** Whose link is given or ended. */
export const yearLinkAskSchema = z.strictObject({ side: sideSchema, person: identifierSchema });
/** The token is told once: the page is at /apply/#/check-in/TOKEN. Links that this person had before end. */
export const yearLinkGivenSchema = z.strictObject({
  token: tokenSchema,
  name: z.string(),
  linksEnd: dateSchema.nullable(),
});
export type YearLinkGiven = z.infer<typeof yearLinkGivenSchema>;

/** Files of links for a mail program. Links that stand go on working beside the new ones. */
export const YEAR_FILES = {
  'links.csv': 'A link to the check-in page for everybody who is matched',
  'reminders.csv':
    'A link for everybody who is asked for something and was not reminded of it; counts as a reminder',
} as const;
export type YearFile = keyof typeof YEAR_FILES;

/** Reminders that were handed to the mail; nobody is written to twice for the same due date. */
export const remindersSentSchema = z.strictObject({
  sent: z.int().min(0),
  /** Names of those whose application has no e-mail address. */
  withoutAddress: z.array(z.string()),
});
export type RemindersSent = z.infer<typeof remindersSentSchema>;

/*
 * Figures. Nobody can be recognised in them: of groups with fewer than LEAST_IN_GROUP participants nothing is told, and small groups are put
 * together until the rest is large enough as well.
 */
export const LEAST_IN_GROUP = 5;

const questionFigureSchema = z.strictObject({
  question: recordKeySchema,
  label: z.string(),
  kind: z.enum(['scale', 'yesNo']),
  answers: z.int().min(0),
  /** Mean of 1 to 5, or the share of yes from 0 to 1; null where fewer than LEAST_IN_GROUP people answered. */
  value: z.number().nullable(),
});
export const figuresSchema = z.strictObject({
  /** Relationships, dissolved ones included. */
  relationships: z.int().min(0),
  participants: z.int().min(0),
  /** Meetings whose day has come, and of these those that were held. */
  meetingsPlanned: z.int().min(0),
  meetingsHeld: z.int().min(0),
  goals: z.int().min(0),
  goalsReached: z.int().min(0),
  /** Mean of all ratings, 1 to 5; null where fewer than LEAST_IN_GROUP people gave one. */
  rating: z.number().nullable(),
  survey: z.array(questionFigureSchema),
});
export type Figures = z.infer<typeof figuresSchema>;

export const figureGroupSchema = z.strictObject({
  /** The label of a region or type, of several where they were put together, "not given" among them. */
  labels: z.array(z.string()),
  figures: figuresSchema,
});
export const groupingSchema = z.strictObject({
  title: z.string(),
  /** By what the participant's application says. Empty where fewer than two groups are large enough to be told. */
  groups: z.array(figureGroupSchema),
});
export type Grouping = z.infer<typeof groupingSchema>;

export const OUTCOMES_OF_YEAR = {
  meetings: 'share of the planned meetings that were held',
  rating: 'mean of how the meetings went',
  goals: 'share of the goals that were reached',
  survey: 'mean of the closing survey’s scales',
} as const;
export type OutcomeOfYear = keyof typeof OUTCOMES_OF_YEAR;

/**
 * How the points of a criterion and an outcome go together over the relationships: Spearman's rank correlation with a 95 % interval.
 * `too-few`: fewer than 10 relationships have the outcome. `no-spread`: all have the same points, or the same outcome. Otherwise `unclear`
 * where the interval holds 0, else `together` or `against`.
 */
export const associationSchema = z.strictObject({
  outcome: z.enum(Object.keys(OUTCOMES_OF_YEAR) as [OutcomeOfYear, ...OutcomeOfYear[]]),
  relationships: z.int().min(0),
  verdict: z.enum(['too-few', 'no-spread', 'unclear', 'together', 'against']),
  /** -1 to 1; null with too-few and no-spread, as are the ends. */
  rho: z.number().min(-1).max(1).nullable(),
  low: z.number().min(-1).max(1).nullable(),
  high: z.number().min(-1).max(1).nullable(),
});
export type Association = z.infer<typeof associationSchema>;

export const yearFiguresSchema = z.strictObject({
  /** The day of which they are. */
  today: dateSchema,
  /** The day on which the personal data behind them was erased; null while they are reckoned from it. */
  keptOn: dateSchema.nullable(),
  all: figuresSchema,
  groupings: z.array(groupingSchema),
  /** In the order of the policy of the newest published set. */
  criteria: z.array(
    z.strictObject({ criterion: z.string(), label: z.string(), outcomes: z.array(associationSchema) }),
  ),
});
export type YearFigures = z.infer<typeof yearFiguresSchema>;

/*
 * The public page behind a link. It tells the person's own name, the partner's name and nothing else of the partner: not what they reported,
 * nor whether they did. LINK_NOT_VALID where a link was never given or was renewed or taken back; LINK_ENDED where its time is over.
 */
export const ownAskSchema = z.strictObject({ token: tokenSchema });

const ownReportSchema = z.strictObject(reportFields);
export type OwnReport = z.infer<typeof ownReportSchema>;
export const ownMeetingSchema = z.strictObject({
  number: z.int().min(1),
  day: dateSchema,
  /** What was reported by this link's person; null where nothing was. */
  report: ownReportSchema.nullable(),
  /** 0 where nothing was reported. */
  revision: z.int().min(0),
  /** Off: its day fell into a pause. */
  isOff: z.boolean(),
});
export const ownExtraSchema = z.strictObject({
  number: z.int().min(1),
  report: ownReportSchema,
  revision: z.int().min(1),
});
const relationshipKeySchema = z.string().regex(/^[0-9a-f]{16}$/);
export const ownRelationshipSchema = z.strictObject({
  /** Names the relationship in what is sent by this link; it tells nothing of the partner. */
  key: relationshipKeySchema,
  partner: z.string(),
  state: z.enum(RELATIONSHIP_STATES),
  begins: dateSchema.nullable(),
  closes: dateSchema.nullable(),
  /** Can check-ins be sent or corrected? */
  isOpen: z.boolean(),
  meetings: z.array(ownMeetingSchema),
  /** Meetings beyond the plan that this link's person told of, oldest report first. */
  extra: z.array(ownExtraSchema),
  /** The number under which another one is told; null where there are no more. */
  nextExtra: z.int().nullable(),
  /** The goals of the newest own check-in: where the next one begins. */
  goals: z.array(goalSchema),
  survey: z.strictObject({
    state: surveyStateSchema,
    opens: dateSchema.nullable(),
    answers: surveyAnswersSchema.nullable(),
    revision: z.int().min(0),
  }),
});
export type OwnRelationship = z.infer<typeof ownRelationshipSchema>;
export const ownYearSchema = z.strictObject({
  programme: z.string(),
  name: z.string(),
  side: sideSchema,
  today: dateSchema,
  linksEnd: dateSchema.nullable(),
  relationships: z.array(ownRelationshipSchema),
  surveyQuestions: z.array(surveyQuestionSchema),
});
export type OwnYear = z.infer<typeof ownYearSchema>;

const aimed = { token: tokenSchema, key: relationshipKeySchema, basedOn: z.int().min(0) };
/** Sends or corrects the check-in of a planned meeting, or of one beyond the plan; the latter, told as not held, is taken back, and has no goals. STALE_VERSION where another window has since. */
export const ownReportSendSchema = z
  .strictObject({ ...aimed, meeting: z.int().min(1), ...reportFields })
  .refine(({ heldOn, rating }) => heldOn !== null || rating === null, {
    path: ['rating'],
    message: 'a meeting that was not held has no rating',
  });
export type OwnReportSend = z.output<typeof ownReportSendSchema>;
export const ownSurveySendSchema = z.strictObject({ ...aimed, answers: surveyAnswersSchema });
export type OwnSurveySend = z.output<typeof ownSurveySendSchema>;
