// Reads and lays out graphs with Graphviz. Standard input: [text in the language of Graphviz]; standard output, for each:
// { "errors": [text], "nodes": { name: label }, "edges": [[name, name, label or null]] }.
const { instance } = require('@viz-js/viz');
const graphs = JSON.parse(require('fs').readFileSync(0, 'utf8'));
instance().then((viz) => {
  process.stdout.write(JSON.stringify(graphs.map((text) => {
    const drawn = viz.render(text, { format: 'json' });
    const graph = drawn.status === 'success' ? JSON.parse(drawn.output) : {};
    const objects = graph.objects ?? [];
    return {
      errors: drawn.errors.map((e) => e.message),
      nodes: Object.fromEntries(objects.map((o) => [o.name, o.label])),
      edges: (graph.edges ?? []).map((e) => [objects[e.tail].name, objects[e.head].name, e.label ?? null]),
    };
  })));
});
