"""Statements that belong together: what analyses get wrong when they are too hopeful. An object that is kept on a cold path
only, a variable that is used again for something else, objects of loops, strings over changed bytes, goroutines."""
from statements import Statements
from values import HASHES, RUNS


class Shapes(Statements):
    def s_shape(self):
        shapes = [self.s_cold, self.s_cold, self.s_reuse, self.s_reuse, self.s_list, self.s_array, self.s_text, self.s_bytes,
                  self.s_append, self.s_room, self.s_boxes, self.s_keys, self.s_counts, self.s_descent, self.s_defers, self.s_closures,
                  self.s_server, self.s_handover, self.s_group, self.s_go, self.s_select, self.s_once, self.s_grid, self.s_pump, self.s_makers, self.s_makers]
        return self.rng.choice(shapes)()

    def use(self, name, kind):
        """Looks at the value, or changes it."""
        rng = self.rng
        uses = [f"mix({(HASHES.get(kind) or RUNS[kind]).format(name)})"]
        if kind in ("P", "V"):
            uses += [f"{name}.v += {rng.randint(1, 9)}", f"{name}.{rng.choice('ab')} = {self.atom('P')}",
                     f"{name}.t[0] = {self.atom('P')}"]
        if kind == "L":
            uses += [f"{name} = push({name}, {self.atom('P')})"]
        return [rng.choice(uses)]

    def keep(self, name, kind):
        """Statements that let the value outlive the function."""
        ways = {
            "P": ["g0 = {}", "g1 = append(g1[:len(g1)%3], {})", "g2 = {}", "g3 = {}", "g4 = {}.get", "g5 = map[int]*node{{1: {}}}",
                  "g0 = &node{{v: 1, a: {}}}", "g3 = pair{{p: {}}}"],
            "V": ["g0 = &{}", "g4 = {}.get", "g2 = &{}"], "L": ["g1 = {0}[:min(3, len({0}))]", "g0 = at({}, 0)", "g0 = &node{{s: {}}}"],
            "E": ["g3 = {}", "g0 = &node{{e: {}}}"], "T": ["g6 = append(g6[:len(g6)%3], {})", "g0 = &node{{name: {}}}"],
            "F": ["g4 = {}", "g0 = &node{{f: {}}}"], "M": ["g5 = {}"], "Q": ["g0 = {}.p", "g2 = {}", "g4 = {}.get"],
            "A": ["g0 = {}[0]", "g1 = {}[1:]", "g0 = {}[2]"], "C": ["g0 = {}(3)"],
        }
        lines = [self.rng.choice(ways[kind]).format(name)]
        if not self.in_literal and kind in self.function.results and self.rng.random() < 0.4:
            given = [name if k == kind else self.atom(k) for k in self.function.results]
            lines = ["return " + ", ".join(given)]
        elif not self.in_literal and self.function.panics and kind in ("P", "E") and self.rng.random() < 0.4:
            lines = [f"panic({name})"]
        elif self.calm:
            lines = [f"_ = {name}"]
        return lines

    def rare(self):
        return f"acc%{self.rng.choice([2, 3, 5, 7])} == {self.rng.randint(0, 1)}"

    def looped(self, inner):
        """Sometimes all of it in a loop."""
        if self.loops >= 2 or self.rng.random() < 0.6:
            return inner
        i, again = self.new("i"), self.new("again")
        if self.rng.random() < 0.3:
            return [("{", [f"{i} := 0", again + ":"] + inner + [f"{i}++", (f"if {i} < 3 {{", [f"goto {again}"], "}")], "}")]
        return [(f"for {i} := range {self.rng.randint(2, 3)} {{", [f"_ = {i}"] + inner, "}")]

    # ---- paths

    def s_cold(self):
        """Kept on one path, and used before and after; another name for it, and a comparison."""
        kind = self.rng.choice(["P", "P", "P", "V", "L", "E", "T", "F", "M", "Q", "A", "C"])
        before = dict(self.scope[-1])
        out = self.declare(kind, self.rng.choice([self.atom, self.fresh, self.value])(kind))
        name = list(self.scope[-1])[-1]
        other = self.new()
        alias = self.rng.random() < 0.5 and kind in ("P", "Q", "L", "M", "T", "E", "F")
        if alias:
            out += [f"{other} := {name}", f"_ = {other}"]
        out += self.use(name, kind)
        out += [(f"if {self.rare()} {{", self.keep(name, kind), "}")] + self.use(name, kind)
        if self.rng.random() < 0.4:
            out += [(f"if {self.rare()} {{", self.keep(name, kind) , "}")]
        if alias:
            out += self.use(other, kind)
        if alias and kind in ("P", "Q"):
            out += [f"mix(truth({name} == {other}))"]
        if kind == "P":
            out += [f"mix(truth(g0 == {name}))"]
        out += [f"mix({(HASHES.get(kind) or RUNS[kind]).format(name)})"]
        self.scope[-1] = before
        return self.looped([("{", out, "}")])

    def s_reuse(self):
        """One variable for several objects, some of them kept."""
        rng = self.rng
        kind = rng.choice(["P", "P", "L", "E", "T", "F"])
        before = dict(self.scope[-1])
        out = self.declare(kind, self.rng.choice([self.atom, self.fresh])(kind))
        x = list(self.scope[-1])[-1]
        y = self.new()
        out += [f"{y} := {x}", f"_ = {y}"]
        if rng.random() < 0.2 and kind == "P":
            out += self.declare("PP", "&" + x)
        if rng.random() < 0.2:
            out += self.s_closure()
        for _ in range(rng.randint(1, 3)):
            again = [f"{x} = {rng.choice([self.atom, self.fresh, self.value])(kind)}"] + self.default(kind, x)
            out += self.use(x, kind)
            out += rng.choice([again, again, [(f"if {self.rare()} {{", again, "}")],
                               [(f"for range {rng.randint(1, 3)} {{", again + self.use(x, kind), "}")]])
            if rng.random() < 0.4:
                out += rng.choice([self.keep(x, kind), [(f"if {self.rare()} {{", self.keep(x, kind), "}")],
                                   [f"{y} = {x}"]])
        out = [item for i, item in enumerate(out) if not (isinstance(item, str) and item.startswith(("return", "panic")))]
        out += self.use(y, kind) + [f"mix({(HASHES.get(kind) or RUNS[kind]).format(x)})"]
        self.scope[-1] = before
        return self.looped([("{", out, "}")])

    # ---- objects of loops

    def s_list(self):
        """A list or ring that a loop builds; its nodes live from one iteration to the next."""
        rng = self.rng
        head, i = self.new(), self.new("i")
        make = rng.choice([f"&node{{v: {i}, a: {head}}}", f"&node{{v: {i}, b: {head}, a: {self.atom('P')}}}", f"(&node{{v: {i}}}).pick()"])
        maker = self.var("C")
        if maker and rng.random() < 0.3:
            make = f"{maker}({i})"
        rest = rng.choice([[], [(f"if {self.rare()} {{", ["continue"], "}")], [f"{head}.b = {head}.a"]])
        size = self.number()
        inner = [f"_ = {i}", f"n := {make}"] + rest + [f"{rng.choice(['n.b', 'n.t[1]', 'n.a'])} = {head}", f"{head} = n"]
        out = [f"{head} := {self.atom('P')}"]
        if rng.random() < 0.3:
            again = self.new("again")
            out += [("{", [f"{i} := 0", again + ":", ("{", inner[:2] + inner[-2:], "}"), f"{i}++",
                           (f"if {i} < {size} {{", [f"goto {again}"], "}")], "}")]
        else:
            out += [(f"for {i} := range {size} {{", inner, "}")]
        self.scope[-1][head] = "P"
        return out + self.default("P", head)

    def s_array(self):
        """An array whose elements are set and read with constants, with a variable, or both."""
        rng = self.rng
        a, i = self.new(), self.new("i")
        out = [f"var {a} [3]*node"]
        if rng.random() < 0.5:
            out += [(f"for {i} := range {a} {{", [f"{a}[{i}] = &node{{v: {i}}}"], "}")]
        out += [f"{a}[{k}] = {self.atom('P')}" for k in rng.sample(range(3), rng.randint(1, 3))]
        k = rng.randint(0, 2)
        keep = rng.choice([f"g0 = {a}[{k}]", f"g0 = {a}[({self.number()}) % 3]", f"g1 = {a}[{k}:]", f"{a}[{k}] = {a}[{(k + 1) % 3}]",
                           f"{a}[0], {a}[1] = {a}[1], {a}[0]"])
        if not self.calm or not keep.startswith("g"):
            out += [keep]
        self.scope[-1][a] = "A"
        return out + self.use(a, "A")

    def s_closures(self):
        """Functions of a loop that outlive it, over the loop's variable, one of the iteration, and one of the function."""
        rng = self.rng
        fs, i, sum_ = self.new(), self.new("i"), self.new()
        p = self.atom("P")
        body = rng.choice([f"{sum_} += {i}; return {sum_} + k", f"n.v += k; return n.v + {i}", f"n = &node{{v: k, a: n}}; return hash(n)",
                           f"{i} += k; return {i}"])
        inner = [f"n := {p}", "_ = n", f"{fs} = append({fs}, func(k int) int {{ {body} }})", (f"if {self.rare()} {{", [f"{i}++"], "}")]
        self.scope[-1][fs] = "FS"
        return [f"var {fs} []func(int) int", f"{sum_} := 0", f"_ = {sum_}",
                (f"for {i} := 0; {i} < {rng.randint(2, 5)}; {i}++ {{", inner, "}"),
                (f"for _, f := range {fs} {{", ["mix(f(2))"], "}")]

    def s_defers(self):
        """Deferred calls of a loop: each has its own arguments and its own variable."""
        i, x = self.new("i"), self.new()
        p = self.var("P")
        late = self.rng.choice([f"defer func() {{ mix(hash({x})) }}()", f"defer func(n *node) {{ mix(hash(n) + {x}.v) }}({x})",
                                f"defer {x}.get({i})", f"defer mix(hash({x}))"])
        inner = [f"_ = {i}", f"{x} := {self.atom('P')}", late, f"{x} = &node{{v: {i}}}" if self.rng.random() < 0.4 else f"{x}.v++"]
        out = [(f"for {i} := range {self.rng.randint(2, 3)} {{", inner, "}")]
        if p and self.rng.random() < 0.3:
            out += [f"defer func(p **node) {{ *p = &node{{v: 8}}; mix(hash({p})) }}(&{p})"]
        return out

    def s_descent(self):
        """A function that calls itself, with an object of each activation."""
        f, y = self.new("walk"), self.new()
        n = self.rng.choice(["n := &node{v: k, a: p}", "n := &node{v: k}; n.b = p", "var v node; v.a, v.v = p, k; n := &v"])
        give = self.rng.choice([f"return {f}(k-1, n)", f"q := {f}(k-1, n); q.v += n.v; return q", f"n.b = {f}(k-1, n.a); return n",
                                f"{f}(k-1, n); return p"])
        start = self.atom("P")
        self.scope[-1][y] = "P"
        return [f"var {f} func(k int, p *node) *node",
                (f"{f} = func(k int, p *node) *node {{", [("if k == 0 {", ["return p"], "}")] + n.split("; ") + give.split("; "), "}"),
                f"{y} := {f}({self.rng.randint(1, 4)}, {start})", f"_ = {y}"] + self.default("P", y)

    # ---- strings, bytes and slices whose length is known at run time only

    def s_text(self):
        """Strings made in a loop and held over it."""
        rng = self.rng
        w, s, i = self.new(), self.new(), self.new("i")
        make = rng.choice([f"{s} + string(rune('a'+{i}))", f"{self.atom('T')} + {s} + \"-\"", f"fmt.Sprint({s}, {i})",
                           f"string(append([]byte({s}), byte('0'+{i})))", f"string([]byte({s})[{i}%2:min({i}%2+1, len({s}))]) + \"y\""])
        step = f"{s} = clip(n)" if rng.random() < 0.5 else f"if len(n) > 2 {{ {s} = n[1:3] }}"
        first = self.atom("T")
        self.scope[-1].update({w: "W", s: "T"})
        return [f"{s} := {first} + \"01\"", f"var {w} []string",
                (f"for {i} := range {rng.choice([self.number(), '4'])} {{", [f"_ = {i}", f"n := {make}", f"{w} = append({w}, n)"] + step_lines(step), "}"),
                f"mix(hashTexts({w}))"]

    def s_bytes(self):
        """A string made of bytes stays when the bytes change, and the bytes when the string is gone."""
        b, s, m = self.new(), self.new(), self.new()
        text = self.rng.choice([f"{self.atom('T')} + \"bytes\"", f"fmt.Sprint({self.number()}, \"q\")"])
        before = self.rng.choice([[f"{s} := string({b})"], [f"{s} := string({b}[1:])"], [f"{s} := string({b}) + {self.atom('T')}"],
                                  [f"{s} := \"\"", (f"if string({b}) != \"abc\" {{", [f"{s} = string({b})"], "}")]])
        after = self.rng.choice([[f"{b}[0] = 'z'"], [f"copy({b}, \"##\")"], [f"{b} = append({b}[:0], \"other\"...)"], [f"clear({b})"]])
        self.scope[-1].update({b: "B", s: "T"})
        return [f"{b} := []byte({text})", f"{m} := map[string]int{{string({b}): 1}}", f"{m}[string({b})] += 2"] + before + after + [
            f"{m}[string({b})]++", f"mix(hashText({s}) + {m}[{s}] + len({m}))", (f"for _, c := range []byte({s}) {{", ["mix(int(c))"], "}")]

    def s_append(self):
        """A slice that grows in a loop, and parts of it that are kept."""
        rng = self.rng
        s, part, i = self.new(), self.new(), self.new("i")
        start = rng.choice([f"var {s} []*node", f"{s} := []*node{{}}", f"{s} := make([]*node, 0, {rng.randint(1, 6)})",
                            f"{s} := make([]*node, 0, {self.number()})", f"{s} := {self.atom('L')}[:0:0]"])
        element = rng.choice([f"&node{{v: {i}}}", self.atom("P"), self.atom("P")])
        late = rng.choice([f"{part} = {s}[:len({s}):len({s})]", f"{part} = append({part}, {s}...)", f"{part} = {s}[len({s})/2:len({s}):len({s})]"])
        self.scope[-1].update({part: "L"})
        return [start, f"var {part} []*node", (f"for {i} := range {rng.choice([self.number(), '9'])} {{",
                [f"{s} = append({s}, {element})", (f"if {i} == {rng.randint(0, 3)} {{", [late], "}")], "}"),
                f"mix(hashList({s}))", f"mix(hashList({part}))"] + ([f"g1 = {part}"] if rng.random() < 0.2 and not self.calm else [])

    def s_room(self):
        """Two slices of one array: append into the room that make left."""
        rng = self.rng
        s, x, y = self.new(), self.new(), self.new()
        room = rng.randint(2, 6)
        first = rng.choice([f"append({s}, {self.atom('P')})", f"append({s}[:0], {self.atom('P')})", f"{s}[:2]"])
        self.scope[-1].update({x: "L", y: "L"})
        out = [f"{s} := make([]*node, 1, {room})", f"{x} := {first}", f"{y} := append({s}, {self.atom('P')})", f"_ = {y}"]
        if rng.random() < 0.5:
            out += [f"copy({x}, {self.atom('L')})"]
        return out + self.use(x, "L") + [f"{n} = {n}[:len({n}):len({n})]" for n in (x, y)]

    # ---- interfaces, maps and structures

    def s_boxes(self):
        """Values in interfaces of a loop, asked for later."""
        s, e = self.new(), self.new("e")
        if self.rng.random() < 0.5:
            items = ", ".join(self.atom(k) for k in self.rng.choices(["P", "R", "N", "T", "E", "L"], k=3))
            return [f"{s} := []any{{{items}}}", (f"for _, {e} := range {s} {{", [f"mix(hashBox({e}))",
                    (f"if {self.rare()} {{", ["_ = 0" if self.calm else f"g3 = {e}"], "}")], "}")]
        items = ", ".join(self.atom(k) for k in self.rng.choices(["P", "R", "I"], k=3))
        return [f"{s} := []face{{{items}}}", (f"for _, {e} := range {s} {{", [(f"if {e} != nil {{", [f"mix({e}.get(2))",
                f"mix(hash({e}.pick()))"], "}")], "}")]

    def s_makers(self):
        """Constructors in a table or behind an interface; what they make is used at once, held over iterations, or kept."""
        rng = self.rng
        last, m, n, i = self.new(), self.new("m"), self.new("n"), self.new("i")
        start = self.atom("P")
        if rng.random() < 0.5:
            makers = ["newNode", f"({self.atom('P')}).fork", f"({self.atom('R')}).fork", self.atom("C"), self.atom("C"),
                      f"func(v int) *node {{ return &node{{v: v, b: {self.atom('P')}}} }}"]
            table, make = "[]maker", rng.choice([f"{m}({i})", f"pass({m}, {i})"])
        else:
            makers = [self.atom("P"), self.atom("R"), self.atom("I"), f"&twin{{n: 2, node: node{{v: 5, a: {self.atom('P')}}}}}"]
            table, make = "[]face", rng.choice([f"{m}.fork({i})", f"split({m}, {i})"])
        items = ", ".join(rng.choices(makers, k=rng.randint(1, 4)))
        then = rng.choice([[], [f"{last} = {n}"], [f"{n}.a = {last}", f"{last} = {n}"], [f"{last}.v += {n}.v"],
                           [(f"if {self.rare()} {{", self.keep(n, "P"), "}")]])
        inner = [f"{n} := {make}"] + self.use(n, "P") + then
        self.scope[-1][last] = "P"
        return [f"{last} := {start}", (f"for {i}, {m} := range {table}{{{items}}} {{", [f"_ = {i}", (f"if {m} != nil {{", inner, "}")], "}"),
                f"mix(hash({last}))"] + self.default("P", last)

    def s_keys(self):
        """Pointers as keys of maps, alone and in structures and interfaces."""
        m, k = self.new(), self.new()
        key, kind = self.rng.choice([("*node", "P"), ("any", "E"), ("pair", "R"), ("face", "I")])
        value = f"any({self.atom(self.rng.choice(['P', 'R', 'N']), 0)})" if kind == "E" else self.atom(kind, 0)
        if kind == "I":
            value = self.atom("P")
        out = [f"{m} := map[{key}]*node{{}}", f"{m}[{value}] = {self.atom('P')}",
               (f"for {k} := range {m} {{", [f"mix(hash({m}[{k}]))"] + ([] if self.calm else [{
                   "P": f"g0 = {k}", "E": f"g3 = {k}", "R": f"g3 = {k}", "I": f"g2 = {k}"}[kind]]), "}")]
        return out + [f"mix(len({m}))"]

    def s_counts(self):
        """Keys that ++ and op= put in, and builtins that are deferred in a loop."""
        rng = self.rng
        m, i, k = self.new(), self.new("i"), self.new("k")
        key, kind, end = rng.choice([("string", f"string([]byte({self.atom('T')} + \"k\")) + string(rune('0'+{i}))", f"len({k})"),
                                     ("string", f"string(append([]byte({self.atom('T')}), byte('0'+{i})))", f"hashText({k})"),
                                     ("any", f"any({i} + 1000)", f"hashBox({k})"), ("any", f"any({self.atom('R')})", f"hashBox({k})"),
                                     ("*node", f"&node{{v: {i}}}", f"hash({k})"), ("pair", self.atom("R"), f"hashPair(&{k})")])
        change = rng.choice([f"{m}[{kind}]++", f"{m}[{kind}] += {i}", f"{m}[{kind}]--", f"{m}[{kind}] = {i}"])
        late = rng.choice([[], [], [f"defer delete({m}, {kind})"], [f"defer clear({m})"]])
        look = [f"sum := len({m})", (f"for {k}, n := range {m} {{", [f"sum += n*7 + {end}"], "}"), "mix(sum)"]
        return [f"{m} := map[{key}]int{{}}", ("defer func() {", look, "}()"),
                (f"for {i} := range {rng.randint(2, 4)} {{", [f"_ = {i}", change] + late, "}"), ("{", look, "}")]

    def s_grid(self):
        """Arrays of arrays and of structures, copied."""
        x, y = self.new(), self.new()
        p, q = self.atom("P"), self.atom("P")
        forms = [[f"var {x} [2][2]*node", f"{x}[1][0] = {p}", f"{y} := {x}", f"{x}[1][0] = {q}", f"mix(hash({y}[1][0]) + hash({x}[1][0]))"],
                 [f"var {x} [2]pair", f"{x}[1].p = {p}", f"{y} := &{x}[1]", f"{y}.q = {q}", f"mix(hashPair({y}) + hashPair(&{x}[1]))"],
                 [f"{x} := []pair{{{{p: {p}}}, {{q: {q}}}}}", f"{y} := {x}[0]", f"{x}[0] = {x}[1]", f"mix(hashPair(&{y}) + hashPair(&{x}[0]))"],
                 [f"{x} := struct {{ in pair; s []pair }}{{pair{{p: {p}}}, nil}}", f"{x}.s = append({x}.s, {x}.in)", f"{x}.in.p = {q}",
                  f"{y} := &{x}.s[0]", f"mix(hashPair({y}) + hash({x}.in.p))"]]
        return self.rng.choice(forms)

    # ---- goroutines, one of which runs at a time

    def s_server(self):
        """A goroutine that outlives the function, with variables of it; kind G."""
        g = self.new()
        header, inner = self.literal("go func() {", self.rng.randint(1, 3))
        p = self.var("P")
        state, q = self.new(), self.new()
        change = self.rng.choice([f"{q}.a = {state}", f"{state} = {q}", f"{q} = {state}", f"{state}.b = {q}"])
        serve = inner + [change] + ([f"mix(hash({p}))"] if p else []) + [f"{g}.out <- {q}"]
        out = [f"{g} := &server{{in: make(chan *node), out: make(chan *node)}}",
               (header, [f"{state} := {self.atom('P')}", f"_ = {state}", (f"for {q} := range {g}.in {{", serve, "}")], "}()")]
        self.scope[-1][g] = "G"
        return out + [f"mix(hash({g}.ask({self.atom('P')})))"]

    def s_handover(self):
        """A pointer goes to a goroutine and another comes back."""
        ch, done, x, y = self.new(), self.new("done"), self.new(), self.new()
        room = self.rng.choice(["", ", 2"])
        wait = self.rng.choice([f"<-{done}", f"for range {done} {{}}"])
        header, inner = self.literal("go func() {", self.rng.randint(1, 2))
        back = self.rng.choice([x, f"{x}.pick()", f"&node{{v: 2, a: {x}}}", self.atom("P")])
        there = [f"defer close({done})", f"{x} := <-{ch}", f"_ = {x}"] + inner + [f"{ch} <- {back}"]
        end = [wait, f"{y} := <-{ch}"] if room else [f"{y} := <-{ch}", wait]
        out = [f"{ch}, {done} := make(chan *node{room}), make(chan int)", (header, there, "}()"), f"{ch} <- {self.atom('P')}"] + end
        self.scope[-1][y] = "P"
        return out + [f"_ = {y}"] + self.default("P", y)

    def s_group(self):
        """Goroutines one after the other, with arguments and captured variables."""
        wg, i = self.new("wg"), self.new("i")
        header, inner = self.literal("go func(p *node) {", self.rng.randint(1, 2))
        x = self.var("P")
        store = [f"{x} = p"] if x and self.rng.random() < 0.4 else ["mix(hash(p))"]
        start = [f"{wg}.Add(1)", (header, [f"defer {wg}.Done()"] + inner + store, f"}}({self.atom('P')})"), f"{wg}.Wait()"]
        if self.rng.random() < 0.3:
            lock = self.new("lock")
            return [f"var {wg} sync.WaitGroup", f"{lock} := guarded{{p: {self.atom('P')}}}",
                    (f"for {i} := range 3 {{", [f"{wg}.Add(1)", ("go func() {", [f"defer {wg}.Done()", f"{lock}.Lock()",
                     f"defer {lock}.Unlock()", f"{lock}.p = &node{{v: {lock}.p.v + {i}}}"], "}()")], "}"), f"{wg}.Wait()", f"mix({lock}.p.v)"]
        return [f"var {wg} sync.WaitGroup"] + self.looped(start)

    def s_go(self):
        """go f(x), where f says when it is done."""
        targets = [f for f in self.callees() if any(k == "D" for _, k in f.parameters)]
        if not targets:
            return self.s_group()
        target, done = self.rng.choice(targets), self.new("done")
        arguments = [done if k == "D" else self.atom(k) for _, k in target.parameters]
        call = target.call(arguments, self.rng, True)
        return [f"{done} := make(chan bool)", f"go {call}", f"<-{done}"]

    def s_select(self):
        """A select of which one case can go on."""
        ch, y = self.var("CH"), self.new()
        if not ch:
            return self.declare("CH", self.fresh("CH"))
        labels, self.labels = self.labels, []
        taken = self.block(1, {y: "P"})
        self.labels = labels
        if self.rng.random() < 0.5:
            return [("select {", [(f"case {y} := <-{ch}:", [f"_ = {y}"] + taken, ""), ("default:", ["mix(4)"], "")], "}")]
        never = self.new("never")
        return [f"var {never} chan *node", ("select {", [(f"case {ch} <- {self.atom('P')}:", ["mix(2)"], ""),
                (f"case {y} := <-{never}:", [f"_ = {y}"] + taken, ""), ("default:", ["mix(3)"], "")], "}")]

    def s_once(self):
        """Functions that the library calls, now or never."""
        once, x = self.new("once"), self.var("P")
        if not x:
            return self.s_declare()
        f = self.rng.choice([f"{x} = &node{{v: 3, a: {x}}}", f"mix(hash({x}))"] + ([] if self.calm else [f"g0 = {x}"]))
        return [f"var {once} sync.Once", (f"for range 2 {{", [(f"{once}.Do(func() {{", [f], "})")], "}")]

    def s_pump(self):
        """A goroutine that fills a channel which is read to the end: each of its objects is read in turn."""
        ch, n, e = self.new(), self.new(), self.new("e")
        send = self.rng.choice(["n := &node{v: i}", "v := node{v: i}; n := &v", f"n := &node{{v: i, a: {n}}}; {n} = n"])
        hold = self.rng.choice([f"{n} = {e}", f"{e}.b = {n}", "_ = 0"])
        if "; " + n in send:  # the goroutine's own variable
            hold = "_ = 0"
        first = self.atom("P")
        self.scope[-1][n] = "P"
        return [f"{ch} := make(chan *node, {self.rng.choice([0, 2])})", f"{n} := {first}", f"_ = {n}",
                ("go func() {", [(f"for i := range {self.rng.randint(2, 4)} {{", send.split("; ") + [f"{ch} <- n"], "}"), f"close({ch})"], "}()"),
                (f"for {e} := range {ch} {{", [f"mix({e}.v)", hold], "}")]


def step_lines(step):
    """`if x { y }` as a block statement."""
    if step.startswith("if "):
        header, _, rest = step.partition("{")
        return [(header + "{", [rest.rstrip(" }").strip()], "}")]
    return [step]
