import { expect, test } from 'vitest';
import { QueueRoom } from '#server/jobs/queue-room.ts';

/** Tasks of `ms` milliseconds each, one after the other, as many as needed for the mean to be theirs. */
function after(room: QueueRoom, ms: number, tasks = 60): QueueRoom {
  for (let k = 0; k < tasks; k += 1) room.ended(k * ms, (k + 1) * ms);
  return room;
}

test('before anything is known of how long tasks take, so many may wait as always may', () => {
  const room = new QueueRoom(20, 500);
  expect(room.hasRoom(19)).toBe(true);
  expect(room.hasRoom(20)).toBe(false);
});

test('behind fast tasks as many may wait as have their turn in time, behind slow ones as many as always may', () => {
  const fast = after(new QueueRoom(20, 500), 5);
  expect(fast.hasRoom(98)).toBe(true);
  expect(fast.hasRoom(101)).toBe(false);
  const slow = after(fast, 1_000);
  expect(slow.hasRoom(19)).toBe(true);
  expect(slow.hasRoom(20)).toBe(false);
});

test('tasks that were asked for together count for the time between their ends', () => {
  const room = new QueueRoom(2, 500);
  for (let k = 1; k <= 50; k += 1) room.ended(0, k * 10);
  expect(room.hasRoom(45)).toBe(true);
  expect(room.hasRoom(55)).toBe(false);
});

test('nobody else waits where that is not wanted, and never more than memory has room for', () => {
  expect(after(new QueueRoom(20, 0), 1).hasRoom(20)).toBe(false);
  expect(after(new QueueRoom(20, 500), 0.01).hasRoom(200)).toBe(false);
});
