// What points to the chosen site: a part of the connection graph.

// The nodes that lead to the site, by their distance from it.
function leadingTo(site) {
  const nodes = new Map([[site.text, 0]]);
  const edges = data.edges.filter(edge => edge.function === site.function);
  for (let level = 0; level < 4 && nodes.size < 24; level++) {
    for (const edge of edges) {
      if (nodes.get(edge.to) === level && !nodes.has(edge.from)) nodes.set(edge.from, level + 1);
    }
  }
  return {nodes, edges: edges.filter(edge => nodes.has(edge.from) && nodes.has(edge.to) && edge.from !== edge.to)};
}

const clip = text => text.length > 20 ? `${text.slice(0, 19)}\u2026` : text;

function drawGraph(site) {
  const graph = byId("graph");
  graph.replaceChildren();
  if (!site || placeOf(site) === "none") return;
  const {nodes, edges} = leadingTo(site);
  if (nodes.size < 2) return;
  const depth = Math.max(...nodes.values());
  const rows = new Array(depth + 1).fill(0);
  const at = new Map();
  for (const [name, level] of nodes) at.set(name, {x: (depth - level) * 205, y: rows[level]++ * 40});
  const svg = drawing("svg", {
    viewBox: `-4 -4 ${depth * 205 + 168} ${Math.max(...rows) * 40}`, width: depth * 205 + 168, role: "img",
    "aria-label": `what points to ${site.text}`,
  });
  const onWay = new Set([site.text, ...(site.path || []).map(step => step.holder)]);
  for (const {from, to} of new Map(edges.map(edge => [`${edge.from}\0${edge.to}`, edge])).values()) {
    const [a, b] = [at.get(from), at.get(to)];
    const forward = a.x < b.x;
    const start = `${a.x + (forward ? 160 : 80)} ${a.y + (forward ? 14 : 28)}`;
    const end = `${b.x + (forward ? 0 : 80)} ${b.y + (forward ? 14 : 28)}`;
    const bend = forward ? `C${a.x + 185} ${a.y + 14} ${b.x - 25} ${b.y + 14}` : `C${a.x + 80} ${a.y + 42} ${b.x + 80} ${b.y + 42}`;
    svg.append(drawing("path", {d: `M${start} ${bend} ${end}`, class: onWay.has(from) && onWay.has(to) ? "way" : ""}));
  }
  for (const [name, {x, y}] of at) {
    const own = data.sites.find(s => s.text === name && s.function === site.function && placeOf(s) !== "none");
    const group = drawing("g", {class: `${own ? own.placement : ""} ${name === site.text ? "chosen" : ""}`});
    group.append(drawing("title", {}, name),
      drawing("rect", {x, y, width: 160, height: 28, rx: own && own.placement === "stack" ? 12 : own ? 0 : 4}),
      drawing("text", {x: x + 9, y: y + 14}, clip(name)));
    svg.append(group);
  }
  graph.append(element("h2", {}, "What points to it"), svg);
}
