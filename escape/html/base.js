// Draws the report from its data: the source with a badge at each site; for the site that is chosen its way over the
// source, what points to it, and the frame of its function. The files share one scope, in the order of page.html.
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
  return site.hybrid || site.sunk ? "buffer" : "stack";
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

// A <marker>; the color is the style sheet's.
function arrowHead(id) {
  return drawing("marker", {id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto"},
    drawing("path", {d: "M0 0 L8 4 L0 8 z"}));
}

const shortName = name => name.replace(/^\w+\./, "");
