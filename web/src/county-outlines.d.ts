/** Made by web/build/county-outlines.ts. */
declare module 'virtual:county-outlines' {
  import type { GeometryCollection, Topology } from 'topojson-specification';

  type CountyTopology = Topology<{ counties: GeometryCollection<{ name: string }> }>;
  /** Names of the states of the USA by their FIPS codes, in the order of the alphabet. */
  export const STATE_NAMES: ReadonlyMap<string, string>;
  /** A loader for each state, by its FIPS code. */
  export const OUTLINES: Readonly<Record<string, () => Promise<{ default: CountyTopology }>>>;
}
