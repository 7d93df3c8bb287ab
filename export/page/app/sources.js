// What supplies the inputs of a network, by role: controls for the user, and values for any number of examples.
//
// A source has `controls`, `deal(random, count, seed)` that draws anew, `values(count)`, `blend(values, a, b, ts)` for
// examples between two, and `reset()`.

import { brush, strokesOf } from "./brush.js";
import { bagOfWords } from "./captions.js";
import { choice, field, h, slider, titled } from "./dom.js";
import { sizeOf } from "./network.js";
import { pad } from "./pad.js";

const EXPLANATION = "Directions of the latent move all samples. The first changes most of what is seen.";
const SPREAD = { normal: 3, uniform: 1.5 };

/** @returns {Map} name of each input to its source, in the order of the signature. */
export function sourcesOf(model, changed) {
  const truncates = model.inputs.some(({ role }) => role === "truncation");
  const sources = new Map();
  for (const spec of model.inputs) sources.set(spec.name, SOURCES[spec.role](spec, changed, truncates, sources));
  return sources;
}

export const supplied = (model) => model.inputs.every(({ role }) => role in SOURCES);

const SOURCES = {
  ...{ latent, noise, choice: oneOf, codes, attributes, words, truncation, temperature, seed, picture: pad },
  ...{ label_map: brush, instances: strokesOf },
};

function latent(spec, changed, truncates) {
  const size = sizeOf(spec.shape);
  const reach = SPREAD[spec.prior];
  const scale = slider("Truncation", { min: 0, max: 1.5, value: 1 }, changed);
  const ways = spec.directions.map((_, k) => slider(`Direction ${k + 1}`, { min: -reach, max: reach }, changed));
  const sliders = truncates ? ways : [scale, ...ways];
  let drawn;
  return {
    controls: [...sliders.map(({ element }) => element), h("p", { className: "hint" }, EXPLANATION)],
    reset: () => sliders.forEach((each) => each.reset()),
    deal: (random, count) => (drawn = random[spec.prior](count * size)),
    values() {
      const shift = new Float32Array(size);
      spec.directions.forEach((way, k) => way.forEach((part, i) => (shift[i] += ways[k].value * part)));
      return drawn.map((value, i) => scale.value * value + shift[i % size]);
    },
    blend: rowwise(size, spec.prior === "normal" ? spherical : linear),
  };
}

function noise(spec) {
  const size = sizeOf(spec.shape);
  let drawn;
  return {
    controls: [],
    reset: () => {},
    deal: (random, count) => (drawn = random.normal(count * size)),
    values: () => drawn,
    blend: rowwise(size, spherical),
  };
}

function oneOf(spec, changed) {
  const control = choice(titled(spec.name), spec.names, "Each its own", changed);
  const indexOf = (i) => control.index ?? i % spec.names.length;
  return {
    controls: [control.element],
    reset: control.reset,
    deal: () => {},
    values: (count) => Int32Array.from({ length: count }, (_, i) => indexOf(i)),
    blend: rowwise(sizeOf(spec.shape), nearest, Int32Array),
    indexOf,
    nameOf: (i) => spec.names[indexOf(i)],
  };
}

function codes(spec, changed) {
  return sliders(spec, (k) => `Code ${k + 1}`, { min: -2, max: 2 }, changed);
}

function attributes(spec, changed) {
  const [min, max] = spec.range ?? [0, 1];
  return sliders(spec, (k) => titled(spec.names[k] ?? `Attribute ${k + 1}`), { min, max, value: min }, changed);
}

/** A slider for each entry of a vector that all examples share. */
function sliders(spec, labelOf, range, changed) {
  const all = Array.from({ length: sizeOf(spec.shape) }, (_, k) => slider(labelOf(k), range, changed));
  return {
    ...same(all.length, () => all.map(({ value }) => value)),
    controls: all.map(({ element }) => element),
    reset: () => all.forEach((each) => each.reset()),
  };
}

function words(spec, changed) {
  const list = h("datalist", { id: `examples-of-${spec.name}` }, ...spec.names.map((value) => h("option", { value })));
  const value = spec.names[0] ?? "";
  const input = h("input", { type: "text", value, oninput: changed, autocomplete: "off", spellcheck: false });
  input.setAttribute("list", list.id);
  const length = sizeOf(spec.shape);
  return {
    ...same(length, () => bagOfWords(input.value, length)),
    controls: [field("Caption", input, list)],
    reset: () => (input.value = value),
  };
}

function truncation(spec, changed) {
  return oneSlider("Truncation", { min: 0, max: 1.5, value: 1 }, changed);
}

function temperature(spec, changed) {
  return oneSlider("Temperature", { min: 0, max: 2, value: 1 }, changed);
}

function seed() {
  let first = 0;
  return {
    ...same(1, () => [first]),
    deal: (random, count, chosen) => (first = chosen),
    values: (count) => Int32Array.from({ length: count }, (_, i) => first + i),
  };
}

function oneSlider(label, range, changed) {
  const control = slider(label, range, changed);
  return { ...same(1, () => [control.value]), controls: [control.element], reset: control.reset };
}

/** The same row of `size` numbers for all examples. */
function same(size, row) {
  return {
    controls: [],
    reset: () => {},
    deal: () => {},
    values(count) {
      const values = new Float32Array(count * size);
      const numbers = row();
      for (let i = 0; i < count; i++) values.set(numbers, i * size);
      return values;
    },
    blend: rowwise(size, linear),
  };
}

function rowwise(size, blended, Kind = Float32Array) {
  return (values, a, b, ts) => {
    const [from, to] = [a, b].map((i) => values.subarray(i * size, (i + 1) * size));
    return Kind.from(ts.flatMap((t) => Array.from(blended(from, to, t))));
  };
}

const linear = (from, to, t) => from.map((value, i) => (1 - t) * value + t * to[i]);
const nearest = (from, to, t) => (t < 0.5 ? from : to);

/** Along the great circle, where normal latents lie. */
function spherical(from, to, t) {
  const dot = (x, y) => x.reduce((sum, value, i) => sum + value * y[i], 0);
  const cosine = dot(from, to) / Math.sqrt(dot(from, from) * dot(to, to));
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  if (!(Math.sin(angle) > 1e-3)) return linear(from, to, t);
  const [p, q] = [Math.sin((1 - t) * angle), Math.sin(t * angle)].map((part) => part / Math.sin(angle));
  return from.map((value, i) => p * value + q * to[i]);
}

