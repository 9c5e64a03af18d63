/**
 * The list of a row: its edges of most worth, best first, as far as anybody has asked. Ties stand in the order of the columns, begun at a
 * place of the row's own, so that rows with the same favourites do not all name the same ones. An edge that is not in the list is worth
 * no more than the last one that is.
 */
import {
  ENTRY,
  append,
  basePrice,
  buffer,
  bufferedColumn,
  columnOf,
  degree,
  entryAt,
  listLength,
  listStart,
  largest,
  merged,
  packing,
  putEntry,
  putWhole,
  reserve,
  radix,
  selection,
  putWeight,
  smallest,
  weight,
  whole,
  worthOf,
} from './memory.ts';

const RUN: i32 = 12;
/** As many as this or fewer are sorted by insertion. */
const FEW: i32 = 48;
/** So many blocks of a row tell their largest worths; about one and a half times so many are selected by the middle one of those. */
const BLOCKS: i32 = 32;
/** Every so manieth worth is in the sample. */
const STRIDE: i32 = 8;
/** Bits of a digit by which few or many entries are sorted: counters must not outnumber them by much. */
const FEW_BITS: u32 = 8;
const MANY_BITS: u32 = 11;
const MANY: i32 = 512;
/** A sample of fewer values than this is counted, not sorted: there are as many counters. */
const FEW_VALUES: i32 = 2048;

/**
 * Selects about the `wanted` best of the row's worths, which lie in the buffer from `offset` with their columns, as the row's list: more
 * where ties or chance will have it, never fewer than it had.
 */
export function select(row: i32, offset: i32, wanted: i32): void {
  const count = whole(degree, row);
  const first = buffer + <usize>offset * sizeof<Weight>();
  const begin = <i32>((<u32>row * <u32>0x9e3779b1) % <u32>max(count, 1));
  let kept = 0;
  if (wanted >= count || count <= FEW) kept = atLeast(first, begin, count, smallest());
  else if (wanted <= BLOCKS / 2) kept = fewAtLeast(first, begin, count, middleMaximum(first, count));
  else {
    kept = atLeast(first, begin, count, sampled(first, count, wanted));
    if (kept <= whole(listLength, row)) kept = atLeast(first, begin, count, smallest());
  }
  const sorted = sort(kept);
  reserve(kept);
  const at = append(kept);
  const columns = bufferedColumn + (<usize>offset << 2);
  // Until here entries name places within the row.
  for (let index = 0; index < kept; index += 1) {
    const entry = sorted + <usize>index * ENTRY;
    putEntry(entryAt(at + index), worthOf(entry), whole(columns, columnOf(entry)));
  }
  putWhole(listStart, row, at);
  putWhole(listLength, row, kept);
}

/** Selects what is worth at least the threshold, in the order in which it is visited: without branches, for many hits. */
function atLeast(first: usize, begin: i32, count: i32, threshold: Weight): i32 {
  const middle = packed(first, begin, count, threshold, selection);
  return <i32>((packed(first, 0, begin, threshold, middle) - selection) / ENTRY);
}

/** Four at a time: the lanes that reach the threshold are brought to the front, and what lies behind them is written over. */
function packed(first: usize, from: i32, last: i32, threshold: Weight, to: usize): usize {
  let place = from;
  let out = to;
  if (!isFloat<Weight>()) {
    const orders = packing;
    const bar = i32x4.splat(<i32>threshold);
    let places = i32x4.add(i32x4.splat(place), i32x4(0, 1, 2, 3));
    for (; place + 4 <= last; place += 4) {
      const worths = v128.load(first + (<usize>place << 2));
      const hits = i32x4.bitmask(i32x4.ge_s(worths, bar));
      const order = v128.load(orders + (<usize>hits << 4));
      const kept = i8x16.swizzle(worths, order);
      const where = i8x16.swizzle(places, order);
      v128.store(out, v128.shuffle<i32>(kept, where, 0, 4, 1, 5));
      v128.store(out, v128.shuffle<i32>(kept, where, 2, 6, 3, 7), 16);
      out += <usize>popcnt(hits) << 3;
      places = i32x4.add(places, i32x4.splat(4));
    }
  }
  for (; place < last; place += 1) {
    const worth = load<Weight>(first + <usize>place * sizeof<Weight>());
    putEntry(out, worth, place);
    out += worth >= threshold ? ENTRY : 0;
  }
  return out;
}

/** The same for few hits. */
function fewAtLeast(first: usize, begin: i32, count: i32, threshold: Weight): i32 {
  const middle = fewBetween(first, begin, count, threshold, selection);
  return <i32>((fewBetween(first, 0, begin, threshold, middle) - selection) / ENTRY);
}

function fewBetween(first: usize, from: i32, last: i32, threshold: Weight, to: usize): usize {
  let place = from;
  let out = to;
  if (!isFloat<Weight>()) {
    const bar = i32x4.splat(<i32>threshold);
    for (; place + 4 <= last; place += 4) {
      const at = first + ((<usize>place) << 2);
      let hits = i32x4.bitmask(i32x4.ge_s(v128.load(at), bar));
      while (hits !== 0) {
        const lane = ctz(hits);
        putEntry(out, load<Weight>(at + ((<usize>lane) << 2)), place + lane);
        out += ENTRY;
        hits &= hits - 1;
      }
    }
  } else {
    const bar = f64x2.splat(<f64>threshold);
    for (; place + 4 <= last; place += 4) {
      const at = first + ((<usize>place) << 3);
      let hits =
        i64x2.bitmask(f64x2.ge(v128.load(at), bar)) | (i64x2.bitmask(f64x2.ge(v128.load(at, 16), bar)) << 2);
      while (hits !== 0) {
        const lane = ctz(hits);
        putEntry(out, load<Weight>(at + ((<usize>lane) << 3)), place + lane);
        out += ENTRY;
        hits &= hits - 1;
      }
    }
  }
  for (; place < last; place += 1) {
    const worth = load<Weight>(first + <usize>place * sizeof<Weight>());
    if (worth < threshold) continue;
    putEntry(out, worth, place);
    out += ENTRY;
  }
  return out;
}

/** The middle one of the largest worths of some blocks: half as many worths as blocks are that high, and hardly more where they are in no order. */
function middleMaximum(first: usize, count: i32): Weight {
  const lanes = 16 / <i32>sizeof<Weight>();
  const step = count / BLOCKS;
  for (let block = 0; block < BLOCKS; block += lanes) {
    const from = first + <usize>(block * step) * sizeof<Weight>();
    let high = v128.load(from);
    for (let at = from + 16; at < from + <usize>step * 16; at += 16)
      high = isFloat<Weight>() ? f64x2.pmax(high, v128.load(at)) : i32x4.max_s(high, v128.load(at));
    v128.store(merged + <usize>block * sizeof<Weight>(), high);
  }
  for (let block = 0; block < BLOCKS; block += 1) putEntry(selection + <usize>block * ENTRY, weight(merged, block), block);
  insertionSort(0, BLOCKS);
  return worthOf(selection + <usize>(BLOCKS / 2 - 1) * ENTRY);
}

/** A threshold that about `wanted` of the worths reach, by a sample of them. */
function sampled(first: usize, count: i32, wanted: i32): Weight {
  if (!isFloat<Weight>()) {
    let high = i32.MIN_VALUE;
    let low = i32.MAX_VALUE;
    const end = first + (<usize>count << 2);
    for (let at = first; at < end; at += 4 * STRIDE) {
      const worth = load<i32>(at);
      high = max(high, worth);
      low = min(low, worth);
    }
    if (<u32>(high - low) < <u32>FEW_VALUES) return counted(first, end, <i32>low, <i32>high, wanted / STRIDE);
  }
  let size = 0;
  for (let place = 0; place < count; place += STRIDE) {
    putEntry(selection + <usize>size * ENTRY, load<Weight>(first + <usize>place * sizeof<Weight>()), place);
    size += 1;
  }
  const sorted = sort(size);
  return worthOf(sorted + <usize>min(wanted / STRIDE, size - 1) * ENTRY);
}

/** The same where the sample takes few values, by counting how often each occurs. */
function counted(first: usize, end: usize, low: i32, high: i32, wanted: i32): Weight {
  const counters = radix;
  memory.fill(counters, 0, (<usize>(high - low) << 2) + 4);
  for (let at = first; at < end; at += 4 * STRIDE) {
    const counter = counters + (<usize>(high - load<i32>(at)) << 2);
    store<i32>(counter, load<i32>(counter) + 1);
  }
  let reached = 0;
  for (let worth = high; worth > low; worth -= 1) {
    reached += load<i32>(counters + (<usize>(high - worth) << 2));
    if (reached > wanted) return <Weight>worth;
  }
  return <Weight>low;
}

/** Sorts the selection by falling worth, keeping the order of ties, and says where the result lies. */
export function sort(count: i32): usize {
  if (count <= FEW) {
    insertionSort(0, count);
    return selection;
  }
  let low = largest();
  let high = smallest();
  for (let index = 0; index < count; index += 1) {
    const worth = worthOf(selection + <usize>index * ENTRY);
    low = min(low, worth);
    high = max(high, worth);
  }
  const range = <f64>high - <f64>low;
  return range < 4294967296 ? radixSort(count, high, <u32>range) : mergeSort(count);
}

/** By digits of the distance to the highest worth, the lowest digit first; one pass where the range is small. */
function radixSort(count: i32, high: Weight, range: u32): usize {
  const most = count < MANY && range >>> MANY_BITS !== 0 ? FEW_BITS : MANY_BITS;
  // Digits of one width: a last one of few bits would cost a pass like all others, and fewer counters each are added up faster.
  const width = 32 - clz(range | 1);
  const passes = (width + most - 1) / most;
  const bits = (width + passes - 1) / passes;
  const mask: u32 = (1 << bits) - 1;
  let from = selection;
  let to = merged;
  for (let shift: u32 = 0; shift < 32 && (shift === 0 || range >>> shift !== 0); shift += bits) {
    const digits = min<u32>(range >>> shift, mask) + 1;
    memory.fill(radix, 0, <usize>digits << 2);
    const end = from + <usize>count * ENTRY;
    for (let entry = from; entry < end; entry += ENTRY) {
      const counter = radix + <usize>(((<u32>(high - worthOf(entry)) >>> shift) & mask) << 2);
      store<i32>(counter, load<i32>(counter) + 1);
    }
    let sum = 0;
    for (let digit: u32 = 0; digit < digits; digit += 1) {
      const counter = radix + <usize>(digit << 2);
      const here = load<i32>(counter);
      store<i32>(counter, sum);
      sum += here;
    }
    for (let entry = from; entry < end; entry += ENTRY) {
      const counter = radix + <usize>(((<u32>(high - worthOf(entry)) >>> shift) & mask) << 2);
      const place = load<i32>(counter);
      store<i32>(counter, place + 1);
      putEntry(to + <usize>place * ENTRY, worthOf(entry), columnOf(entry));
    }
    const swapped = from;
    from = to;
    to = swapped;
  }
  return from;
}

/** Insertion within runs, then merges. */
function mergeSort(count: i32): usize {
  for (let begin = 0; begin < count; begin += RUN) insertionSort(begin, min(begin + RUN, count));
  let from = selection;
  let to = merged;
  for (let width = RUN; width < count; width <<= 1) {
    for (let begin = 0; begin < count; begin += 2 * width)
      merge(from, to, begin, min(begin + width, count), min(begin + 2 * width, count));
    const swapped = from;
    from = to;
    to = swapped;
  }
  return from;
}

function insertionSort(begin: i32, end: i32): void {
  for (let index = begin + 1; index < end; index += 1) {
    const entry = selection + <usize>index * ENTRY;
    const worth = worthOf(entry);
    const place = columnOf(entry);
    let hole = entry;
    const bottom = selection + <usize>begin * ENTRY;
    while (hole > bottom && worthOf(hole - ENTRY) < worth) {
      putEntry(hole, worthOf(hole - ENTRY), columnOf(hole - ENTRY));
      hole -= ENTRY;
    }
    putEntry(hole, worth, place);
  }
}

function merge(from: usize, to: usize, begin: i32, middle: i32, end: i32): void {
  let left = from + <usize>begin * ENTRY;
  let right = from + <usize>middle * ENTRY;
  const leftEnd = right;
  const rightEnd = from + <usize>end * ENTRY;
  let out = to + <usize>begin * ENTRY;
  while (left < leftEnd && right < rightEnd) {
    if (worthOf(left) >= worthOf(right)) {
      putEntry(out, worthOf(left), columnOf(left));
      left += ENTRY;
    } else {
      putEntry(out, worthOf(right), columnOf(right));
      right += ENTRY;
    }
    out += ENTRY;
  }
  memory.copy(out, left, leftEnd - left);
  memory.copy(out + (leftEnd - left), right, rightEnd - right);
}

/** Takes the base prices off the first `count` worths in the buffer. */
export function takeOffBase(count: i32): void {
  // Locals: a look at a variable of the module is a look at the memory.
  const worths = buffer;
  const columns = bufferedColumn;
  const prices = basePrice;
  for (let index = 0; index < count; index += 1)
    putWeight(worths, index, weight(worths, index) - weight(prices, whole(columns, index)));
}

/**
 * Divides the first `count` worths in the buffer by `odd` x 2^`twos`, of which they are to be multiples: exactly, by the inverse of the odd part modulo
 * 2^32. What is no multiple comes out beyond 2^31 / divisor (Granlund and Montgomery 1994), and what has too few twos is told at once.
 */
export function divide(count: i32, inverse: i32, twos: i32): bool {
  let rest = i32x4.splat(0);
  const factor = i32x4.splat(inverse);
  const low = i32x4.splat((1 << twos) - 1);
  const end = buffer + (<usize>count << 2);
  // The last block may reach beyond the count, never beyond the buffer: arrays begin at multiples of 16.
  for (let at = end; (at & 15) !== 0; at += 4) store<i32>(at, 0);
  for (let at = buffer; at < end; at += 16) {
    const worths = v128.load(at);
    rest = v128.or(rest, v128.and(worths, low));
    v128.store(at, i32x4.mul(i32x4.shr_s(worths, twos), factor));
  }
  return !v128.any_true(rest);
}

/** The least and the largest worth seen, 0 included. */
export let least: Weight = 0;
export let most: Weight = 0;

export function resetSpread(): void {
  least = 0;
  most = 0;
}

/** Takes note of the spread of the first `count` worths in the buffer. */
export function noteSpread(count: i32): void {
  let at = buffer;
  const end = buffer + <usize>count * sizeof<Weight>();
  if (isFloat<Weight>()) {
    let low = f64x2.splat(<f64>least);
    let high = f64x2.splat(<f64>most);
    for (; at + 16 <= end; at += 16) {
      const block = v128.load(at);
      low = f64x2.pmin(low, block);
      high = f64x2.pmax(high, block);
    }
    least = <Weight>min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
    most = <Weight>max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
  } else {
    let low = i32x4.splat(<i32>least);
    let high = i32x4.splat(<i32>most);
    for (; at + 16 <= end; at += 16) {
      const block = v128.load(at);
      low = i32x4.min_s(low, block);
      high = i32x4.max_s(high, block);
    }
    least = <Weight>(
      min(
        min(i32x4.extract_lane(low, 0), i32x4.extract_lane(low, 1)),
        min(i32x4.extract_lane(low, 2), i32x4.extract_lane(low, 3)),
      )
    );
    most = <Weight>(
      max(
        max(i32x4.extract_lane(high, 0), i32x4.extract_lane(high, 1)),
        max(i32x4.extract_lane(high, 2), i32x4.extract_lane(high, 3)),
      )
    );
  }
  for (; at < end; at += sizeof<Weight>()) {
    least = min(least, load<Weight>(at));
    most = max(most, load<Weight>(at));
  }
}
