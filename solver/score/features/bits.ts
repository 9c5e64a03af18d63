/** Sets of mentors as bits: mentor m is bit m % 32 of word m / 32. Bits beyond the last mentor are never set. */
const WORD = 32;

export function wordsFor(size: number): number {
  return Math.ceil(size / WORD);
}

export function emptyBits(size: number): Uint32Array {
  return new Uint32Array(wordsFor(size));
}

export function setBit(bits: Uint32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31));
}

export function clearBit(bits: Uint32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) & ~(1 << (index & 31));
}

export function hasBit(bits: Uint32Array, index: number): boolean {
  return (((bits[index >>> 5] as number) >>> (index & 31)) & 1) === 1;
}

/** Sets the first `size` bits. */
export function setAll(bits: Uint32Array, size: number): void {
  bits.fill(0xffffffff);
  const rest = size % WORD;
  if (rest > 0) bits[bits.length - 1] = (1 << rest) - 1;
}

/** Writes the complement of `bits` among the first `size`. */
export function complement(bits: Uint32Array, size: number, into: Uint32Array): void {
  for (let word = 0; word < bits.length; word += 1) into[word] = ~(bits[word] as number);
  const rest = size % WORD;
  if (rest > 0) into[bits.length - 1] = (into[bits.length - 1] as number) & ((1 << rest) - 1);
}

/** Bits of one word that are set (Warren, Hacker's Delight, 2002, section 5-1). */
export function countWord(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) count += countWord(bits[word] as number);
  return count;
}

/** Writes the numbers of the bits that are set, ascending, from `at` on; gives where they end. */
export function listBits(bits: Uint32Array, into: Int32Array, at: number): number {
  let next = at;
  for (let word = 0; word < bits.length; word += 1) {
    let rest = bits[word] as number;
    while (rest !== 0) {
      const lowest = rest & -rest;
      into[next] = word * WORD + (WORD - 1 - Math.clz32(lowest));
      next += 1;
      rest ^= lowest;
    }
  }
  return next;
}
