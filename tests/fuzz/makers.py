"""Functions that make something and give it to their caller, and what callers do with it: result slots. A maker has a small body;
it may call makers before it, so that an object passes up to several frames. Nothing in it depends on how its caller uses it."""
from shapes import Shapes
from values import HASHES, RUNS, TYPES

MADE = ["P", "P", "P", "P", "L", "L", "M", "T", "T", "B", "W", "V", "R", "Q", "PP", "A", "F", "Y", "E", "LL", "MS", "I"]
LINKS = {  # what an activation makes of its own, `v`, and of what an inner one gave, `x`
    "P": ["{v}.a = {x}", "{x}.b = {v}\n{v} = {x}", "{v}.t = [2]*node{{{x}, {v}.b}}", "{v}.s = []*node{{{x}, {v}}}"],
    "L": ["{v} = append({v}[:len({v}):len({v})], {x}...)", "{v} = append({x}[:len({x}):len({x})], {v}...)"],
    "M": ["{v}[9] = &node{{m: {x}}}", "{v}[9] = &node{{v: 6, m: {x}}}"],
    "T": ["{v} = clip({v} + {x})"], "B": ["{v} = append({x}[:len({x}):len({x})], {v}...)"], "W": ["{v} = append({x}[:len({x}):len({x})], {v}...)"],
    "V": ["{v}.a = &{x}"], "Q": ["{v}.p = &node{{a: {x}.p}}"], "E": ["{v} = any([2]any{{{x}, {v}}})"], "A": ["{v}[1] = {x}[0]"],
}


class Makers(Shapes):
    # ---- bodies

    def make(self, kind):
        """A value that is made here: by a maker before this one, or by a literal."""
        makers = [f for f in self.callees([kind]) if f.makes]
        if makers and self.rng.random() < 0.6:
            return self.closed_call(self.rng.choice(makers)) if self.rng.random() < 0.3 else self.call(self.rng.choice(makers))
        return self.atom(kind) if self.rng.random() < 0.3 else self.fresh(kind)

    def maker_body(self):
        """What the function does before it returns, and the return statement."""
        results = self.function.results
        if not results:
            return self.fill_parameter() + self.fill_parameter()
        out, values = [], []
        for kind in results:
            name = self.new("made")
            out += self.declare(kind, self.make(kind)) if self.rng.random() < 0.4 else self.making(kind, name)
            values.append(list(self.scope[-1])[-1])
        out += self.descend(values) if self.rng.random() < 0.35 else []
        out += self.fill_parameter() if self.rng.random() < 0.2 else []
        out += [(f"if {self.rare()} {{", self.early(values), "}")] if self.rng.random() < 0.4 else []
        if self.function.named and self.rng.random() < 0.6:
            look = " + ".join((HASHES.get(k) or RUNS.get(k, "len({})")).format(f"r{i}") for i, k in enumerate(results) if k not in ("F", "Y", "I"))
            late = [("defer func() {", [f"mix({look or 1})"] + ["recover()"] * (self.rng.random() < 0.3), "}()")]
            if self.rng.random() < 0.5:
                return late + out + [f"{', '.join(f'r{i}' for i in range(len(values)))} = {', '.join(values)}", "return"]
            out = late + out
        return out + [self.returning(values)]

    def descend(self, values):
        """The maker calls itself."""
        before = dict(self.scope[-1])
        out = self.take(self.function)
        inner = list(self.scope[-1])[-len(values):]
        for v, x, kind in zip(values, inner, self.function.results):
            out += self.rng.choice(LINKS.get(kind, []) + ["{v} = {x}"]).format(v=v, x=x).split("\n")
        self.scope[-1] = before
        return [("if fuel -= 3; fuel > 8 {", out, "}")]

    def returning(self, values):
        rng, results = self.rng, self.function.results
        if results == ["P"] and rng.random() < 0.25:
            return rng.choice([f"return last({self.fresh('P')}, {values[0]})", f"return &node{{v: {values[0]}.v, a: {values[0]}}}",
                               f"return (*node).pick({values[0]})", f"return isNode(any({values[0]}))"])
        if results == ["L"] and rng.random() < 0.25:
            return f"return gather({values[0]}...)"
        if results == ["T"] and rng.random() < 0.25:
            return f"return clip({values[0]} + {self.make('T')})"
        return "return " + ", ".join(values)

    def early(self, values):
        """A way out with an error, or a path on which the object is kept."""
        rng, kinds = self.rng, self.function.results
        options = [["return " + ", ".join(self.fresh(k) for k in kinds)]]
        if "E" in kinds:
            options += [["return " + ", ".join('any("e")' if k == "E" else self.fresh(k) for k in kinds)]] * 2
        for name, kind in zip(values, kinds):
            if kind in ("P", "V", "L", "E", "T", "F", "M", "Q", "A") and not self.calm:
                options.append([line for line in self.keep(name, kind) if not line.startswith(("return", "panic"))])
        return rng.choice(options)

    def fill_parameter(self):
        """Something new is put where the caller sees it."""
        found = [(n, k) for n, k in self.function.parameters if k in ("P", "PP", "Q", "L", "M", "PA", "MS")]
        if not found:
            return []
        name, kind = self.rng.choice(found)
        return [self.rng.choice({
            "P": [f"{name}.a = {self.make('P')}", f"{name}.s = {self.make('L')}", f"{name}.t[1] = {self.make('P')}", f"{name}.m = {self.make('M')}",
                  f"{name}.name = {self.make('T')}", f"{name}.w = append({name}.w[:len({name}.w)%3:len({name}.w)%3], {self.make('T')})",
                  f"*{name} = {self.make('V')}", f"{name}.e = any({self.make('P')})"],
            "PP": [f"*{name} = {self.make('P')}", f"(*{name}).b = {self.make('P')}"],
            "Q": [f"{name}.p = {self.make('P')}", f"*{name} = {self.make('R')}"],
            "L": [f"copy({name}, {self.make('L')})"],
            "M": [f"{name}[{self.rng.randint(0, 3)}] = {self.make('P')}"],
            "MS": [f"{name}[\"b\"] = {self.make('R')}"],
            "PA": [f"{name}[1] = {self.make('P')}", f"*{name} = {self.make('A')}"],
        }[kind])]

    def making(self, kind, name):
        """Declares `name` with a value that is built in several steps."""
        method = getattr(self, "making_" + kind, None)
        out = method(name) if method else [f"var {name} {TYPES[kind]} = {self.make(kind)}"]
        self.scope[-1][name] = kind
        return out + self.default(kind, name)

    def making_P(self, x):
        rng = self.rng
        i = self.new("i")
        return rng.choice([
            [f"{x} := &node{{v: {rng.randint(1, 50)}, a: {self.make('P')}}}"],
            [f"{x} := {self.make('P')}", f"{x}.a = {self.make('P')}"],
            [f"var of{x} node", f"of{x}.b = {self.make('P')}", f"{x} := &of{x}"],
            [f"{x} := &node{{v: 3}}", f"{x}.s = {self.make('L')}", f"{x}.name = {self.make('T')}"],
            [f"{x} := &node{{m: {self.make('M')}}}", f"{x}.w = {self.make('W')}"],
            [f"{x} := new(node)", f"*{x} = {self.make('V')}"],
            [f"{x} := {self.make('P')}", (f"for {i} := range 3 {{", [f"{x} = &node{{v: {i}, a: {x}}}"], "}")],
            [f"{x} := {self.make('P')}", (f"if {self.rare()} {{", [f"{x} = {self.make('P')}"], "}")],
            [f"{x} := &node{{e: any({self.make('P')})}}", f"{x}.t = [2]*node{{{self.make('P')}, {x}}}"],
        ])

    def making_L(self, x):
        rng = self.rng
        i, n = self.new("i"), self.number()
        return rng.choice([
            [f"{x} := make([]*node, {n})", (f"for {i} := range {x} {{", [f"{x}[{i}] = {rng.choice([f'&node{{v: {i}}}', self.make('P')])}"], "}")],
            [f"{x} := make([]*node, 0, {n})", (f"for {i} := range {self.number()} {{", [f"{x} = append({x}, &node{{v: {i}}})"], "}"),
             f"{x} = {x}[:len({x}):len({x})]"],
            [f"{x} := []*node{{{self.make('P')}, {self.make('P')}}}"],
            [f"var {x} []*node", (f"for {i} := range {self.number()} {{", [f"_ = {i}", f"{x} = append({x}, {self.make('P')})"], "}"),
             f"{x} = {x}[:len({x}):len({x})]"],
            [f"{x} := append({self.make('L')}[:0:0], {self.make('P')}, {self.make('P')})", f"{x} = {x}[:2:2]"],
            [f"{x} := append([]*node(nil), {self.make('L')}...)", f"{x} = {x}[:len({x}):len({x})]"],
        ])

    def making_M(self, x):
        i, n = self.new("i"), self.rng.choice([self.number(), "9", "20"])
        make = self.rng.choice(["make(map[int]*node)", f"make(map[int]*node, {self.number()})", "map[int]*node{}", self.make("M")])
        return [f"{x} := {make}", (f"for {i} := range {n} {{", [f"{x}[{i}] = {self.rng.choice([f'&node{{v: {i}}}', self.make('P')])}"], "}")]

    def making_T(self, x):
        rng = self.rng
        i, b = self.new("i"), self.new("b")
        return rng.choice([
            [f"{x} := clip({self.make('T')} + {self.make('T')})"],
            [f"{x} := {self.make('T')}", (f"for {i} := range {self.number()} {{", [f"{x} += string(rune('a' + {i}))"], "}"), f"{x} = clip({x})"],
            [f"var {b} strings.Builder", f"{b}.WriteString({self.make('T')})", f"{b}.WriteByte('-')", f"{b}.WriteString({self.make('T')})",
             f"{x} := clip({b}.String())"],
            [f"{b} := append([]byte({self.make('T')}), 'x')", f"{x} := string({b})", f"{b}[0] = '#'"],
            [f"{b} := {self.make('B')}", f"{x} := string({b}[:len({b})/2]) + {self.make('T')}", f"clear({b})", f"{x} = clip({x})"],
            [f"{x} := clip(fmt.Sprint({self.make('T')}, {self.number()}))"],
            [f"{x} := clip(strings.Repeat({self.make('T')}, {self.number()} & 3))"],
        ])

    def making_B(self, x):
        return self.rng.choice([[f"{x} := []byte({self.make('T')})"], [f"{x} := make([]byte, {self.number()})"],
                                [f"{x} := append([]byte(nil), {self.make('T')}...)", f"{x} = append({x}, \"end\"...)"]])

    def making_W(self, x):
        i = self.new("i")
        return [f"{x} := {self.make('W')}", (f"for {i} := range {self.number()} & 3 {{", [f"{x} = append({x}, string(rune('k' + {i})))"], "}"),
                f"{x} = {x}[:len({x}):len({x})]"]

    def making_V(self, x):
        return self.rng.choice([[f"{x} := node{{a: {self.make('P')}}}"], [f"{x} := *{self.paren_make('P')}"],
                                [f"var {x} node", f"{x}.s = {self.make('L')}", f"{x}.t[1] = {self.make('P')}"]])

    def making_R(self, x):
        return [f"{x} := pair{{{self.make('P')}, {self.make('P')}, 3}}"]

    def making_Q(self, x):
        return self.rng.choice([[f"{x} := &pair{{p: {self.make('P')}, q: {self.make('P')}}}"],
                                [f"of{x} := {self.make('R')}", f"{x} := &of{x}"]])

    def making_PP(self, x):
        return [f"of{x} := {self.make('P')}"] + self.default("P", f"of{x}") + [f"{x} := &of{x}"]

    def making_A(self, x):
        k = self.rng.randint(0, 2)
        return [f"var {x} [3]*node", f"{x}[{k}] = {self.make('P')}", f"{x}[({self.number()}) % 3] = {self.make('P')}"]

    def making_F(self, x):
        return [f"of{x} := {self.make('P')}"] + self.default("P", f"of{x}") + [
            f"{x} := func(k int) int {{ of{x}.v = of{x}.v%100 + k; return hash(of{x}) }}"]

    def making_Y(self, x):
        n, i = self.new("n"), self.new("i")
        each = self.rng.choice([f"&node{{v: {i}, a: {n}}}", n, self.make("P")])
        between = self.rng.choice([f"{n}.v = {i}", f"{n} = &node{{v: {i}, a: {n}.a}}", "smash(1)"])
        return [f"{n} := {self.make('P')}"] + self.default("P", n) + [
            (f"{x} := func(yield func(*node) bool) {{", [(f"for {i} := range {self.rng.randint(1, 4)} {{", [
                f"_ = {i}", between, (f"if !yield({each}) {{", ["return"], "}")], "}")], "}")]

    def making_E(self, x):
        return [f"{x} := any({self.make(self.rng.choice(['P', 'R', 'T', 'L', 'P']))})"]

    def making_LL(self, x):
        return [f"{x} := make([][]*node, 0, {self.number()})", f"{x} = append({x}, {self.make('L')}, {self.make('L')})", f"{x} = {x}[:2:2]"]

    def making_MS(self, x):
        return [f"{x} := map[string]pair{{{self.make('T')}: {self.make('R')}}}", f"{x}[\"a\"] = {self.make('R')}"]

    def paren_make(self, kind):
        return "(" + self.make(kind) + ")"

    # ---- callers

    def s_shape(self):
        if self.rng.random() < 0.3:
            return self.rng.choice([self.s_made, self.s_made, self.s_made_again, self.s_walk, self.s_chain])()
        return super().s_shape()

    def made(self, kinds=None):
        makers = [f for f in self.callees() if f.makes and f.results and (kinds is None or f.results[0] in kinds)]
        return self.rng.choice(makers) if makers else None

    def look(self, name, kind):
        return f"mix({(HASHES.get(kind) or RUNS[kind]).format(name)})"

    def s_made(self):
        """Two results of one maker, used in turn; one of them may be kept."""
        maker = self.made()
        if not maker:
            return super().s_shape()
        before = dict(self.scope[-1])
        out = self.take(maker)
        first = list(self.scope[-1])[-len(maker.results):]
        out += ["smash(2)"] + self.take(maker)
        second = list(self.scope[-1])[-len(maker.results):]
        for name, kind in zip(first + second, maker.results * 2):
            out += [self.look(name, kind)]
            if kind in ("P", "L", "E", "T", "F", "M", "Q", "A", "V") and self.rng.random() < 0.25:
                out += [(f"if {self.rare()} {{", self.keep(name, kind), "}")]
        if "E" in maker.results:
            at = maker.results.index("E")
            out += [(f'if {first[at]} == any("e") {{', self.use_all(first, maker.results), "}")]
        out += ["smash(1)"] + [self.look(n, k) for n, k in zip(first + second, maker.results * 2)]
        self.scope[-1] = before
        return self.looped([("{", out, "}")])

    def use_all(self, names, kinds):
        return [line for name, kind in zip(names, kinds) for line in [self.look(name, kind)]]

    def s_made_again(self):
        """One variable for the results of several calls, and another that holds some of them."""
        maker = self.made(["P", "L", "T", "M", "E", "B", "W"])
        if not maker or len(maker.results) > 1:
            return super().s_shape()
        kind = maker.results[0]
        before = dict(self.scope[-1])
        x, held, i = self.new(), self.new("held"), self.new("i")
        out = [f"{x} := {self.call(maker)}"] + self.default(kind, x) + [f"{held} := {x}"]
        self.scope[-1].update({x: kind, held: kind})
        again = [f"{x} = {self.call(maker)}"] + self.default(kind, x) + [self.look(x, kind)]
        hold = [(f"if {self.rare()} {{", [f"{held} = {x}"], "}")]
        out += self.rng.choice([again + hold + again, [(f"for {i} := range 3 {{", [f"_ = {i}"] + again + hold, "}")],
                                [(f"for {i} := range 3 {{", [f"_ = {i}", self.look(x, kind)] + again, "}")] + hold + again])
        out += ["smash(2)", self.look(held, kind), self.look(x, kind)]
        self.scope[-1] = before
        return [("{", out, "}")]

    def s_walk(self):
        """A range over an iterator that is made on the spot, left early; what it gives outlives it."""
        maker = self.made(["Y"])
        over = self.var("Y") if not maker or len(maker.results) > 1 else self.call(maker)
        if not over or self.loops >= 2:
            return super().s_shape()
        e, held = self.new("e"), self.new("held")
        start = self.atom("P")
        self.scope[-1][held] = "P"
        inner = self.loop(f"for {e} := range {over} {{", self.rng.randint(1, 2), {e: "P"},
                          [("if fuel--; fuel < 0 {", ["break"], "}")] + self.default("P", e) +
                          [self.rng.choice([f"{held} = {e}", f"{e}.b = {held}", f"{held}.a = {e}", f"mix({e}.v)"])])
        return [f"{held} := {start}"] + inner + ["smash(1)", self.look(held, "P")]

    def s_chain(self):
        """What one maker gives is put in what another gives."""
        inner, outer = self.made(["P", "V", "L", "M"]), self.made(["P"])
        if not inner or not outer or len(inner.results) > 1 or len(outer.results) > 1:
            return self.s_made()
        kind, x = inner.results[0], self.new()
        put = {"P": "{}.a = {}", "V": "*{} = {}", "L": "{}.s = {}", "M": "{}.m = {}"}[kind]
        out = [f"{x} := {self.call(outer)}"] + self.default("P", x) + [put.format(x, self.call(inner))]
        self.scope[-1][x] = "P"
        return out + ["smash(2)", self.look(x, "P")]
