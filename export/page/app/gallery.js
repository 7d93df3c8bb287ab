// Networks that make something of latents and labels: samples, and the controls that move them.

import { button, field, h, latest } from "./dom.js";
import { visual } from "./film.js";
import { Lines } from "./lines.js";
import { Plot } from "./plot.js";
import { Generator } from "./random.js";
import { Sounds } from "./sounds.js";
import { sourcesOf } from "./sources.js";
import { Tiles } from "./tiles.js";

const SEEDS = 10000;
const BREATH = 30; // milliseconds of work after which the browser may draw

const VIEWS = [
  [(model) => visual(model).length > 0, Tiles],
  [(model) => model.outputs.some(({ role }) => role === "point"), Plot],
  [(model) => model.outputs.some(({ role }) => role === "tokens"), Lines],
  [(model) => model.outputs.some(({ role }) => role === "sound"), Sounds],
];

export const viewOf = (model) => VIEWS.find(([fits]) => fits(model))?.[1];

/** The elements of one network: what it makes, and what there is to set. */
export function gallery(model, network, report) {
  const sources = sourcesOf(model, () => refresh());
  const blends = model.inputs.some(({ role }) => role === "latent");
  const view = new (viewOf(model))(model, sources, { blends, changed: () => refresh() });
  const seed = h("input", { type: "number", min: 0, step: 1, value: 0, inputMode: "numeric", oninput: () => deal() });

  const refresh = latest(async (stale) => {
    const began = performance.now();
    const inputs = Object.fromEntries([...sources].map(([name, source]) => [name, source.values(view.count)]));
    await runAll(network, inputs, view.count, stale, (i, answer) => view.show(i, answer));
    if (stale()) return;
    report(`${view.count} ${view.noun} in ${Math.round(performance.now() - began)} ms, computed in this browser`);
    const more = view.between?.(inputs);
    if (more) await runAll(network, more.inputs, more.count, stale, more.show);
  });

  function deal() {
    const number = Math.floor(Math.abs(seed.valueAsNumber)) || 0;
    const random = new Generator(number);
    for (const source of sources.values()) source.deal(random, view.count, number);
    view.dealt?.();
    return refresh();
  }

  const fresh = button("New samples", () => {
    seed.value = Math.floor(Math.random() * SEEDS);
    deal();
  });
  fresh.classList.add("primary");
  const reset = button("Reset", () => {
    for (const source of sources.values()) source.reset();
    refresh();
  });
  const controls = inOrder(model).flatMap(({ name }) => sources.get(name).controls);
  const ready = deal();
  return {
    ready,
    elements: [
      h(
        "section",
        { className: "stage", "aria-label": "Samples" },
        view.element,
        h("div", { className: "bar" }, fresh, field("Seed", seed), ...view.actions),
      ),
      controls.length ? h("section", { className: "card", "aria-label": "Controls" }, ...controls, reset) : "",
      view.aside ?? "",
    ],
  };
}

/** What is to be made comes before how. */
function inOrder(model) {
  const isWhat = ({ role }) => ["choice", "attributes", "words"].includes(role);
  return [...model.inputs.filter(isWhat), ...model.inputs.filter((spec) => !isWhat(spec))];
}

async function runAll(network, inputs, count, stale, show) {
  let rested = performance.now();
  for (let start = 0; start < count && !stale(); start += network.batch) {
    const answers = await network.run(inputs, count, start);
    answers.forEach((answer, i) => show(start + i, answer));
    if (performance.now() - rested > BREATH) {
      await new Promise((done) => setTimeout(done));
      rested = performance.now();
    }
  }
}
