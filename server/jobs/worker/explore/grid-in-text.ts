import { endianness } from 'node:os';
import type { Grid } from '#solver/contract/explore/grid.ts';
import type { GridColumns } from '#solver/explore/forcing/grid.ts';

/** The grid as it travels: its columns as base64, whose lowest byte comes first on every machine. */
export function gridInText({ state, matched, score, moved, partial }: GridColumns): Grid {
  return {
    format: 'mile-grid/1',
    state: Buffer.from(state.buffer).toString('base64'),
    matched: columnInText(matched),
    score: columnInText(score),
    moved: columnInText(moved),
    partial,
  };
}

function columnInText({ buffer }: Int32Array): string {
  const bytes = Buffer.from(buffer);
  return (endianness() === 'BE' ? bytes.swap32() : bytes).toString('base64');
}
