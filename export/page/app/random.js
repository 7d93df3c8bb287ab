// Numbers of numpy's `default_rng(seed)`: PCG64 seeded by SeedSequence, normals by the ziggurat in single precision.
// What a page shows can so be made again in Python from its seed.

const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
const u128 = (value) => BigInt.asUintN(128, value);
const u64 = (value) => BigInt.asUintN(64, value);

export class Generator {
  /** @param {bigint | number} seed not negative, of any size. */
  constructor(seed) {
    const [a, b, c, d] = stateOf(words(BigInt(seed)));
    this.increment = u128((((c << 64n) | d) << 1n) | 1n);
    this.state = u128((this.increment + ((a << 64n) | b)) * MULTIPLIER + this.increment);
    this.kept = null;
  }

  /** 32 random bits. */
  bits() {
    if (this.kept !== null) {
      const kept = this.kept;
      this.kept = null;
      return kept;
    }
    this.state = u128(this.state * MULTIPLIER + this.increment);
    const folded = u64((this.state >> 64n) ^ this.state);
    const turn = this.state >> 122n;
    const value = u64((folded >> turn) | (folded << (-turn & 63n)));
    this.kept = Number(value >> 32n);
    return Number(value & 0xffffffffn);
  }

  unit() {
    return (this.bits() >>> 8) / 16777216;
  }

  /** Uniform on [-1, 1). */
  uniform(count) {
    return Float32Array.from({ length: count }, () => 2 * this.unit() - 1);
  }

  /** Standard normal. */
  normal(count) {
    return Float32Array.from({ length: count }, () => this.#normal());
  }

  #normal() {
    for (;;) {
      const bits = this.bits();
      const layer = bits & 255;
      const sign = bits & 256 ? -1 : 1;
      const place = bits >>> 9;
      const x = sign * Math.fround(place * WIDTHS[layer]);
      if (place < INNER[layer]) return x;
      if (layer === 0) {
        const tail = this.#tail();
        return place & 256 ? -tail : tail;
      }
      const step = Math.fround((HEIGHTS[layer - 1] - HEIGHTS[layer]) * this.unit());
      if (Math.fround(step + HEIGHTS[layer]) < Math.exp(-0.5 * x * x)) return x;
    }
  }

  #tail() {
    for (;;) {
      const beyond = -Math.log1p(-this.unit()) / EDGE;
      const height = -Math.log1p(-this.unit());
      if (2 * height > beyond * beyond) return Math.fround(EDGE + beyond);
    }
  }
}

// 256 layers of equal area under exp(-x²/2), the lowest with the tail beyond EDGE.
const EDGE = 3.6541528853610088;
const AREA = 0.00492867323397465524494;
const density = (x) => Math.exp(-0.5 * x * x);
const edges = new Float64Array(256);
edges[255] = EDGE;
for (let i = 254; i > 0; i--) {
  edges[i] = Math.sqrt(-2 * Math.log(AREA / edges[i + 1] + density(edges[i + 1])));
}
const LOWEST = AREA / density(EDGE);
const SCALE = 2 ** 23;
const WIDTHS = Float32Array.from(edges, (x, i) => (i ? x : LOWEST) / SCALE);
const HEIGHTS = Float32Array.from(edges, density);
const INNER = Uint32Array.from(edges, (x, i) => (i ? edges[i - 1] / x : EDGE / LOWEST) * SCALE);

/** The 32-bit words of a number, the lowest first. */
function words(value) {
  const found = [];
  do {
    found.push(Number(value & 0xffffffffn));
    value >>= 32n;
  } while (value);
  return found;
}

/** Four 64-bit words of numpy's SeedSequence. */
function stateOf(entropy) {
  const scramble = hashing(0x43b0d7e5, 0x931e8875);
  const pool = [0, 1, 2, 3].map((i) => scramble(entropy[i] ?? 0));
  for (const from of pool.keys()) {
    for (const to of pool.keys()) {
      if (from !== to) pool[to] = mixed(pool[to], scramble(pool[from]));
    }
  }
  for (const word of entropy.slice(4)) {
    for (const to of pool.keys()) pool[to] = mixed(pool[to], scramble(word));
  }
  const spread = hashing(0x8b51f9dd, 0x58f38ded);
  const halves = Array.from({ length: 8 }, (_, i) => BigInt(spread(pool[i % 4])));
  return [0, 2, 4, 6].map((i) => (halves[i + 1] << 32n) | halves[i]);
}

function hashing(constant, multiplier) {
  return (value) => {
    value ^= constant;
    constant = Math.imul(constant, multiplier);
    return shifted(Math.imul(value, constant));
  };
}

function mixed(x, y) {
  return shifted(Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y));
}

function shifted(value) {
  value >>>= 0;
  return (value ^ (value >>> 16)) >>> 0;
}
