/** A number in [0, 1) that belongs to these three: a hash (the mixer of MurmurHash3, Appleby 2011) and not a stream. */
export function uniform(seed: number, draw: number, item: number): number {
  return mixed(mixed(mixed(seed) + draw) + item) / 2 ** 32;
}

function mixed(value: number): number {
  let bits = (value + 0x9e3779b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
