/** What is compared: one way of ours with the same by others. */

/** A comparison of one piece of work. */
export interface Row {
  name: string;
  ours: Contender;
  peers: Peer[];
}

/** One way to do it. */
export interface Contender {
  name: string;
  /** Does the work once and times it. */
  run(): Measurement | Promise<Measurement>;
  /** What a right output shows. */
  expected: Expected;
}

export interface Peer extends Contender {
  /** How many times as fast we mean to be; without it a peer is for orientation. */
  target?: number;
}

export interface Measurement {
  /** Processor time, all threads together. */
  seconds: number;
  /** How many pieces of work these were: releases, rows summed. */
  items: number;
  /** A figure computed from the output, after the clock was stopped. */
  seen: number;
}

export interface Expected {
  value: number;
  tolerance: number;
}
