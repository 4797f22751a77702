// What points to the chosen site: a part of the connection graph.

// The objects that lead to the site: their number -> {name, site, level}, the level being their distance from it.
function leadingTo(site) {
  const edges = data.edges.filter(edge => edge.function === site.function && edge.from_object !== edge.to_object);
  const nodes = new Map();
  for (const edge of edges) {
    if (edge.site === site.site) nodes.set(edge.to_object, {name: edge.to, site, level: 0});
  }
  for (let level = 0; level < 4 && nodes.size < 24; level++) {
    for (const edge of edges) {
      if (nodes.get(edge.to_object)?.level === level && !nodes.has(edge.from_object)) {
        nodes.set(edge.from_object, {name: edge.from, site: data.sites.find(s => s.site === edge.from_site), level: level + 1});
      }
    }
  }
  return {nodes, edges: edges.filter(edge => nodes.has(edge.from_object) && nodes.has(edge.to_object))};
}

const clip = text => text.length > 20 ? `${text.slice(0, 19)}\u2026` : text;
const box = {width: 160, height: 28, column: 205, row: 40, margin: 30};

// From the right side of the holder to the left side of what it holds; within a column, or back, around the left.
function arrowBetween(a, b, attributes) {
  const middle = box.height / 2;
  const start = `${a.x + (a.x < b.x ? box.width : 0)} ${a.y + middle}`;
  const bend = a.x < b.x
    ? `C${a.x + box.width + 25} ${a.y + middle} ${b.x - 25} ${b.y + middle}`
    : `C${Math.min(a.x, b.x) - 26} ${a.y + middle} ${b.x - 26} ${b.y + middle}`;
  return drawing("path", {d: `M${start} ${bend} ${b.x} ${b.y + middle}`, "marker-end": "url(#points)", ...attributes});
}

function drawGraph(site) {
  const graph = byId("graph");
  graph.replaceChildren();
  if (!site || placeOf(site) === "none") return;
  const {nodes, edges} = leadingTo(site);
  if (nodes.size < 2) return;
  const depth = Math.max(...[...nodes.values()].map(node => node.level));
  const rows = new Array(depth + 1).fill(0);
  for (const node of nodes.values()) {
    node.x = (depth - node.level) * box.column;
    node.y = rows[node.level]++ * box.row;
  }
  const width = depth * box.column + box.width + box.margin + 4;
  const svg = drawing("svg", {
    viewBox: `${-box.margin} -4 ${width} ${Math.max(...rows) * box.row}`, width, role: "img", "aria-label": `what points to ${site.text}`,
  }, drawing("defs", {}, arrowHead("points")));
  const onWay = new Set([site.text, ...(site.path || []).map(step => step.holder)]);
  for (const edge of edges) {
    const way = onWay.has(edge.from) && onWay.has(edge.to);
    svg.append(arrowBetween(nodes.get(edge.from_object), nodes.get(edge.to_object), {class: way ? "way" : ""}));
  }
  for (const node of nodes.values()) {
    const own = node.site;
    const group = drawing("g", {class: `${own ? own.placement : ""} ${own === site ? "chosen" : ""}`});
    group.append(drawing("title", {}, node.name),
      drawing("rect", {x: node.x, y: node.y, width: box.width, height: box.height, rx: own && own.placement === "stack" ? 12 : own ? 0 : 4}),
      drawing("text", {x: node.x + 9, y: node.y + box.height / 2}, clip(node.name)));
    svg.append(group);
  }
  graph.append(element("h2", {}, "What points to it"), svg);
}
