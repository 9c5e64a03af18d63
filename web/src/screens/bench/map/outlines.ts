import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import { feature, mesh } from 'topojson-client';
import { OUTLINES } from 'virtual:county-outlines';
import type { Geography } from '#solver/contract/programme/places.ts';

/** Outlines of a programme's places, in degrees. */
export interface Outlines {
  readonly places: FeatureCollection<Polygon | MultiPolygon, { name: string }>;
  /** Borders between places of different regions, and of the whole. */
  readonly regionBorders: MultiLineString;
  /** The places of each region, by the region's id. */
  readonly regions: ReadonlyMap<string, readonly Feature<Polygon | MultiPolygon>[]>;
}

/** Loads the outlines that a programme names; undefined where it names none, or none that this page was built with. */
export async function outlinesOf({ outlines, places, systems }: Geography): Promise<Outlines | undefined> {
  const load = outlines && OUTLINES[outlines.state];
  if (!load) return undefined;
  const { default: topology } = await load();
  const [system] = systems;
  const regionByName = new Map(places.map(({ label, regions }) => [label, regions[system?.id ?? ''] ?? '']));
  const regionOf = ({ properties }: { properties?: { name: string } }) =>
    regionByName.get(properties?.name ?? '') ?? '';
  const shapes = feature(topology, topology.objects.counties) as Outlines['places'];
  return {
    places: shapes,
    regionBorders: mesh(
      topology,
      topology.objects.counties,
      (a, b) => a === b || regionOf(a as never) !== regionOf(b as never),
    ),
    regions: Map.groupBy(shapes.features, regionOf),
  };
}
