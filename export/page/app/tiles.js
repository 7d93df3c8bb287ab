// A grid of pictures or clips, two of which can be chosen to see what lies between them.

import { button, download, h, slider } from "./dom.js";
import { Film, isPlaying, moving, play, sheet, visual } from "./film.js";

const COLUMNS = 4;
const STEPS = 7;
const INVITATION = "Choose two samples to see what lies between them.";
const ARROWS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

export class Tiles {
  count = 16;
  noun = "samples";

  constructor(model, sources, { blends, changed }) {
    const outputs = visual(model);
    this.sources = sources;
    this.named = [...sources.values()].find((source) => source.nameOf);
    this.chosen = [];
    this.changed = changed;
    this.films = Array.from({ length: this.count }, () => new Film(outputs, ""));
    this.tiles = this.films.map((film, i) => button("", () => this.#choose(i), { className: "tile" }));
    this.tiles.forEach((tile, i) => tile.append(this.films[i].canvas));
    this.element = h("div", { className: "grid", role: "group", "aria-label": "Samples" }, ...this.tiles);
    this.element.onkeydown = (event) => this.#walk(event);
    this.tiles.forEach((tile, i) => (tile.tabIndex = i ? -1 : 0));
    this.save = button("", () => this.#download(), { title: "as a PNG file" });
    this.actions = moving(model) ? [playButton(), this.save] : [this.save];
    if (blends) this.#layBridge(outputs);
    this.#mark();
  }

  show(i, answer) {
    this.films[i].show(answer);
    this.#describe(i);
  }

  /** What to run so that the pictures between the chosen two can be shown. */
  between(inputs) {
    if (this.chosen.length < 2 || !this.bridge) return null;
    const [a, b] = this.chosen;
    const ts = [this.position.value, ...this.bridge.map((_, i) => i / (STEPS - 1))];
    const blended = [...this.sources].map(([name, source]) => [name, source.blend(inputs[name], a, b, ts)]);
    const shown = [this.large, ...this.bridge];
    return { inputs: Object.fromEntries(blended), count: ts.length, show: (i, answer) => shown[i].show(answer) };
  }

  #layBridge(outputs) {
    this.position = slider("From A to B", { min: 0, max: 1, step: 0.01, value: 0.5 }, this.changed);
    this.large = new Film(outputs, "The picture between A and B at this position");
    this.bridge = Array.from({ length: STEPS }, (_, i) => new Film(outputs, `Step ${i + 1} of ${STEPS} from A to B`));
    const keep = button("Save", () => download(this.large.strip(), "between"), { title: "as a PNG file" });
    this.hint = h("p", { className: "hint" });
    this.way = h(
      "div",
      { className: "way", hidden: true },
      this.large.canvas,
      h("div", { className: "bar" }, this.position.element, keep),
      h("div", { className: "steps" }, ...this.bridge.map((film) => film.canvas)),
    );
    this.aside = h("section", { className: "card wide", "aria-label": "Between two samples" }, this.hint, this.way);
  }

  #choose(i) {
    const others = this.chosen.filter((other) => other !== i);
    this.chosen = others.length < this.chosen.length ? others : [...others.slice(-1), i];
    this.#mark();
    this.changed();
  }

  #mark() {
    this.tiles.forEach((tile, i) => {
      tile.dataset.badge = "AB"[this.chosen.indexOf(i)] ?? "";
      this.#describe(i);
    });
    this.save.textContent = `Save ${"AB"[this.chosen.length - 1] ?? "all"}`;
    if (!this.aside) return;
    this.way.hidden = this.chosen.length < 2;
    this.hint.textContent = this.chosen.length ? "A is chosen. Choose another sample." : INVITATION;
    this.hint.hidden = !this.way.hidden;
  }

  #describe(i) {
    const badge = this.tiles[i].dataset.badge;
    const name = this.named ? `, ${this.named.nameOf(i)}` : "";
    this.tiles[i].setAttribute("aria-pressed", String(Boolean(badge)));
    this.tiles[i].setAttribute("aria-label", `Sample ${i + 1}${name}${badge && `, chosen as ${badge}`}`);
    this.tiles[i].title = name.slice(2);
  }

  #walk(event) {
    const from = this.tiles.indexOf(document.activeElement);
    const to = this.tiles[from + ARROWS[event.key]];
    if (!to) return;
    event.preventDefault();
    this.tiles.forEach((tile) => (tile.tabIndex = tile === to ? 0 : -1));
    to.focus();
  }

  #download() {
    const last = this.chosen.at(-1);
    if (last === undefined) download(sheet(this.films, COLUMNS), "samples");
    else download(this.films[last].strip(), `sample-${last + 1}`);
  }
}

function playButton() {
  const toggle = button("", () => {
    play(!isPlaying());
    name();
  });
  const name = () => (toggle.textContent = isPlaying() ? "Pause" : "Play");
  name();
  return toggle;
}
