"""Objects that one variable names until a path lets them escape: sinking. The uses before, between and after are those that leave
the variable alone with the name; the moves stand at the depths and in the heads of all kinds of statements."""
from makers import Makers

SUNK = ["P", "P", "P", "V", "V", "L", "L", "A", "B"]
HASHED = {"P": "hash({})", "V": "hash(&{})", "L": "hashList({})", "A": "hashArray({})", "B": "hashText(string({}))"}


class Sinks(Makers):
    def s_shape(self):
        return self.s_sink() if self.rng.random() < 0.15 else super().s_shape()

    def s_sink(self):
        rng = self.rng
        kind, x = rng.choice(SUNK), self.new()
        declared = {
            "P": [f"{x} := &node{{v: {self.number()}}}", f"{x} := new(node)", f"{x} := &node{{a: {self.atom('P')}}}"],
            "V": [f"var {x} node", f"{x} := node{{v: 3, b: {self.atom('P')}}}"],
            "L": [f"{x} := []*node{{{self.atom('P')}, {self.atom('P')}, {{v: 5}}}}", f"{x} := make([]*node, {rng.randint(2, 6)})",
                  f"{x} := make([]*node, 2, {rng.randint(3, 8)})", f"var {x} []*node", f"{x} := []*node{{}}", f"var {x} []*node"],
            "A": [f"var {x} [3]*node", f"{x} := [3]*node{{1: {self.atom('P')}}}"],
            "B": [f"{x} := []byte(\"0123456789\")[:4:6]", f"{x} := make([]byte, 4, 8)", f"{x} := []byte{{1, 2, 3}}", f"var {x} []byte"],
        }[kind]
        out = [rng.choice(declared)]
        for _ in range(rng.randint(2, 5)):
            out += [("{", self.alone(x, kind), "}")]
            out += self.path(x, kind) if rng.random() < 0.5 else []
        out += [("{", self.alone(x, kind), "}"), "smash(1)", f"mix({HASHED[kind].format(x)})"]
        if kind in ("P", "V", "L") and rng.random() < 0.3 and not self.in_literal and [kind] == self.function.results:
            out += [(f"if {self.rare()} {{", [f"return {x}"], "}")]
        return self.looped([("{", out, "}")])

    def path(self, x, kind):
        """A way on which the object may move."""
        move, i = self.move(x, kind), self.new("i")
        after = [("{", self.alone(x, kind), "}")]
        rng = self.rng
        cold = [(f"if {self.rare()} {{", move + after, "}")]
        return rng.choice([
            cold, cold, cold,
            cold + after,
            [(f"for {i} := range 3 {{", [f"_ = {i}"] + after + [(f"if {self.rare()} {{", move, "}")] + after, "}")],
            [(f"for {i} := 0; {i} < 2 && {self.asked(x, kind)}; {i}++ {{", cold + after, "}")],
            [(f"switch {self.number()} % 4 {{", [("case 0:", move + ["fallthrough"], ""), ("case 1:", after, ""), ("case 2:", [
                (f"if {self.rare()} {{", ["break"], "}")] + move, ""), ("default:", after, "")], "}")],
            [("switch {", [(f"case {self.asked(x, kind)} && {self.rare()}:", move, ""), ("default:", after, "")], "}")],
            [("select {", [("default:", cold + after, "")], "}")],
            [("func() {", ["defer func() { recover() }()"] + [(f"if {self.rare()} {{", [f"panic({self.atom('P')})"], "}")], "}()")] + cold,
        ])

    def asked(self, x, kind):
        return {"P": f"peek({x}) >= 0", "V": f"peek(&{x}) >= 0", "L": f"len({x}) < 40", "A": f"{x}[0] != {x}[1]", "B": f"len({x}) > 0"}[kind]

    def alone(self, x, kind):
        """A use that keeps no second name."""
        rng, i, y, p = self.rng, self.new("i"), self.new(), self.atom("P")
        k = rng.randint(0, 2)
        pointer = f"&{x}" if kind == "V" else x
        if kind in ("P", "V"):
            options = [[f"{x}.v += {k}"], [f"{x}.a = {p}"], [f"{x}.t[{k % 2}] = {p}"], [f"mix(peek({pointer}))"], [f"touch({pointer})"],
                       [f"mix({x}.get({k}))"], [f"mix(truth(g0 == {pointer}))"], [f"{x}.name = clip({x}.name + \"n\")"], [f"{x}.s = push({x}.s, {p})"],
                       [(f"for {i}, {y} := range {x}.t {{", [f"_ = {y}", f"{x}.t[1-{i}] = {p}", f"{x}.v++"], "}")],
                       [f"{y} := {'*' if kind == 'P' else ''}{x}", f"{x}.v += 7", f"mix({y}.v)"],
                       [f"mix(hash({x}.a))", f"{x}.a, {x}.b = {x}.b, {x}.a"], [f"{'*' if kind == 'P' else ''}{x} = node{{v: 8, a: {x}.a}}"]]
            if kind == "P":
                options += [[f"{x} = &node{{v: {k}, b: {x}.b}}"]]
        elif kind == "L":
            options = [[(f"if len({x}) > 1 {{", [f"{x} = {x}[1:]"], "}")], [(f"if len({x}) > 1 {{", [f"{x} = {x}[:len({x})-1]"], "}")],
                       [f"{x} = append({x}, {p})"], [f"copy({x}, {self.atom('L')})"], [f"{x} = {x}[:len({x}):len({x})]"],
                       [(f"for {i}, {y} := range {x} {{", [f"{x}[len({x})-1-{i}] = {y}"], "}")], [f"mix(hashList({x}))"],
                       [(f"if len({x}) > 0 {{", [f"{x}[len({x})-1] = {p}"], "}")], [f"{x} = append({x}[:len({x})/2], {x}[(len({x})+1)/2:]...)"],
                       [(f"for range {2 * k + 1} {{", [f"{x} = append({x}, {p})"], "}")], [f"{x} = nil", f"{x} = append({x}, {p})"],
                       [f"{x} = append({x}[:len({x})/2], {p})"], [f"{x} = append({x}, {x}[len({x})/2:]...)"],
                       [f"{x} = {x}[len({x}):]", f"{x} = append({x}, {p}, {p})"], [(f"if len({x}) > 20 {{", [f"{x} = {x}[15:]"], "}")]]
        elif kind == "A":
            options = [[f"{x}[{k}] = {p}"], [f"{x}[({self.number()}) % 3] = {p}"], [f"fillArray(&{x}, {p})"], [f"copy({x}[1:], {x}[:])"],
                       [(f"for {i}, {y} := range {x} {{", [f"{x}[2-{i}] = {y}"], "}")], [(f"for {i}, {y} := range &{x} {{", [f"{x}[2-{i}] = {y}"], "}")],
                       [f"{y} := {x}", f"{x}[{k}] = {p}", f"mix(hashArray({y}))"], [f"{x}[0], {x}[2] = {x}[2], {x}[0]"]]
        else:
            options = [[(f"if len({x}) > 0 {{", [f"{x}[0]++"], "}")], [f"{x} = append({x}, 'q')"], [f"{x} = append({x}, {self.atom('T')}...)"],
                       [f"mix(hashText(string({x})))"], [(f"if len({x}) > 1 {{", [f"{x} = {x}[1:]"], "}")], [f"copy({x}, \"ab\")"],
                       [(f"if len({x}) > 60 {{", [f"{x} = {x}[50:]"], "}")]]
        return rng.choice(options)

    def move(self, x, kind):
        """A use that gives the object a second name."""
        rng, y, p = self.rng, self.new(), self.atom("P")
        wild = not self.calm
        pointer = f"&{x}" if kind == "V" else x
        if kind in ("P", "V"):
            ways = [[f"{y} := {pointer}", f"{y}.v++", f"mix(hash({y}))"], [f"defer func(n *node) {{ mix(hash(n)) }}({pointer})"],
                    [f"{y} := []*node{{{pointer}, {p}}}", f"{y}[0].v += 3", f"mix(hashList({y}))"], [f"{y} := {x}.get", f"mix({y}(2))"],
                    [f"{y} := any({pointer})", f"mix(hashBox({y}))"], [f"{y} := &{x}.t", f"{y}[0] = {p}"], [f"{y} := {x}.t[:]", f"{y}[1] = {p}"],
                    [f"last({p}, {pointer}).v += 2"], [(f"for {y} := {pointer}; {y} != nil && {y}.v < 3; {y} = {y}.a {{", [f"{y}.v++"], "}")],
                    [f"{y} := &{x}.v", f"*{y} += 5"]]
            ways += [[f"g0 = {pointer}"], [f"g4 = {x}.get"], [f"g2 = {pointer}"], [f"g0 = &node{{a: {pointer}}}"],
                     [f"g1 = append(g1[:len(g1)%3], {pointer})"]] * wild
            if kind == "P":
                ways += [[f"{y} := func() int {{ {x}.v++; return hash({x}) }}", f"mix({y}())"]]
        elif kind == "L":
            ways = [[f"{y} := {x}", (f"if len({y}) > 0 {{", [f"{y}[0] = {p}"], "}")], [f"{y} := {x}[:len({x})/2:len({x})/2]", f"mix(hashList({y}))"],
                    [f"{y} := [][]*node{{{x}}}", f"mix(hashRows({y}))"], [f"{y} := func() int {{ return hashList({x}[:len({x}):len({x})]) }}", f"mix({y}())"],
                    [f"{y} := gather({x}...)", f"mix(hashList({y}))"], [f"{y} := node{{s: {x}[:min(len({x}), 3):min(len({x}), 3)]}}", f"mix(hash(&{y}))"]]
            ways += [[f"g1 = {x}[:min(len({x}), 3):min(len({x}), 3)]"]] * wild
        elif kind == "A":
            ways = [[f"{y} := {x}[:]", f"{y}[1] = {p}"], [f"{y} := &{x}", f"{y}[2] = {p}"], [f"{y} := &{x}[1]", f"*{y} = {p}"],
                    [f"{y} := any(&{x})", f"{y}.(*[3]*node)[0] = {p}"]]
            ways += [[f"g1 = {x}[1:]"]] * wild
        else:
            ways = [[f"{y} := {x}", f"copy({y}, \"zz\")"], [f"{y} := [][]byte{{{x}}}", f"mix(hashText(string({y}[0])))"],
                    [f"defer func(b []byte) {{ mix(hashText(string(b))) }}({x})"]]
            ways += [[f"g3 = string({x})"]] * wild
        return rng.choice(ways)
