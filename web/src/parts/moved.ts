/** The same things with one of them a place further; those at an end stay. */
export function moved<Thing>(things: readonly Thing[], index: number, by: 1 | -1): Thing[] {
  const target = index + by;
  const next = [...things];
  const [thing] = next.splice(index, 1);
  if (thing === undefined || target < 0 || target >= things.length) return [...things];
  next.splice(target, 0, thing);
  return next;
}
