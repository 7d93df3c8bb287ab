// Pictures, clips and volumes on canvases: float values in their span, several outputs beside one another.

import { h } from "./dom.js";
import { slicesOf } from "./volume.js";

const FRAMES_PER_SECOND = 8;
const VISUAL = new Set(["picture", "clip", "volume"]);
const films = new Set();
let playing = !matchMedia("(prefers-reduced-motion: reduce)").matches;

export const visual = (model) => model.outputs.filter(({ role }) => VISUAL.has(role));
export const moving = (model) => model.outputs.some(({ role }) => role === "clip");

/** A canvas that shows examples; `canvas.answer` is the latest, with the numbers it was drawn from. */
export class Film {
  constructor(outputs, description) {
    this.outputs = outputs;
    this.canvas = h("canvas", { width: 1, height: 1, role: "img", "aria-label": description });
    this.frames = [];
    films.add(this);
  }

  show(answer) {
    const strips = this.outputs.map(({ name, role, span }) =>
      framesOf(role === "volume" ? slicesOf(answer[name], span[0]) : answer[name], span),
    );
    this.frames = strips[0].map((_, t) => strips.map((strip) => strip[t]));
    const [width, height] = [sum(this.frames[0].map((part) => part.width)), this.frames[0][0].height];
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    this.canvas.answer = answer;
    this.turn(clock);
  }

  turn(time) {
    if (this.frames.length) lay(this.canvas, this.frames[time % this.frames.length]);
  }

  /** A canvas of all frames in a row, to be kept. */
  strip() {
    const { width, height } = this.canvas;
    const strip = h("canvas", { width: width * this.frames.length, height });
    this.frames.forEach((parts, t) => lay(strip, parts, t * width));
    return strip;
  }
}

/** Several films of one size in one picture, `columns` in a row. */
export function sheet(shown, columns) {
  const { width, height } = shown[0].canvas;
  const rows = Math.ceil(shown.length / columns);
  const canvas = h("canvas", { width: columns * width, height: rows * height });
  const context = canvas.getContext("2d");
  shown.forEach((film, i) => context.drawImage(film.canvas, (i % columns) * width, Math.floor(i / columns) * height));
  return canvas;
}

export function play(on) {
  playing = on;
}

export const isPlaying = () => playing;

let clock = 0;
setInterval(() => {
  if (!playing) return;
  clock++;
  for (const film of films) {
    if (!film.canvas.isConnected) films.delete(film);
    else if (film.frames.length > 1) film.turn(clock);
  }
}, 1000 / FRAMES_PER_SECOND);

function lay(canvas, parts, left = 0) {
  const context = canvas.getContext("2d");
  for (const part of parts) {
    context.putImageData(part, left, 0);
    left += part.width;
  }
}

/** Values [H, W, C] or [T, H, W, C] as ImageData, one for each frame; four channels have opacity, of more the first three are shown. */
function framesOf({ values, shape }, [black, white]) {
  const [height, width, channels] = shape.slice(-3);
  const size = height * width * channels;
  return Array.from({ length: values.length / size }, (_, t) => {
    const frame = new ImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      for (let c = 0; c < 3; c++) {
        const value = values[t * size + pixel * channels + (channels < 3 ? 0 : c)];
        frame.data[4 * pixel + c] = Math.round((255 * (value - black)) / (white - black));
      }
      const opacity = channels === 4 ? (values[t * size + 4 * pixel + 3] - black) / (white - black) : 1;
      frame.data[4 * pixel + 3] = Math.round(255 * opacity);
    }
    return frame;
  });
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
