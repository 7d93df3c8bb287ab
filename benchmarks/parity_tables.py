"""Rows of docs/parity.csv as Markdown."""

SHORT = 24  # characters of a list of layers that a cell can show


def tables(rows):
    """Three tables, a line for each product, and what was refused; from rows as `benchmarks.parity` notes them."""
    products, formats = {}, list(dict.fromkeys(row["format"] for row in rows))
    for row in rows:
        products.setdefault((row["system"], row["product"]), {})[row["format"]] = row
    exact = [form for form in formats if any(row["format"] == form and row["levels"] for row in rows)]
    lossy = [form for form in formats if form not in (*exact, "litert")]
    refused = [
        f"- {row['system']}, {row['product']}, {row['format']}: {row['refused'].partition('; nothing')[0]}"
        for row in rows
        if row["refused"]
    ]
    return "\n".join(
        [
            *_table("Size, kB", products, formats, ["steps"], _size),
            *_table("Difference to Keras, largest / mean", products, formats, ["uint8 twin"], _difference),
            *_table("Variance lost, and layers left in float", products, lossy, [], _lost),
            "## Refused, and why\n",
            *refused,
            "",
        ]
    )


def _table(title, products, formats, more, cell):
    lead = {"steps": lambda row: row["steps"], "uint8 twin": lambda row: row["levels"] and f"{row['levels']} of 255"}
    head = ["system", "product", *more, *formats]
    yield from (f"## {title}\n", f"| {' | '.join(head)} |", "|---" * len(head) + "|")
    for (system, product), own in products.items():
        first = [lead[name](next(iter(own.values()))) for name in more]
        cells = ["refused" if own[form]["refused"] else cell(own[form]) for form in formats]
        yield f"| {' | '.join([system, product, *first, *cells])} |"
    yield ""


def _size(row):
    return f"{int(row['bytes']) / 1000:,.0f}"


def _difference(row):
    return f"{float(row['max']):.1g} / {float(row['mean']):.1g}"


def _lost(row):
    floats = row["in_float"]
    if len(floats) > SHORT:
        parts = floats.split(", ")
        kinds = [part for part in parts if part.startswith("all ")]
        singles = sum(int(part.partition(" ")[0]) for part in parts if part not in kinds)
        floats = " and ".join([f"{len(kinds)} kinds"] * bool(kinds) + [f"{singles} layers"] * bool(singles))
    return f"{100 * float(row['lost']):.2g} %" + (f", {floats} in float" if floats else "")
