import { type RandomSource, uniformFromWords } from "lib/random.ts";

/**
 * A repeatable source that is some twenty times quicker than `seededRandom`, so
 * that millions of draws fit into a test: Chris Doty-Humphrey's sfc32.
 */
export function quickRandom(seed: string): RandomSource {
  let a = hash(seed) | 0;
  let b = hash(`${seed}.`) | 0;
  let c = seed.length;
  let counter = 1;
  const uint32 = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result | 0;
    return result >>> 0;
  };
  for (let i = 0; i < 20; i++) uint32();
  return {
    isSecure: false,
    uint32,
    fill(words) {
      for (let i = 0; i < words.length; i++) words[i] = uint32();
    },
    uniform: () => uniformFromWords(uint32(), uint32()),
    fork: (label) => quickRandom(`${seed}/${label}`),
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}
