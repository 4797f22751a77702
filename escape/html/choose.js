// Choosing a site, filters, keys, and the list for paper.

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
  drawOverview(site);
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

// page.html#site-7
function chooseLinked() {
  const linked = data.sites.find(s => location.hash === `#site-${s.site}`);
  choose(linked || null);
  if (linked) byId(`site-${linked.site}`).scrollIntoView({block: "center"});
}

// On paper there is nothing to click: the list has all.
function drawList() {
  const body = element("tbody");
  for (const site of inOrder()) {
    const way = (site.path || []).map(step => `${step.text} (${step.line})`).join("; ");
    body.append(element("tr", {}, element("td", {class: "n"}, `${site.line}:${site.column}`), element("td", {class: "name"}, site.text),
      element("td", {}, places[placeOf(site)].name), element("td", {}, site.rule ? `${site.rule}: ${site.reason}${way && "; "}${way}` : "")));
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
chooseLinked();
window.addEventListener("hashchange", chooseLinked);
