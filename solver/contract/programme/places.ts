import { z } from 'zod';
import { recordKeySchema, slugSchema } from '../identifier.ts';

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

/** A place that people name in a form (a county). Its regions are named per system: { regional: "MELSA" }. */
export const placeSchema = z.strictObject({
  id: slugSchema,
  label: z.string().min(1).max(200),
  synonyms: z.array(z.string().min(1).max(200)).default([]),
  /** Centroid, degrees. */
  latitude,
  longitude,
  /** People living there; weights simulated cohorts. */
  population: z.int().min(0).default(0),
  regions: z.record(recordKeySchema, slugSchema),
  /** Ids of the places that share a border. */
  neighbours: z.array(slugSchema).default([]),
});
export type Place = z.infer<typeof placeSchema>;

export const regionSystemSchema = z.strictObject({
  id: recordKeySchema,
  label: z.string().min(1).max(200),
  regions: z.array(z.strictObject({ id: slugSchema, label: z.string().min(1).max(200) })),
});
export type RegionSystem = z.infer<typeof regionSystemSchema>;

/** A postcode area: centroid in degrees and, where known, the place it lies in. */
export const postcodeSchema = z.strictObject({ latitude, longitude, place: slugSchema.optional() });

/**
 * Outlines of the places for maps: the counties of a state of the USA by its FIPS code, found by the places' labels. They are cut out of
 * us-atlas when the page is built. A programme without outlines gets a map of tiles.
 */
export const outlinesSchema = z.strictObject({
  atlas: z.literal('us-counties'),
  state: z.string().regex(/^\d{2}$/),
});

export const geographySchema = z.strictObject({
  /** What a place is called here ("County"). */
  placeLabel: z.string().min(1).max(80).default('Place'),
  systems: z.array(regionSystemSchema).default([]),
  outlines: outlinesSchema.optional(),
  places: z.array(placeSchema).default([]),
  postcodes: z.record(z.string().regex(/^[A-Za-z0-9 -]{2,12}$/), postcodeSchema).default({}),
});
export type Geography = z.infer<typeof geographySchema>;
