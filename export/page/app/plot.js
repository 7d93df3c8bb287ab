// Points in the plane.

import { button, download, h } from "./dom.js";

const SIDE = 640;
const RADIUS = 3.5;
const MARGIN = 1.15;

export class Plot {
  count = 512;
  noun = "points";

  constructor(model, sources) {
    this.output = model.outputs.find(({ role }) => role === "point").name;
    this.named = [...sources.values()].find((source) => source.nameOf);
    this.points = [];
    this.reach = 0;
    this.canvas = h("canvas", { width: SIDE, height: SIDE, className: "plot", role: "img" });
    this.canvas.setAttribute("aria-label", `${this.count} points in the plane`);
    this.element = this.canvas;
    this.actions = [button("Save", () => download(this.canvas, "points"), { title: "as a PNG file" })];
  }

  dealt() {
    this.reach = 0;
  }

  show(i, answer) {
    this.points[i] = answer[this.output].values;
    if (i === this.count - 1) this.#draw();
  }

  #draw() {
    this.reach ||= MARGIN * Math.max(...this.points.flatMap((point) => [...point].map(Math.abs)));
    this.canvas.answer = this.points;
    const context = this.canvas.getContext("2d");
    const at = (value) => (SIDE / 2) * (1 + value / this.reach);
    context.clearRect(0, 0, SIDE, SIDE);
    context.fillStyle = "#8886";
    context.fillRect(SIDE / 2, 0, 1, SIDE);
    context.fillRect(0, SIDE / 2, SIDE, 1);
    this.points.forEach(([x, y], i) => {
      context.fillStyle = colour(this.named ? this.named.indexOf(i) : 0, 0.75);
      context.beginPath();
      context.arc(at(x), SIDE - at(y), RADIUS, 0, 2 * Math.PI);
      context.fill();
    });
  }
}

/** Colours that can be told apart in dark and light. */
export const colour = (index, opacity = 1) => `hsl(${(225 + 137.5 * index) % 360} 75% 58% / ${opacity})`;
