import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

/** A task's own line for progress: the worker's end travels with the task, and what is said at this end comes in order. */
export interface Listening {
  workerEnd: MessagePort;
  /** Hears what has been said already and hangs up: a task's answer may overtake its progress. */
  end(): void;
}

export function listenTo(onProgress: (progress: string) => void): Listening {
  const { port1: own, port2: workerEnd } = new MessageChannel();
  own.on('message', onProgress);
  return {
    workerEnd,
    end() {
      for (let said = receiveMessageOnPort(own); said; said = receiveMessageOnPort(own))
        onProgress(said.message as string);
      own.close();
    },
  };
}
