import { z } from 'zod';
import { recordKeySchema, slugSchema } from '../identifier.ts';

/** A measure gives a pair whole points from 0 to POINTS. */
export const POINTS = 1000;
const pointsSchema = z.int().min(0).max(POINTS);
/** Parts of a whole in hundredths; a measure divides by their sum. */
const shareSchema = z.int().min(0).max(100);

const common = {
  id: slugSchema,
  label: z.string().min(1).max(80),
  help: z.string().max(500).optional(),
  /** Importance from 0 to 10, whole in thousandths: between two changes of a match there may be less than a tenth. */
  weight: z
    .number()
    .min(0)
    .max(10)
    .refine(
      (weight) => Math.abs(weight * 1000 - Math.round(weight * 1000)) < 1e-9,
      'weights have three decimals at most',
    ),
  /** Points given where one of the two did not answer. */
  whenMissing: pointsSchema.default(500),
};

/** A participant's field beside a mentor's. */
const fieldPair = { participantField: recordKeySchema, mentorField: recordKeySchema };

/** Ordered wishes against what the other offers: wish k is worth places[k], the rest nothing. Points = 1000 x shares of the wishes met / shares of the wishes stated. */
export const orderedOverlapSchema = z.strictObject({
  ...common,
  ...fieldPair,
  kind: z.literal('ordered-overlap'),
  /** Share of the first, second, ... wish; further wishes count as the last entry. */
  places: z.array(shareSchema).min(1).max(20),
});

/** One choice against another through a table of similarity; equal is 1000 and what the table leaves out is `otherwise`. */
export const similaritySchema = z.strictObject({
  ...common,
  kind: z.literal('similarity'),
  mentorField: recordKeySchema,
  /** The participant's fields that count, with their shares (current type 30, desired type 70). */
  participantFields: z
    .array(z.strictObject({ field: recordKeySchema, share: shareSchema.min(1) }))
    .min(1)
    .max(5),
  /** Points for two different options, in either order. */
  table: z
    .array(z.strictObject({ a: slugSchema, b: slugSchema, points: pointsSchema }))
    .max(2000)
    .default([]),
  otherwise: pointsSchema.default(0),
});

/** Points for the first system whose region both share, in the order given; else for regions that border each other. */
export const regionSchema = z.strictObject({
  ...common,
  ...fieldPair,
  kind: z.literal('region'),
  systems: z
    .array(z.strictObject({ system: recordKeySchema, points: pointsSchema }))
    .min(1)
    .max(5),
  /** Points where a place of the one region borders a place of the other, in the first system. */
  neighbour: pointsSchema.default(0),
});

/** Points = 1000 / 2^(km / halfDistanceKm), great-circle between the postcodes where both are known, else between the places. */
export const distanceSchema = z.strictObject({
  ...common,
  ...fieldPair,
  kind: z.literal('distance'),
  participantPostcodeField: recordKeySchema.optional(),
  mentorPostcodeField: recordKeySchema.optional(),
  halfDistanceKm: z.number().positive().max(20_000),
});

/** Mentor's number minus participant's: 1000 inside [idealMin, idealMax], falling to 0 over `fade` outside. */
export const gapSchema = z.strictObject({
  ...common,
  ...fieldPair,
  kind: z.literal('gap'),
  idealMin: z.number(),
  idealMax: z.number(),
  fade: z.number().positive(),
});

/** Rank of the mentor's option minus rank of the participant's in an ordered list: points from a table, else `otherwise`. */
export const rankGapSchema = z.strictObject({
  ...common,
  ...fieldPair,
  kind: z.literal('rank-gap'),
  table: z.array(z.strictObject({ gap: z.int().min(-1000).max(1000), points: pointsSchema })).min(1),
  otherwise: pointsSchema.default(0),
});

/** Options that both chose: for each part 1000 x shared / the smaller choice; parts are averaged by share. */
export const sharedOptionsSchema = z.strictObject({
  ...common,
  kind: z.literal('shared-options'),
  parts: z
    .array(z.strictObject({ ...fieldPair, share: shareSchema.min(1) }))
    .min(1)
    .max(5),
});

/** Named wishes for a person, ranked: place k gives places[k]; not named gives 0; nobody named is missing. */
export const preferenceSchema = z.strictObject({
  ...common,
  kind: z.literal('preference'),
  /** Whose list counts; with both, the better place counts. */
  participantField: recordKeySchema.optional(),
  mentorField: recordKeySchema.optional(),
  places: z.array(pointsSchema).min(1).max(20),
});

/** A wish that holds only where it was asked for: 1000 if `wishField` is yes and the mentor's field contains the participant's value. */
export const optInSchema = z.strictObject({
  ...common,
  ...fieldPair,
  kind: z.literal('opt-in'),
  wishField: recordKeySchema,
});

/** Free texts compared by the cosine of their TF-IDF vectors, over the named fields joined. */
export const textSchema = z.strictObject({
  ...common,
  kind: z.literal('text'),
  participantFields: z.array(recordKeySchema).min(1).max(10),
  mentorFields: z.array(recordKeySchema).min(1).max(10),
  /** The cosine (in hundredths) that counts as a full 1000; texts by different people hardly come near 100. */
  fullAt: shareSchema.min(1).default(50),
});

/** Cycles since the year in `participantField`: 1000 from `fullAfter` cycles on, in proportion below; somebody new is 0. */
export const waitingSchema = z.strictObject({
  ...common,
  kind: z.literal('waiting'),
  participantField: recordKeySchema,
  fullAfter: z.int().min(1).max(50),
});

export const criterionSchema = z.discriminatedUnion('kind', [
  orderedOverlapSchema,
  similaritySchema,
  regionSchema,
  distanceSchema,
  gapSchema,
  rankGapSchema,
  sharedOptionsSchema,
  preferenceSchema,
  optInSchema,
  textSchema,
  waitingSchema,
]);
/** A measure of a pair with a weight. */
export type Criterion = z.infer<typeof criterionSchema>;
export type CriterionKind = Criterion['kind'];
export type CriterionOf<K extends CriterionKind> = Extract<Criterion, { kind: K }>;

/** A weight of 10 in thousandths. */
export const MOST_THOUSANDTHS = 10_000;

/** The weight as whole thousandths, 0 to MOST_THOUSANDTHS: the number the solver multiplies with. */
export function weightThousandths(criterion: Pick<Criterion, 'weight'>): number {
  return Math.round(criterion.weight * 1000);
}
