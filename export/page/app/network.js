// A network of `models.json` in LiteRT's runtime, compiled to WebAssembly.

import { Tensor, loadAndCompile, loadLiteRt } from "@litertjs/core";

const ARRAYS = { float32: Float32Array, int32: Int32Array };
let runtime = null;

function started() {
  // The runtime reports its own progress as errors; it is for those who look for it.
  self.Module = { printErr: (line) => console.debug(line) };
  return loadLiteRt(new URL("../litert/core/wasm/", import.meta.url).href);
}

export class Network {
  /** @param model an entry of `models.json`. */
  static async load(model) {
    await (runtime ??= started());
    const answer = await fetch(model.file);
    if (!answer.ok) throw new Error(`${model.file} is missing on this server (${answer.status})`);
    const content = new Uint8Array(await answer.arrayBuffer());
    return new Network(model, await loadAndCompile(content, { accelerator: "wasm" }));
  }

  constructor(model, compiled) {
    this.inputs = model.inputs;
    this.outputs = model.outputs;
    this.compiled = compiled;
    this.batch = model.inputs[0].shape[0];
  }

  /**
   * Runs the examples from `start` on, as many as fit into one batch.
   *
   * @param values name to typed array of all `count` examples.
   * @returns {Promise<Array>} of each example: name to {values, shape}.
   */
  async run(values, count, start = 0) {
    const tensors = {};
    for (const { name, dtype, shape } of this.inputs) {
      const rows = new ARRAYS[dtype](product(shape));
      const size = sizeOf(shape);
      rows.set(values[name].subarray(start * size, Math.min(count, start + this.batch) * size));
      tensors[name] = new Tensor(rows, shape);
    }
    const answers = await this.compiled.run(tensors);
    const found = {};
    for (const { name, shape } of this.compiled.getOutputDetails()) {
      found[name] = { values: (await answers[name].data()).slice(), shape: [...shape] };
    }
    for (const tensor of [...Object.values(tensors), ...Object.values(answers)]) tensor.delete();
    return Array.from({ length: Math.min(this.batch, count - start) }, (_, i) => example(found, i));
  }
}

/** Numbers in one example of a shape with a batch axis. */
export const sizeOf = (shape) => product(shape.slice(1));

const product = (shape) => shape.reduce((a, b) => a * b, 1);

function example(answers, i) {
  const parts = Object.entries(answers).map(([name, { values, shape }]) => {
    const size = sizeOf(shape);
    return [name, { values: Float32Array.from(values.slice(i * size, (i + 1) * size)), shape: shape.slice(1) }];
  });
  return Object.fromEntries(parts);
}
