// Before and after: the picture that was given and the answer to it in one place, parted by a slider.

import { h, slider } from "./dom.js";

/** Whether a network answers one picture with another, which may be larger. */
export function comparable({ inputs: [given], outputs: [made, ...more] }) {
  return !more.length && given.role === "picture" && made.role === "picture";
}

/** A figure with the given picture left of the slider's place and the answer right of it; `show()` draws it again. */
export function beforeAndAfter(given, made) {
  const canvas = h("canvas", { className: "compare", role: "img" });
  canvas.setAttribute("aria-label", "The given picture on the left, the answer on the right");
  const place = slider("Before and after", { min: 0, max: 1, step: 0.01, value: 0.5 }, show);

  function show() {
    const { width, height } = made.canvas;
    Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d");
    const left = Math.round(place.value * width);
    context.drawImage(given.canvas, 0, 0, width, height);
    context.clearRect(left, 0, width - left, height);
    if (left < width) context.drawImage(made.canvas, left, 0, width - left, height, left, 0, width - left, height);
  }

  return { element: h("figure", {}, canvas, place.element), show };
}
