//go:build ignore

// Writes this folder's tables*.mini from the values of Go's package unicode: go run generate.go
//
// A table is a text of numbers in base 30: the digits '!' to '>' end a number, '?' to '\' go on. Ranges are
// ascending: of each, the distance from the end of the one before, twice the number of steps plus one if they
// are not single, and then the step.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
)

const base = 30

type text struct{ bytes.Buffer }

func (t *text) add(n int) {
	if n < 0 {
		panic("negative number")
	}
	var digits []byte
	for digits = append(digits, byte('!'+n%base)); n >= base; {
		n /= base
		digits = append(digits, byte('?'+n%base))
	}
	slices.Reverse(digits)
	t.Write(digits)
}

func (t *text) addSigned(n int) {
	if n < 0 {
		t.add(-2*n - 1)
	} else {
		t.add(2 * n)
	}
}

// quoted breaks the text into lines.
func (t *text) quoted(first int) string {
	var lines []string
	s := t.String()
	for room := 118 - first; len(s) > room; room = 118 {
		lines = append(lines, s[:room])
		s = s[room:]
	}
	return "`" + strings.Join(append(lines, s), "\n") + "`"
}

func (t *text) addTable(table *unicode.RangeTable) {
	t.add(len(table.R16))
	t.add(len(table.R32))
	last := 0
	add := func(low, high, stride int) {
		steps := (high - low) / stride
		if steps*stride != high-low || steps == 0 && stride != 1 {
			panic("the range does not end on a step")
		}
		t.add(low - last)
		if stride == 1 {
			t.add(2 * steps)
		} else {
			t.add(2*steps + 1)
			t.add(stride)
		}
		last = high
	}
	for _, r := range table.R16 {
		add(int(r.Lo), int(r.Hi), int(r.Stride))
	}
	for _, r := range table.R32 {
		add(int(r.Lo), int(r.Hi), int(r.Stride))
	}
}

func create(what string) *bytes.Buffer {
	out := &bytes.Buffer{}
	fmt.Fprintf(out, "// Made by generate.go: %s\n\npackage unicode\n", what)
	return out
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func save(name string, out *bytes.Buffer) {
	text, err := format.Source(out.Bytes())
	check(err)
	check(os.WriteFile(name, text, 0o644))
}

func packed(out *bytes.Buffer, name string, table *unicode.RangeTable) {
	var t text
	t.addTable(table)
	head := fmt.Sprintf("var %s = packed{text: ", name)
	fmt.Fprintf(out, "%s%s}\n", head, t.quoted(len(head)+2))
}

// The second names of categories.
var longNames = map[string]string{
	"L": "Letter", "Lu": "Upper", "Ll": "Lower", "Lt": "Title", "M": "Mark", "Nd": "Digit", "N": "Number",
	"P": "Punct", "S": "Symbol", "Z": "Space", "C": "Other",
}

// group writes the tables of one of the exported maps: private text and exported variables; and to maplist the map.
func group(maplist *bytes.Buffer, file, what, doc, mapName string, tables map[string]*unicode.RangeTable) {
	out := create(what)
	names := slices.Sorted(maps.Keys(tables))
	fmt.Fprintln(out)
	for _, name := range names {
		packed(out, "_"+name, tables[name])
	}
	fmt.Fprintf(out, "\n// %s\nvar (\n", doc)
	for _, name := range names {
		fmt.Fprintf(out, "\t%s = _%s.unpack()\n", name, name)
		if long, ok := longNames[name]; ok && mapName == "Categories" {
			fmt.Fprintf(out, "\t%s = _%s.unpack()\n", long, name)
		}
	}
	fmt.Fprintf(out, ")\n")
	save(file, out)
	fmt.Fprintf(maplist, "\n// %s has the tables by name.\nvar %s = map[string]*RangeTable{\n", mapName, mapName)
	for _, name := range names {
		fmt.Fprintf(maplist, "\t%q: %s,\n", name, name)
	}
	fmt.Fprintf(maplist, "}\n")
}

func aliases(out *bytes.Buffer) {
	fmt.Fprintf(out, "\n// CategoryAliases has the standard's long names of categories.\nvar CategoryAliases = map[string]string{\n")
	for _, name := range slices.Sorted(maps.Keys(unicode.CategoryAliases)) {
		fmt.Fprintf(out, "\t%q: %q,\n", name, unicode.CategoryAliases[name])
	}
	fmt.Fprintf(out, "}\n")
}

func foldMap(out *bytes.Buffer, name, doc string, tables map[string]*unicode.RangeTable) {
	names := slices.Sorted(maps.Keys(tables))
	for _, key := range names {
		packed(out, "fold"+key, tables[key])
	}
	fmt.Fprintf(out, "\n// %s\nvar %s = map[string]*RangeTable{\n", doc, name)
	for _, key := range names {
		fmt.Fprintf(out, "\t%q: fold%s.unpack(),\n", key, key)
	}
	fmt.Fprintf(out, "}\n\n")
}

func caseTables() {
	out := create("upper, lower and title case.")
	var t text
	last := 0
	t.add(len(unicode.CaseRanges))
	for _, r := range unicode.CaseRanges {
		t.add(int(r.Lo) - last)
		t.add(int(r.Hi - r.Lo))
		for _, delta := range r.Delta {
			t.addSigned(int(delta))
		}
		last = int(r.Hi)
	}
	head := "const caseText = "
	fmt.Fprintf(out, "\n// The ranges of CaseRanges: distance, length, and three signed differences.\n%s%s\n", head, t.quoted(len(head)+1))

	var orbits text
	count, last := 0, 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		plain := unicode.ToLower(r)
		if plain == r {
			plain = unicode.ToUpper(r)
		}
		if to := unicode.SimpleFold(r); to != plain {
			orbits.add(int(r) - last)
			orbits.addSigned(int(to - r))
			last = int(r)
			count++
		}
	}
	var all text
	all.add(count)
	all.Write(orbits.Bytes())
	head = "const orbitText = "
	fmt.Fprintf(out, "\n// The characters whose SimpleFold is not simply the other case: distance, and signed difference.\n%s%s\n\n",
		head, all.quoted(len(head)+1))
	foldMap(out, "FoldCategory", "FoldCategory has, for a category, what is outside of it and folds to characters inside.", unicode.FoldCategory)
	foldMap(out, "FoldScript", "FoldScript has, for a script, what is outside of it and folds to characters inside.", unicode.FoldScript)
	save("tables_case.mini", bytes.NewBuffer(append(bytes.TrimSpace(out.Bytes()), '\n')))
}

func main() {
	maplist := create("the tables by name.")
	group(maplist, "tables_category.mini", "the general categories.",
		"The sets of characters of each category of the standard.", "Categories", unicode.Categories)
	group(maplist, "tables_script.mini", "the scripts.", "The sets of characters of each script.", "Scripts", unicode.Scripts)
	group(maplist, "tables_property.mini", "the properties.", "The sets of characters with each property.", "Properties",
		unicode.Properties)
	aliases(maplist)
	save("tables_names.mini", maplist)
	caseTables()
}
