import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** A name of this process that no other has had: ids of processes come again, on one machine and on another. */
export const WORKER_NAME = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
