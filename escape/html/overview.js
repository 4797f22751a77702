// While no site is chosen: what the badges mean, and where to look first. Functions with the most on the heap come first.

function keyOfBadges() {
  const key = element("div", {class: "key"});
  for (const [name, place] of Object.entries(places)) {
    key.append(element("span", {}, element("span", {class: `badge ${name}`, style: "display:inline-block"}, place.letter)),
      element("span", {}, place.words));
  }
  return key;
}

// A table of buttons, each of which sets a filter: rows are [value of the filter, its name, words about it, counts...].
function tableOfFilters(filter, heads, rows) {
  const body = element("tbody");
  for (const [value, name, words, ...counts] of rows) {
    const button = element("button", {type: "button", class: "filter"}, element("b", {}, name), words);
    button.addEventListener("click", () => {
      byId(filter).value = value;
      applyFilters();
    });
    body.append(element("tr", {}, element("td", {}, button),
      ...counts.map(count => element("td", {class: "n"}, count ? String(count) : ""))));
  }
  return element("table", {}, element("thead", {}, element("tr", {}, element("th", {}, heads[0]),
    ...heads.slice(1).map(head => element("th", {class: "n"}, head)))), body);
}

const countOf = (sites, ...names) => sites.filter(site => names.includes(placeOf(site))).length;

function drawOverview(site) {
  const overview = byId("overview");
  overview.replaceChildren();
  if (site) return;
  overview.append(element("h2", {}, "Choose a site"), element("p", {class: "hint"},
    "Each badge in the source is a place where the program may allocate. Choose one to see where a pointer to it goes."), keyOfBadges());
  if (byId("by-function").value || byId("by-rule").value) return;
  const functions = data.functions.map(f => ({...f, sites: data.sites.filter(s => s.function === f.name)}))
    .map(f => [f.name, shortName(f.name), "", countOf(f.sites, "heap"), countOf(f.sites, "stack", "buffer"), f.size])
    .filter(row => row[3] + row[4] > 0)
    .sort((a, b) => b[3] - a[3] || b[4] - a[4]);
  const rules = Object.entries(data.rules)
    .map(([rule, sentence]) => [rule, rule, `: ${sentence}`, data.sites.filter(s => s.rule === rule).length])
    .filter(row => row[3] > 0)
    .sort((a, b) => b[3] - a[3]);
  if (rules.length) overview.append(element("h2", {}, "Why values are on the heap"), tableOfFilters("by-rule", ["rule", "sites"], rules));
  if (functions.length) {
    overview.append(element("h2", {}, "Functions"), tableOfFilters("by-function", ["function", "heap", "frame", "bytes"], functions));
  }
}
