import type { RegionBalance } from './region-balance.ts';
import type { Journey } from './journeys.ts';

/** A region as a tile in rows and columns. */
export interface Tile {
  readonly label: string;
  readonly column: number;
  readonly row: number;
  /** Pairs of which both live here. */
  readonly within: number;
}

/** How many pairs lie between two tiles. */
export interface Link {
  readonly key: string;
  readonly from: Tile;
  readonly to: Tile;
  readonly pairs: number;
  readonly changed: number;
}

export interface TileMap {
  readonly tiles: readonly Tile[];
  readonly links: readonly Link[];
  readonly columns: number;
  readonly rows: number;
}

/** Regions as tiles, row by row in their order, and the pairs between them counted: for a programme without outlines. */
export function tileMap(regions: readonly RegionBalance[], journeys: readonly Journey[]): TileMap {
  const columns = Math.max(1, Math.ceil(Math.sqrt(regions.length)));
  const crossing = journeys.filter(({ regions: [one, other] }) => one !== other);
  const tiles = regions.map(({ label }, at) => ({
    label,
    column: at % columns,
    row: Math.floor(at / columns),
    within: journeys.filter(({ regions: [one, other] }) => one === label && other === label).length,
  }));
  const byLabel = new Map(tiles.map((tile) => [tile.label, tile]));
  const between = Map.groupBy(crossing, ({ regions: ends }) => ends.toSorted().join(' – '));
  const links = [...between].flatMap(([key, pairs]): Link[] => {
    const [one = '', other = ''] = (pairs[0]?.regions ?? []).toSorted();
    const [from, to] = [byLabel.get(one), byLabel.get(other)];
    if (!from || !to) return [];
    return [{ key, from, to, pairs: pairs.length, changed: pairs.filter(({ changed }) => changed).length }];
  });
  return { tiles, links, columns, rows: Math.ceil(regions.length / columns) };
}
