// A label map as an input, painted class by class, and the numbers of the things in it: each stroke is one.

import { button, field, h, titled } from "./dom.js";

const SIDE = 320; // drawn about this large
const MOST = 255; // numbers

/** The place that is painted, and in `numbers()` which stroke each pixel is of, 0 for the ground. */
export function brush(spec, changed) {
  const [, height, width, channels] = spec.shape;
  const count = Math.max(2, channels);
  const names = Array.from({ length: count }, (_, k) => spec.names[k] ?? (channels > 1 ? `Class ${k + 1}` : ["Nothing", "Object"][k]));
  const classes = new Uint8Array(height * width);
  const things = new Uint8Array(height * width);
  const canvas = h("canvas", { width, height, className: "pad brush", tabIndex: 0 });
  canvas.setAttribute("aria-label", `${titled(spec.name.replaceAll("_", " "))}: paint here`);
  const zoom = Math.max(1, Math.round(SIDE / Math.max(height, width)));
  Object.assign(canvas.style, { width: `${width * zoom}px`, height: `${height * zoom}px` });
  canvas.painted = { classes, things };
  const size = h("input", { type: "range", min: 0.5, max: Math.max(4, Math.round(width / 4)), step: 0.5, value: Math.max(1, width / 12) });
  let chosen = count > 1 ? 1 : 0;
  let strokes = 0;
  let last = null;

  const chooser = names.map((name, k) => {
    const each = button(titled(name), () => choose(k), { className: "class" });
    each.style.setProperty("--of-class", colour(k, count));
    return each;
  });

  function choose(k) {
    chosen = k;
    chooser.forEach((each, i) => each.setAttribute("aria-pressed", String(i === k)));
  }

  function draw() {
    const context = canvas.getContext("2d");
    classes.forEach((k, i) => {
      context.fillStyle = colour(k, count);
      context.fillRect(i % width, Math.floor(i / width), 1, 1);
    });
    changed();
  }

  function fill() {
    classes.fill(chosen);
    things.fill((strokes = 0));
    draw();
  }

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
  };

  function dab([x, y]) {
    const radius = size.valueAsNumber;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        if (Math.hypot(column + 0.5 - x, row + 0.5 - y) > radius) continue;
        classes[row * width + column] = chosen;
        things[row * width + column] = strokes;
      }
    }
  }

  function stroke(event) {
    const here = place(event);
    const from = last ?? here;
    const steps = Math.ceil(Math.hypot(here[0] - from[0], here[1] - from[1])) || 1;
    for (let i = 1; i <= steps; i++) dab(from.map((start, axis) => start + ((here[axis] - start) * i) / steps));
    last = here;
    draw();
  }

  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    strokes = (strokes % MOST) + 1;
    stroke(event);
  };
  canvas.onpointermove = (event) => last && stroke(event);
  canvas.onpointerup = canvas.onpointercancel = () => (last = null);
  choose(0);
  classes.fill(0);
  queueMicrotask(draw);

  return {
    controls: [],
    reset: () => {},
    deal: () => {},
    element: h(
      "figure",
      {},
      h("figcaption", {}, h("strong", {}, titled(spec.name.replaceAll("_", " "))), ": choose a class and paint"),
      canvas,
      h("div", { className: "bar classes" }, ...chooser),
      h("div", { className: "bar" }, button("Fill", fill, { title: "all of it with the chosen class" }), field("Width", size)),
    ),
    /** 1 in the channel of each pixel's class. */
    values() {
      if (channels === 1) return Float32Array.from(classes);
      const marked = new Float32Array(height * width * channels);
      classes.forEach((k, i) => (marked[i * channels + k] = 1));
      return marked;
    },
    numbers: () => Float32Array.from(things),
  };
}

/** Numbers of things, as strokes of the label map beside them. */
export function strokesOf(spec, changed, truncates, sources) {
  const painted = [...sources.values()].find((source) => source.numbers);
  return { controls: [], reset: () => {}, deal: () => {}, values: () => painted.numbers() };
}

/** Colours of classes, as samples have them. */
const colour = (k, count) => `hsl(${(360 * k) / count} 100% 57%)`;
