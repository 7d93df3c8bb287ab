// Classifiers of points: the plane in the colours of their classes.

import { h } from "./dom.js";
import { colour } from "./plot.js";

const CELLS = 64;
const REACH = 2.5;

export const ofThePlane = (model) =>
  model.inputs.length === 1 && model.inputs[0].role === "point" && model.outputs.some(({ role }) => role === "shares");

export function plane(model, network, report) {
  const [input] = model.inputs;
  const { name } = model.outputs.find(({ role }) => role === "shares");
  const canvas = h("canvas", { width: CELLS, height: CELLS, className: "plot", role: "img" });
  canvas.setAttribute("aria-label", "The plane, each place in the colour of the class that is found there");
  const place = (cell) => REACH * ((2 * cell + 1) / CELLS - 1);
  const points = Float32Array.from({ length: 2 * CELLS * CELLS }, (_, i) => {
    const cell = i >> 1;
    return i % 2 ? -place(Math.floor(cell / CELLS)) : place(cell % CELLS);
  });

  async function draw() {
    const context = canvas.getContext("2d");
    for (let start = 0; start < CELLS * CELLS; start += network.batch) {
      const answers = await network.run({ [input.name]: points }, CELLS * CELLS, start);
      answers.forEach((answer, i) => {
        const shares = [...answer[name].values];
        const most = Math.max(...shares);
        context.fillStyle = colour(shares.indexOf(most), most);
        context.fillRect((start + i) % CELLS, Math.floor((start + i) / CELLS), 1, 1);
      });
    }
    report(`The plane from -${REACH} to ${REACH} in both directions, the paler the less certain`);
  }
  return { ready: draw(), elements: [h("section", { className: "stage", "aria-label": "Classes" }, canvas)] };
}
