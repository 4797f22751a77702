// Draws the report from its data: the source with a badge at each site; for the site that is chosen its way over the
// source, what points to it, and the frame of its function.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);
const places = {
  heap: {letter: "H", name: "heap", words: "is on the heap"},
  stack: {letter: "S", name: "stack", words: "is in the frame"},
  buffer: {letter: "B", name: "buffer", words: "has a buffer in the frame, and goes to the heap when that is too small"},
  none: {letter: "\u00b7", name: "nothing", words: "takes no memory at run time"},
};
let chosen = null;

function placeOf(site) {
  if (site.static || site.zerocopy) return "none";
  if (site.placement === "heap") return "heap";
  return site.hybrid ? "buffer" : "stack";
}

// element("tag", {attribute: value}, child...): text children are text, never markup.
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function drawing(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const shortName = name => name.replace(/^\w+\./, "");

// ---- the source

const bytes = new TextEncoder();

// Columns count bytes; strings count UTF-16 units.
function unitOf(text, column) {
  let at = 0;
  for (let seen = 1; seen < column && at < text.length;) {
    const letter = String.fromCodePoint(text.codePointAt(at));
    seen += bytes.encode(letter).length;
    at += letter.length;
  }
  return at;
}

const words = new Set(("break case chan const continue default defer else fallthrough for func go goto if import interface map " +
  "package range return select struct switch type var").split(" "));

// The pieces of a line: comments, strings and words as such. (A raw string over several lines is plain text.)
function appendCode(code, text) {
  for (const piece of text.match(/\/\/.*|"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)*'|\w+|[^\w"'`/]+|./g) || []) {
    if (piece.startsWith("//")) code.append(element("span", {class: "comment"}, piece));
    else if (words.has(piece)) code.append(element("span", {class: "word"}, piece));
    else code.append(piece);
  }
}

function badgeOf(site) {
  const place = places[placeOf(site)];
  const badge = element("button", {
    type: "button", class: `badge ${placeOf(site)}`, id: `site-${site.site}`, "aria-pressed": "false",
    "aria-label": `${site.text}, line ${site.line}: ${place.name}`, title: `${site.text} ${place.words}`,
  }, place.letter);
  badge.addEventListener("click", () => choose(chosen === site ? null : site));
  return badge;
}

function sitesByLine(file) {
  const lines = new Map();
  for (const site of data.sites.filter(s => s.file === file)) {
    if (!lines.has(site.line)) lines.set(site.line, []);
    lines.get(site.line).push(site);
  }
  return lines;
}

const lineId = (file, line) => `line-${data.files.findIndex(f => f.path === file)}-${line}`;

function drawSource() {
  const source = byId("source");
  for (const file of data.files) {
    if (data.files.length > 1) source.append(element("p", {class: "file"}, file.path));
    const lines = sitesByLine(file.path);
    const texts = file.text.replace(/\n$/, "").split("\n");
    texts.forEach((text, index) => {
      const code = element("code");
      let done = 0;
      const sites = (lines.get(index + 1) || []).sort((a, b) => a.column - b.column);
      for (const site of sites) {
        const at = unitOf(text, site.column);
        appendCode(code, text.slice(done, at));
        code.append(badgeOf(site));
        done = at;
      }
      appendCode(code, text.slice(done));
      source.append(element("div", {class: "line", id: lineId(file.path, index + 1)},
        element("span", {class: "number"}, String(index + 1)), code));
    });
  }
  source.append(drawing("svg", {id: "way", "aria-hidden": "true"}));
}

// ---- the way over the source

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

function drawWay(site) {
  const way = byId("way");
  way.replaceChildren();
  document.querySelectorAll(".line.lit").forEach(line => line.classList.remove("lit"));
  if (!site) return;
  way.append(drawing("defs", {}, drawing("marker",
    {id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto"},
    drawing("path", {d: "M0 0 L8 4 L0 8 z"}))));
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
    const bend = Math.abs(b.y - a.y) < 4 ? 14 : Math.min(120, 30 + Math.abs(b.y - a.y) / 4);
    const side = Math.abs(b.y - a.y) < 4 ? `C${a.x} ${a.y + bend} ${b.x} ${b.y + bend}` : `C${a.x + bend} ${a.y} ${b.x + bend} ${b.y}`;
    const end = Math.abs(b.y - a.y) < 4 ? `${b.x} ${b.y + 10}` : `${b.x + 10} ${b.y}`;
    way.append(drawing("path", {d: `M${a.x} ${a.y} ${side} ${end}`, "marker-end": "url(#arrow)"}));
  }
  for (const point of points) {
    way.append(drawing("circle", {cx: point.x, cy: point.y, r: 7.5}),
      drawing("text", {x: point.x, y: point.y}, String(point.number)));
  }
}

// ---- the panels

function placeLink(step) {
  const shown = byId(lineId(step.file, step.line));
  const text = data.files.length > 1 || !shown ? `${step.file}:${step.line}` : `line ${step.line}`;
  return shown ? element("a", {class: "at", href: `#${shown.id}`}, text) : element("span", {class: "at"}, text);
}

function pointersTo(site) {
  return data.edges.filter(edge => edge.site === site.site && edge.function === site.function && edge.from !== site.text);
}

function drawKey(why) {
  why.append(element("h2", {}, "Choose a site"), element("p", {class: "hint"},
    "Each badge in the source is a place where the program may allocate. Choose one to see where a pointer to it goes."));
  const key = element("div", {class: "key"});
  for (const [name, place] of Object.entries(places)) {
    key.append(element("span", {}, element("span", {class: `badge ${name}`, style: "display:inline-block"}, place.letter)),
      element("span", {}, place.words));
  }
  why.append(key);
}

function sizeText(site) {
  const size = site.buffer || site.size;
  return size ? ` (${size} ${size === 1 ? "byte" : "bytes"})` : "";
}

function placeText(site) {
  if (!site.slot) return places[placeOf(site)].words;
  return site.placement === "stack" ? "is in the frame of the caller" : "is in the frame of callers that have a place for it";
}

function drawWhy(site) {
  const why = byId("why");
  why.replaceChildren();
  if (!site) return drawKey(why);
  why.append(element("h2", {}, "Why it is there"), element("div", {class: "what"}, site.text),
    element("p", {class: "place"}, `${placeText(site)}${sizeText(site)} `, placeLink(site),
      element("span", {class: "at"}, `, in ${shortName(site.function)}`)));
  const place = placeOf(site);
  if (place === "none") return;
  const steps = element("ol", {class: place === "heap" ? "steps" : "steps kept"});
  for (const step of stepsOf(site)) steps.append(element("li", {}, `${step.text} `, placeLink(step)));
  why.append(steps);
  if (site.rule) {
    why.append(element("p", {class: "rule"}, element("b", {}, site.rule), `: ${data.rules[site.rule]}.`));
    return;
  }
  const holders = [...new Set(pointersTo(site).map(edge => edge.from))];
  why.append(element("p", {}, holders.length
    ? `Pointers to it are held by ${holders.join(", ")}, and none of these outlives it.` : "Nothing keeps a pointer to it."));
}

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

function functionShown() {
  const name = chosen ? chosen.function : byId("by-function").value;
  return data.functions.find(f => f.name === name);
}

function drawFrame() {
  const frame = byId("frame");
  frame.replaceChildren();
  const shown = functionShown();
  if (!shown) return;
  const kinds = {parameter: "parameter", result: "result", variable: "", pointer: "on the heap; a pointer to it", object: "object", buffer: "buffer"};
  const table = element("table", {}, element("thead", {}, element("tr", {}, element("th", {class: "n"}, "at"),
    element("th", {class: "n"}, "bytes"), element("th", {}, "what"), element("th", {}, element("span", {class: "unseen"}, "size")))));
  const body = element("tbody");
  for (const slot of shown.frame) {
    body.append(element("tr", {}, element("td", {class: "n"}, String(slot.offset)), element("td", {class: "n"}, String(slot.size)),
      element("td", {class: "name"}, slot.text, element("span", {class: "at"}, kinds[slot.kind] ? ` ${kinds[slot.kind]}` : "")),
      element("td", {}, element("span", {class: `bar ${slot.kind}`, style: `width:${Math.max(2, Math.round(90 * slot.size / shown.size))}px`}))));
  }
  table.append(body);
  frame.append(element("h2", {}, `Frame of ${shortName(shown.name)}: ${shown.size} bytes`), table,
    element("p", {class: "hint"}, "As the source has it; what LLVM keeps in registers or drops takes no room."));
}

// ---- choosing and filtering

function isShown(site) {
  const name = byId("by-function").value;
  const rule = byId("by-rule").value;
  const box = byId(`place-${placeOf(site)}`);
  return (!name || site.function === name) && (!rule || site.rule === rule) && box.checked;
}

function choose(site) {
  if (chosen) byId(`site-${chosen.site}`).setAttribute("aria-pressed", "false");
  chosen = site;
  if (site) byId(`site-${site.site}`).setAttribute("aria-pressed", "true");
  drawWay(site);
  drawWhy(site);
  drawGraph(site);
  drawFrame();
}

function applyFilters() {
  for (const site of data.sites) byId(`site-${site.site}`).classList.toggle("off", !isShown(site));
  const shown = data.functions.find(f => f.name === byId("by-function").value);
  document.querySelectorAll(".line").forEach(line => line.classList.remove("dim"));
  for (const file of shown ? data.files : []) {
    const count = file.text.split("\n").length;
    for (let line = 1; line <= count; line++) {
      const inside = file.path === shown.file && line >= shown.line && line <= shown.last;
      byId(lineId(file.path, line))?.classList.toggle("dim", !inside);
    }
  }
  if (shown) byId(lineId(shown.file, shown.line))?.scrollIntoView({block: "center"});
  choose(chosen && isShown(chosen) ? chosen : null);
}

// The next or previous site that is shown, in the order of the source.
function move(step) {
  const sites = inOrder().filter(isShown);
  if (!sites.length) return;
  const from = sites.indexOf(chosen);
  const next = sites[from < 0 ? (step > 0 ? 0 : sites.length - 1) : (from + step + sites.length) % sites.length];
  choose(next);
  const badge = byId(`site-${next.site}`);
  badge.focus({preventScroll: true});
  badge.scrollIntoView({block: "center"});
}

function inOrder() {
  const order = file => data.files.findIndex(f => f.path === file);
  return [...data.sites].sort((a, b) => order(a.file) - order(b.file) || a.line - b.line || a.column - b.column || a.site - b.site);
}

function drawFilters() {
  const option = (value, text) => element("option", {value}, text);
  const functions = data.functions.map(f => f.name);
  byId("by-function").append(option("", "all"), ...functions.map(name => option(name, shortName(name))));
  const rules = [...new Set(data.sites.map(s => s.rule).filter(Boolean))].sort();
  byId("by-rule").append(option("", "all"), ...rules.map(rule => option(rule, rule)));
  for (const [name, place] of Object.entries(places)) {
    const count = data.sites.filter(s => placeOf(s) === name).length;
    const box = element("input", {type: "checkbox", id: `place-${name}`});
    box.checked = true;
    byId("by-place").append(element("label", {}, box, ` ${place.name} ${count}`));
  }
  byId("filters").addEventListener("change", applyFilters);
  byId("filters").addEventListener("submit", event => event.preventDefault());
}

function drawTotals() {
  const count = name => data.sites.filter(s => placeOf(s) === name).length;
  byId("file").textContent = data.files.map(f => f.path.replace(/^\.\//, "")).join(", ");
  byId("totals").append("Of ", element("b", {}, String(data.sites.length)), " places that may allocate, ", element("b", {}, String(count("heap"))),
    " are on the heap, ", element("b", {}, String(count("stack") + count("buffer"))), " in frames, and ",
    element("b", {}, String(count("none"))), " take no memory.");
}

// On paper there is nothing to click: the list has all.
function drawList() {
  const body = element("tbody");
  for (const site of inOrder()) {
    const way = (site.path || []).map(step => `${step.text} (${step.line})`).join("; ");
    body.append(element("tr", {}, element("td", {class: "n"}, `${site.line}:${site.column}`), element("td", {class: "name"}, site.text),
      element("td", {}, places[placeOf(site)].name), element("td", {}, site.rule ? `${site.rule}: ${site.reason}. ${way}` : "")));
  }
  byId("list").append(element("h2", {}, "All sites"), element("table", {}, body));
}

document.addEventListener("keydown", event => {
  if (event.target.matches("select, input") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "Escape") choose(null);
});
window.addEventListener("resize", () => drawWay(chosen));

drawTotals();
drawFilters();
drawSource();
drawList();
const linked = data.sites.find(s => location.hash === `#site-${s.site}`);
choose(linked || null);
if (linked) byId(`site-${linked.site}`).scrollIntoView({block: "center"});
