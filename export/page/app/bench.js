// Networks that are given a picture or a label map: translators, painters, segmenters, encoders, classifiers, scorers.

import { beforeAndAfter, comparable } from "./compare.js";
import { button, download, h, latest, titled } from "./dom.js";
import { Film } from "./film.js";
import { Generator } from "./random.js";
import { sourcesOf } from "./sources.js";

export const RESULTS = { picture: film, clip: film, volume: film, shares: bars, vector: chart, codes: bars, number };

export function bench(model, network, report) {
  const sources = sourcesOf(model, () => refresh());
  const results = model.outputs.filter(({ role }) => role in RESULTS).map((spec) => RESULTS[spec.role](spec));
  const compared = comparable(model) ? [beforeAndAfter(sources.get(model.inputs[0].name), results[0])] : [];
  const refresh = latest(async (stale) => {
    const began = performance.now();
    const inputs = Object.fromEntries([...sources].map(([name, source]) => [name, source.values(1)]));
    const [answer] = await network.run(inputs, 1);
    if (stale()) return;
    for (const result of [...results, ...compared]) result.show(answer);
    report(`One answer in ${Math.round(performance.now() - began)} ms, computed in this browser`);
  });
  const all = [...sources.values()];
  let seed = 0;
  const deal = () => all.forEach((source) => source.deal(new Generator(seed), 1, seed));
  deal();
  const another = button("Another style", () => {
    seed += 1;
    deal();
    refresh();
  });
  const isStyled = model.inputs.some(({ role }) => role === "latent");
  const pads = all.filter((source) => source.element).map((source) => source.element);
  const answers = [...results, ...compared].map(({ element }) => element);
  const controls = [...(isStyled ? [another] : []), ...all.flatMap((source) => source.controls)];
  return {
    ready: refresh(),
    elements: [
      h("section", { className: "bench", "aria-label": "Picture and answer" }, ...pads, ...answers),
      controls.length ? h("section", { className: "card", "aria-label": "Controls" }, ...controls) : "",
    ],
  };
}

function film(spec) {
  const shown = new Film([spec], spec.name);
  const keep = button("Save", () => download(shown.strip(), spec.name), { title: "as a PNG file" });
  const figure = h("figure", {}, caption(spec), shown.canvas, h("div", { className: "bar" }, keep));
  return { element: figure, canvas: shown.canvas, show: (answer) => shown.show(answer) };
}

function caption({ name, text }) {
  return h("figcaption", { title: text }, h("strong", {}, titled(name.replaceAll("_", " "))));
}

/** A bar for each entry, from 0 or to both sides of it. */
function bars(spec) {
  const rows = h("div", { className: "bars" });
  return {
    element: h("figure", {}, caption(spec), rows),
    show(answer) {
      const { values } = answer[spec.name];
      const most = spec.role === "shares" ? 1 : Math.max(...values.map(Math.abs));
      const row = (value, i) => {
        const meter = h("meter", { min: 0, max: most || 1, value: Math.abs(value) });
        meter.classList.toggle("below", value < 0);
        return [h("span", {}, spec.names[i] ?? String(i)), meter, h("span", {}, value.toFixed(2))];
      };
      rows.replaceChildren(...Array.from(values).flatMap(row));
    },
  };
}

const CHART = { width: 640, height: 240 };

/** Columns up and down from the middle. */
function chart(spec) {
  const canvas = h("canvas", { ...CHART, className: "chart", role: "img" });
  return {
    element: h("figure", {}, caption(spec), canvas),
    show(answer) {
      const values = Array.from(answer[spec.name].values);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      canvas.setAttribute("aria-label", `${values.length} numbers from ${least.toFixed(2)} to ${most.toFixed(2)}`);
      const context = canvas.getContext("2d");
      context.clearRect(0, 0, CHART.width, CHART.height);
      context.fillStyle = getComputedStyle(canvas).color;
      const [middle, breadth] = [CHART.height / 2, CHART.width / values.length];
      const unit = middle / Math.max(-least, most, Number.EPSILON);
      values.forEach((value, i) => context.fillRect((i + 0.1) * breadth, middle, 0.8 * breadth, -value * unit));
      context.fillRect(0, middle, CHART.width, 1);
    },
  };
}

function number(spec) {
  const shown = h("output", { className: "number" });
  return {
    element: h("figure", {}, caption(spec), shown),
    show: (answer) => (shown.value = answer[spec.name].values[0].toPrecision(4)),
  };
}
