/** Made by web/build/county-outlines.ts. */
declare module 'virtual:county-outlines' {
  import type { GeometryCollection, Topology } from 'topojson-specification';

  type CountyTopology = Topology<{ counties: GeometryCollection<{ name: string }> }>;
  /** A loader for each state, by its FIPS code. */
  export const OUTLINES: Readonly<Record<string, () => Promise<{ default: CountyTopology }>>>;
}
