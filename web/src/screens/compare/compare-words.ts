const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** Whole tenths of a point as people read them: "41.0", "78.5". */
export function pointWords(tenths: number): string {
  return (tenths / 10).toLocaleString('en', ONE_DECIMAL);
}

/** A gain or a loss, told by its sign and never by colour: "+3.2", "−11.0", "±0". */
export function deltaWords(tenths: number): string {
  if (tenths === 0) return '±0';
  return `${tenths > 0 ? '+' : '−'}${pointWords(Math.abs(tenths))}`;
}
