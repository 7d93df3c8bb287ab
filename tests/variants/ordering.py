"""Who reads and writes a variable in a compiled step, and which of them nothing orders."""

import collections

from tensorflow.core.framework.types_pb2 import DT_RESOURCE
from tensorflow.python.eager import context
from tensorflow.python.framework import meta_graph
from tensorflow.python.grappler import tf_optimizer


def compiled(game, data):
    """The graph that runs, a GraphDef: the step of a game as grappler, as it is set in this process, leaves it."""
    game.make_train_function()
    (step,) = (f for f in map(_content, game.train_function.__closure__) if getattr(f, "__name__", "") == "execute")
    graph = step.get_concrete_function(iter(data)).graph
    whole = meta_graph.create_meta_graph_def(graph=graph)
    fetched = [*graph.outputs, *graph.control_outputs]
    whole.collection_def["train_op"].node_list.value.extend(node.name for node in fetched)
    return tf_optimizer.OptimizeGraph(context.context().config, whole, strip_default_attributes=False)


def unordered(graph):
    """Pairs (write, other access) of one variable of which neither is an ancestor of the other.

    Accesses are nodes that a variable's handle is handed to.
    """
    nodes = {node.name: node for node in graph.node}
    before, accesses = {}, collections.defaultdict(list)
    for name in _topological(nodes):
        node = nodes[name]
        parents = _parents(node)
        before[name] = set(parents).union(*(before[parent] for parent in parents))
        for parent in parents:
            if nodes[parent].op == "Placeholder" and nodes[parent].attr["dtype"].type == DT_RESOURCE:
                accesses[parent].append(name)
    pairs = [(w, a) for group in accesses.values() for w in group if "Assign" in nodes[w].op for a in group if a != w]
    return [(w, a) for w, a in pairs if w not in before[a] and a not in before[w]]


def _topological(nodes):
    order, seen = [], set()
    for root in nodes:
        stack = [(root, False)]
        while stack:
            name, done = stack.pop()
            if done:
                order.append(name)
            elif name not in seen:
                seen.add(name)
                stack += [(name, True), *((parent, False) for parent in _parents(nodes[name]))]
    return order


def _parents(node):
    """Inputs; of a loop's merge only what enters it, so that the graph has no cycles."""
    inputs = [name.lstrip("^").partition(":")[0] for name in node.input]
    return inputs[:1] if node.op == "Merge" else inputs


def _content(cell):
    return cell.cell_contents
