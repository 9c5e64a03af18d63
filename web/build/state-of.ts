import type { GeometryCollection, Topology } from 'topojson-specification';

export type CountyTopology = Topology<{ counties: GeometryCollection<{ name: string }> }>;

type Rings = number[][] | number[][][];

/** The counties of one state (the first two digits of a county's code), with the arcs that they use and no others. */
export function stateOf(atlas: CountyTopology, state: string): CountyTopology {
  const numbers = new Map<number, number>();
  const arcs: CountyTopology['arcs'] = [];
  // A negative number is an arc in the other direction: ~n.
  const renumbered = (arc: number): number => {
    const own = arc < 0 ? ~arc : arc;
    let number = numbers.get(own);
    if (number === undefined) {
      number = arcs.length;
      numbers.set(own, number);
      arcs.push(atlas.arcs[own] as CountyTopology['arcs'][number]);
    }
    return arc < 0 ? ~number : number;
  };
  const cut = (rings: Rings): Rings =>
    rings.map((ring) =>
      ring.map((arc) => (Array.isArray(arc) ? arc.map(renumbered) : renumbered(arc))),
    ) as Rings;
  const counties = atlas.objects.counties.geometries.filter(({ id }) =>
    String(id).padStart(5, '0').startsWith(state),
  );
  const geometries = counties.map((county) =>
    'arcs' in county ? { ...county, arcs: cut(county.arcs as Rings) } : county,
  ) as typeof counties;
  return {
    type: 'Topology',
    ...(atlas.transform && { transform: atlas.transform }),
    objects: { counties: { type: 'GeometryCollection', geometries } },
    arcs,
  };
}
