/**
 * What a cell of the grid is, one byte a cell: the states below; from `rule` on the number of the policy's first rule that does not
 * allow the pair. In a file of its own, because the page needs it and no schema.
 */
export const CELL = { answered: 0, impossible: 1, open: 2, forbidden: 3, rule: 4 } as const;
