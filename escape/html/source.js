// The source, with a badge at each site.

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
