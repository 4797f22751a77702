// The frame of a function.

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
