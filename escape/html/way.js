// The way of the chosen site, drawn over the source.

// Where a column of a line is drawn, relative to the source; null where the line is not shown (a library's).
function pointAt(file, line, column) {
  const row = byId(lineId(file, line));
  if (!row) return null;
  const code = row.querySelector("code");
  let left = unitOf(data.files.find(f => f.path === file).text.split("\n")[line - 1], column);
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT,
    node => node.parentElement.closest(".badge") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const origin = byId("source").getBoundingClientRect();
  let box = code.getBoundingClientRect();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left < node.length) {
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      box = range.getBoundingClientRect();
      break;
    }
    left -= node.length;
  }
  return {
    x: box.left - origin.left + byId("source").scrollLeft + 3,
    y: box.bottom - origin.top + byId("source").scrollTop + 3,
  };
}

function stepsOf(site) {
  return [{file: site.file, line: site.line, column: site.column, text: "allocated here"}, ...(site.path || [])];
}

const radius = 7.5;

function drawWay(site) {
  const way = byId("way");
  way.replaceChildren();
  document.querySelectorAll(".line.lit").forEach(line => line.classList.remove("lit"));
  if (!site) return;
  way.append(drawing("defs", {}, arrowHead("arrow")));
  const points = [];
  stepsOf(site).forEach((step, index) => {
    byId(lineId(step.file, step.line))?.classList.add("lit");
    const point = pointAt(step.file, step.line, step.column);
    if (!point) return;
    // Several steps at one place stand side by side.
    while (points.some(p => Math.abs(p.x - point.x) < 15 && Math.abs(p.y - point.y) < 4)) point.x += 17;
    points.push({...point, number: index + 1});
  });
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    // Within a line straight between it and the next, up to the edge of the circle.
    const back = b.x < a.x ? radius + 1 : -radius - 1;
    const bend = Math.min(120, 30 + Math.abs(b.y - a.y) / 4);
    const curve = Math.abs(b.y - a.y) < 4 ? `L${b.x + back} ${b.y}`
      : `C${a.x + bend} ${a.y} ${b.x + bend} ${b.y} ${b.x + radius + 1} ${b.y}`;
    way.append(drawing("path", {d: `M${a.x} ${a.y} ${curve}`, "marker-end": "url(#arrow)"}));
  }
  for (const point of points) {
    way.append(drawing("circle", {cx: point.x, cy: point.y, r: radius}),
      drawing("text", {x: point.x, y: point.y}, String(point.number)));
  }
}
