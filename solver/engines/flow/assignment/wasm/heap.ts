/**
 * A 4-ary heap of columns by distance, and of units, numbered from the last column on, by what the rest of their row lets expect. Outdated entries
 * are left in: an entry above the column's distance is skipped, or swept out where room runs short.
 */
import { ENTRY, columnCount, columnOf, distance, heap, heapCapacity, putEntry, weight, worthOf } from './memory.ts';

let size: i32 = 0;

export function clearHeap(): void {
  size = 0;
}

export function pushHeap(key: Weight, column: i32): void {
  if (size === heapCapacity()) sweep();
  let place = size;
  size += 1;
  rise(place, key, column);
}

function rise(from: i32, key: Weight, column: i32): void {
  let place = from;
  while (place > 0) {
    const above = (place - 1) >> 2;
    const entry = at(above);
    if (worthOf(entry) <= key) break;
    putEntry(at(place), worthOf(entry), columnOf(entry));
    place = above;
  }
  putEntry(at(place), key, column);
}

@inline
export function heapSize(): i32 {
  return size;
}

@inline
export function topKey(): Weight {
  return worthOf(heap);
}

/** Takes out the column of the smallest key. */
export function popHeap(): i32 {
  const column = columnOf(heap);
  size -= 1;
  if (size > 0) sink(0, worthOf(at(size)), columnOf(at(size)));
  return column;
}

function sink(from: i32, key: Weight, column: i32): void {
  let place = from;
  for (;;) {
    const first = 4 * place + 1;
    if (first >= size) break;
    let child = first;
    let least = worthOf(at(first));
    const last = min(first + 4, size);
    for (let other = first + 1; other < last; other += 1) {
      const candidate = worthOf(at(other));
      if (candidate < least) {
        least = candidate;
        child = other;
      }
    }
    if (least >= key) break;
    putEntry(at(place), least, columnOf(at(child)));
    place = child;
  }
  putEntry(at(place), key, column);
}

function sweep(): void {
  let kept = 0;
  for (let index = 0; index < size; index += 1) {
    const entry = at(index);
    if (columnOf(entry) < columnCount && worthOf(entry) > weight(distance, columnOf(entry))) continue;
    putEntry(at(kept), worthOf(entry), columnOf(entry));
    kept += 1;
  }
  size = kept;
  for (let index = (size - 2) >> 2; index >= 0; index -= 1)
    sink(index, worthOf(at(index)), columnOf(at(index)));
}

@inline
function at(index: i32): usize {
  return heap + <usize>index * ENTRY;
}
