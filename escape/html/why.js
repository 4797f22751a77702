// Why the chosen site is where it is, in words.

function placeLink(step) {
  const shown = byId(lineId(step.file, step.line));
  const text = data.files.length > 1 || !shown ? `${step.file}:${step.line}` : `line ${step.line}`;
  return shown ? element("a", {class: "at", href: `#${shown.id}`}, text) : element("span", {class: "at"}, text);
}

function pointersTo(site) {
  return data.edges.filter(edge => edge.site === site.site && edge.function === site.function && edge.from_site !== site.site);
}

function sizeText(site) {
  const size = site.buffer || site.size;
  return size ? ` (${size} ${size === 1 ? "byte" : "bytes"})` : "";
}

function placeText(site) {
  if (site.pieces) return `takes a piece of a buffer of ${site.buffer} bytes in the frame; when that is used up, it is on the heap`;
  if (site.sunk) return "is in the frame, and moves to the heap where it escapes";
  if (!site.slot) return places[placeOf(site)].words;
  if (site.placement === "stack" && site.hybrid) return "is in a buffer in the frame of the caller, and on the heap when that is used up";
  return site.placement === "stack" ? "is in the frame of the caller"
    : "is in the frame of callers that have a place for it, for the others on the heap";
}

function stepList(steps, kind) {
  const list = element("ol", {class: kind});
  for (const step of steps) list.append(element("li", {}, `${step.text} `, placeLink(step)));
  return list;
}

function ruleText(rule) {
  return element("p", {class: "rule"}, element("b", {}, rule), `: ${data.rules[rule]}.`);
}

// Which callers have a place for it, and how it leaves the others.
function callersOf(site) {
  const list = element("ul", {class: "callers"});
  for (const caller of site.callers) {
    const name = shortName(caller.function);
    const item = element("li", {}, `${name} ${caller.place ? "has a place for it in its frame" : "has none"} `, placeLink(caller));
    if (caller.rule) item.append(stepList(caller.path, "way"), ruleText(caller.rule));
    if (caller.recursive) item.append(element("p", {}, `${name} calls itself, and its frames stay small.`));
    list.append(item);
  }
  return list;
}

function drawWhy(site) {
  const why = byId("why");
  why.replaceChildren();
  if (!site) return;
  why.append(element("h2", {}, "Why it is there"), element("div", {class: "what"}, site.text),
    element("p", {class: "place"}, `${placeText(site)}${sizeText(site)} `, placeLink(site),
      element("span", {class: "at"}, `, in ${shortName(site.function)}`)));
  const place = placeOf(site);
  if (place === "none") return;
  why.append(stepList(stepsOf(site), site.rule ? "steps" : "steps kept"));
  if (site.rule) {
    why.append(ruleText(site.rule));
  } else {
    why.append(holdersText(site));
  }
  if (site.callers?.length) why.append(element("h3", {}, "Its callers"), callersOf(site));
}

function holdersText(site) {
  const holders = [...new Set(pointersTo(site).map(edge => edge.from))];
  return element("p", {}, holders.length
    ? `Pointers to it are held by ${holders.join(", ")}, and none of these outlives it.` : "Nothing keeps a pointer to it.");
}
