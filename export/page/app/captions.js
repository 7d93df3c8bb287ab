// `tfgan_suite.embeddings.bag_of_words`: a caption as a vector, the same numbers as in Python.

import { Generator } from "./random.js";

/** @returns {Float32Array} of `length`. */
export function bagOfWords(caption, length) {
  const words = caption.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? [""];
  const sum = new Float32Array(length);
  for (const word of words) vector(word, length).forEach((value, i) => (sum[i] += value));
  const root = Math.fround(Math.sqrt(words.length));
  return sum.map((value) => value / root);
}

const known = new Map();

function vector(word, length) {
  const key = `${length} ${word}`;
  if (!known.has(key)) known.set(key, new Generator(seed(word)).normal(length));
  return known.get(key);
}

/** The first 128 bits of a word's SHA-256. */
function seed(word) {
  return sha256(new TextEncoder().encode(word))
    .slice(0, 4)
    .reduce((number, part) => (number << 32n) | BigInt(part >>> 0), 0n);
}

// crypto.subtle would do, but is missing where a page is served over plain HTTP.
const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && Array.from({ length: n - 2 }, (_, d) => d + 2).every((d) => n % d),
);
const fraction = (x) => ((x % 1) * 2 ** 32) | 0;
const ROUNDS = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const rotated = (x, by) => (x >>> by) | (x << (32 - by));

function sha256(bytes) {
  const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  bytes.forEach((byte, i) => padded.setUint8(i, byte));
  padded.setUint8(bytes.length, 128);
  padded.setUint32(padded.byteLength - 4, bytes.length * 8);
  let state = START;
  for (let at = 0; at < padded.byteLength; at += 64) {
    const next = compressed(state, Array.from({ length: 16 }, (_, i) => padded.getInt32(at + 4 * i)));
    state = state.map((value, i) => (value + next[i]) | 0);
  }
  return state;
}

function compressed([a, b, c, d, e, f, g, h], w) {
  for (let i = 16; i < 64; i++) {
    const s0 = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  for (let i = 0; i < 64; i++) {
    const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
    const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  return [a, b, c, d, e, f, g, h];
}
