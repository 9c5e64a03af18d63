/**
 * The list of a row: its edges of most worth, best first, as far as anybody has asked. Ties stand in the order of the columns, begun at a
 * place of the row's own, so that rows with the same favourites do not all name the same ones. An edge that is not in the list is worth
 * no more than the last one that is.
 */
import {
  ENTRY,
  append,
  buffer,
  columnOf,
  degree,
  entryAt,
  listLength,
  listStart,
  largest,
  merged,
  putEntry,
  putWhole,
  reserve,
  radix,
  selection,
  smallest,
  whole,
  worthOf,
} from './memory.ts';

const RUN: i32 = 12;
/** As many as this or fewer are selected by a rising threshold, more by one that is taken from a sample. */
const FEW: i32 = 32;
/** Every so manieth worth is in the sample. */
const STRIDE: i32 = 8;
const DIGIT_BITS: u32 = 11;
const DIGITS: i32 = 1 << DIGIT_BITS;

/**
 * Selects about the `wanted` best of the row's worths, which lie in the buffer from `offset`, as the row's list: more where ties or chance
 * will have it, never fewer than it had. Entries name places within the row; the caller turns them into columns.
 */
export function select(row: i32, offset: i32, wanted: i32): void {
  const count = whole(degree, row);
  const first = buffer + <usize>offset * sizeof<Weight>();
  const begin = <i32>((<u32>row * <u32>0x9e3779b1) % <u32>max(count, 1));
  let kept = 0;
  if (wanted >= count) kept = atLeast(first, begin, count, smallest());
  else if (wanted <= FEW) kept = best(first, begin, count, wanted);
  else {
    kept = atLeast(first, begin, count, sampled(first, count, wanted));
    if (kept <= whole(listLength, row)) kept = atLeast(first, begin, count, smallest());
  }
  const sorted = sort(kept);
  reserve(kept);
  const at = append(kept);
  memory.copy(entryAt(at), sorted, <usize>kept * ENTRY);
  putWhole(listStart, row, at);
  putWhole(listLength, row, kept);
}

/** Selects the `wanted` best, ties in the order in which they are visited. */
function best(first: usize, begin: i32, count: i32, wanted: i32): i32 {
  let filled = 0;
  let threshold = smallest();
  let place = begin;
  let last = count;
  for (let half = 0; half < 2; half += 1) {
    while (place < last) {
      if (filled >= wanted) {
        place = skip(first, place, last, threshold);
        if (place >= last) break;
      }
      const worth = load<Weight>(first + <usize>place * sizeof<Weight>());
      if (worth > threshold || filled < wanted) {
        if (filled === 2 * wanted) {
          insertionSort(0, filled);
          filled = wanted;
          threshold = worthOf(selection + <usize>(wanted - 1) * ENTRY);
          if (worth <= threshold) continue;
        }
        putEntry(selection + <usize>filled * ENTRY, worth, place);
        filled += 1;
      }
      place += 1;
    }
    place = 0;
    last = begin;
  }
  insertionSort(0, filled);
  return wanted;
}

/** Selects what is worth at least the threshold, in the order in which it is visited. */
function atLeast(first: usize, begin: i32, count: i32, threshold: Weight): i32 {
  let out = selection;
  for (let place = begin; place < count; place += 1) {
    const worth = load<Weight>(first + <usize>place * sizeof<Weight>());
    putEntry(out, worth, place);
    out += worth >= threshold ? ENTRY : 0;
  }
  for (let place = 0; place < begin; place += 1) {
    const worth = load<Weight>(first + <usize>place * sizeof<Weight>());
    putEntry(out, worth, place);
    out += worth >= threshold ? ENTRY : 0;
  }
  return <i32>((out - selection) / ENTRY);
}

/** A threshold that about `wanted` of the worths reach, by a sample of them. */
function sampled(first: usize, count: i32, wanted: i32): Weight {
  let size = 0;
  for (let place = 0; place < count; place += STRIDE) {
    putEntry(selection + <usize>size * ENTRY, load<Weight>(first + <usize>place * sizeof<Weight>()), place);
    size += 1;
  }
  const sorted = sort(size);
  return worthOf(sorted + <usize>min(wanted / STRIDE, size - 1) * ENTRY);
}

/** The next place at which a block of worths has one above the threshold. */
function skip(first: usize, from: i32, last: i32, threshold: Weight): i32 {
  let place = from;
  if (isFloat<Weight>()) {
    const bar = f64x2.splat(<f64>threshold);
    while (place + 8 <= last) {
      const at = first + ((<usize>place) << 3);
      const a = f64x2.pmax(v128.load(at), v128.load(at, 16));
      const b = f64x2.pmax(v128.load(at, 32), v128.load(at, 48));
      if (v128.any_true(f64x2.gt(f64x2.pmax(a, b), bar))) return place;
      place += 8;
    }
  } else {
    const bar = i32x4.splat(<i32>threshold);
    while (place + 16 <= last) {
      const at = first + ((<usize>place) << 2);
      const a = i32x4.max_s(v128.load(at), v128.load(at, 16));
      const b = i32x4.max_s(v128.load(at, 32), v128.load(at, 48));
      if (v128.any_true(i32x4.gt_s(i32x4.max_s(a, b), bar))) return place;
      place += 16;
    }
  }
  return place;
}

/** Sorts the selection by falling worth, keeping the order of ties, and says where the result lies. */
function sort(count: i32): usize {
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
  let from = selection;
  let to = merged;
  for (let shift: u32 = 0; shift < 32 && (shift === 0 || range >>> shift !== 0); shift += DIGIT_BITS) {
    const digits = min<u32>(range >>> shift, DIGITS - 1) + 1;
    memory.fill(radix, 0, <usize>digits << 2);
    const end = from + <usize>count * ENTRY;
    for (let entry = from; entry < end; entry += ENTRY) {
      const counter = radix + <usize>(((<u32>(high - worthOf(entry)) >>> shift) & (DIGITS - 1)) << 2);
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
      const counter = radix + <usize>(((<u32>(high - worthOf(entry)) >>> shift) & (DIGITS - 1)) << 2);
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
