// Sequences of tokens, in writing.

import { h } from "./dom.js";

export class Lines {
  count = 12;
  noun = "sequences";
  actions = [];

  constructor(model) {
    const { name, names } = model.outputs.find(({ role }) => role === "tokens");
    this.output = name;
    this.names = names;
    this.blank = names.every((word) => word.length === 1) && names.length ? "" : " ";
    this.rows = Array.from({ length: this.count }, () => h("li"));
    this.element = h("ol", { className: "lines" }, ...this.rows);
  }

  show(i, answer) {
    const { values } = answer[this.output];
    this.rows[i].textContent = Array.from(values, (token) => this.names[token] ?? token).join(this.blank);
  }
}
