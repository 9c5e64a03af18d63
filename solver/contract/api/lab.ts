import { z } from 'zod';
import { SIDE_LIMIT } from '../cohort.ts';
import { slugSchema } from '../identifier.ts';
import { engineNameSchema } from '../outcome.ts';
import { recordIdSchema } from './cohorts.ts';

const sideCountSchema = z.int().min(1).max(SIDE_LIMIT);
export const labSizeSchema = z.strictObject({ participants: sideCountSchema, mentors: sideCountSchema });
export type LabSize = z.infer<typeof labSizeSchema>;

/** What a simulated cohort is like, apart from its size. */
export const labShapeSchema = z.strictObject({
  programme: slugSchema,
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  /** Participants that every mentor takes; null: as many as the invented mentor says. */
  capacity: z.int().min(1).max(20).nullable(),
  /** `programme`: the quotas of the programme's default policy are in force, whether or not it switches them on. */
  quotas: z.enum(['none', 'programme']),
});
export type LabShape = z.infer<typeof labShapeSchema>;

export const LAB_LIMITS = { sizes: 12, seconds: 120, name: 120 } as const;

export const labRunRequestSchema = z.strictObject({
  shape: labShapeSchema,
  sizes: z.array(labSizeSchema).min(1).max(LAB_LIMITS.sizes),
  engines: z.array(engineNameSchema).min(1).max(4),
  /** That a search may take for one size and engine. */
  seconds: z.int().min(1).max(LAB_LIMITS.seconds),
});
export type LabRunRequest = z.infer<typeof labRunRequestSchema>;

export const labCohortRequestSchema = z.strictObject({
  name: z.string().trim().min(1).max(LAB_LIMITS.name),
  shape: labShapeSchema,
  size: labSizeSchema,
});
export type LabCohortRequest = z.infer<typeof labCohortRequestSchema>;

const millisecondsSchema = z.number().min(0);

const placeSchema = z.strictObject({ size: labSizeSchema, engine: engineNameSchema });

/** What figures depend on beside the question. */
export const labMachineSchema = z.strictObject({
  version: z.string(),
  /** Of the source, where it is known; `+` after it: with changes that no commit holds. */
  commit: z.string().nullable(),
  node: z.string(),
  processor: z.string(),
  cores: z.int().min(1),
  memoryBytes: z.int().min(0),
  system: z.string(),
});
export type LabMachine = z.infer<typeof labMachineSchema>;

/** One size on one engine, measured by the monotonic clock of the host: medians of `repeats` whole solves. */
export const labMeasuredSchema = placeSchema.extend({
  kind: z.literal('measured'),
  repeats: z.int().min(1),
  allowedPairs: z.int().min(0),
  quotas: z.int().min(0),
  status: z.enum(['optimal', 'feasible', 'infeasible', 'unknown']),
  matched: z.int().nullable(),
  score: z.int().nullable(),
  relativeGap: z.number().nullable(),
  /** Names the set of pairs: equal exactly where two answers match the same people. Null where there is no match. */
  answer: z.string().nullable(),
  /** Engines that had a part in it, as the result file names them. */
  engineUsed: z.string(),
  explanation: z.string(),
  milliseconds: z.strictObject({
    scoring: millisecondsSchema,
    program: millisecondsSchema,
    solve: millisecondsSchema,
    certify: millisecondsSchema,
  }),
  /** Highest use of memory by the thread that was seen, what it had not yet tidied up included. */
  memoryBytes: z.int().min(0),
  /** Where it was taken, if another machine went on with the run. */
  machine: labMachineSchema.optional(),
});
export type LabMeasured = z.infer<typeof labMeasuredSchema>;

/** A size that could not be measured on an engine, and why. */
export const labRefusedSchema = placeSchema.extend({
  kind: z.literal('refused'),
  code: z.string(),
  message: z.string(),
});

export const labMeasurementSchema = z.discriminatedUnion('kind', [labMeasuredSchema, labRefusedSchema]);
export type LabMeasurement = z.infer<typeof labMeasurementSchema>;

export const labRunSchema = z.strictObject({
  id: recordIdSchema,
  createdAt: z.iso.datetime(),
  status: z.enum(['waiting', 'running', 'done', 'stopped']),
  request: labRunRequestSchema,
  machine: labMachineSchema,
  /** Size after size, and engine after engine within a size. */
  measurements: z.array(labMeasurementSchema),
});
export type LabRun = z.infer<typeof labRunSchema>;
