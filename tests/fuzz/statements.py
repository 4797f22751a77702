"""Statements of one line and of control flow. A block is a list of lines and of (header, block, footer) triples, so that
shrink.py can delete statements."""
from values import HASHES, RUNS, TYPES, Values

DECLARED = ["P", "P", "P", "P", "Q", "R", "L", "L", "LL", "A", "PA", "M", "MS", "F", "FS", "C", "I", "E", "PP", "V", "V", "T", "B", "W",
            "CH", "Y"]
ASSIGNED = ["P", "P", "P", "Q", "R", "L", "L", "A", "M", "F", "I", "E", "C", "PP", "T", "V", "LL", "W"]


class Statements(Values):
    """Writes the statements of one function."""

    def __init__(self, rng, functions, function, calm=False):
        super().__init__(rng, functions, function, calm)
        self.loops = 0        # how many loops around
        self.labels = []      # of the loops that a break or continue may name, innermost last
        self.in_literal = 0

    def statement(self):
        deep = len(self.scope) > 4
        loop = self.loops < 2 and not deep
        weights = {
            self.s_declare: 10, self.s_assign: 6, self.s_field: 9, self.s_hash: 3, self.s_call: 5, self.s_if: 3 * (not deep), self.s_loop: 4 * loop,
            self.s_range: 3 * loop, self.s_closure: 3 * (not deep), self.s_defer: not deep, self.s_global: 0 if self.calm else 1, self.s_smash: 1,
            self.s_invoke: 3, self.s_type_switch: not deep, self.s_goto: loop and not self.in_literal and self.loops == 0,
            self.s_tuple: 3, self.s_jump: 2 * bool(self.labels), self.s_switch: not deep, self.s_swap: 1, self.s_shadow: not deep,
            self.s_return: 0 if self.in_literal else 1, self.s_same: 1, self.s_attempt: 1, self.s_shape: 4 * (not deep),
            self.s_panic: 2 if self.function.panics and not self.in_literal else 0,
        }
        return self.rng.choices(list(weights), weights.values())[0]()

    def block(self, size, names=None):
        self.scope.append(dict(names or {}))
        out = []
        for _ in range(size):
            out += self.statement()
        self.scope.pop()
        return out

    def declare(self, kind, value):
        name = self.new()
        self.scope[-1][name] = kind
        return [f"var {name} {TYPES[kind]} = {value}", f"_ = {name}"] + self.default(kind, name)

    # ---- of one line

    def s_declare(self):
        kind = self.rng.choice(DECLARED)
        return self.declare(kind, self.value(kind))

    def s_assign(self):
        kind = self.rng.choice(ASSIGNED)
        v = self.var(kind)
        if not v:
            return self.s_declare()
        return [f"{v} = {self.value(kind)}"] + self.default(kind, v)

    def s_field(self):
        rng = self.rng
        p, q, pp, lst, m, value, a, pa, ms, ll, w, ch, r = (self.var(k) for k in [
            "P", "Q", "PP", "L", "M", "V", "A", "PA", "MS", "LL", "W", "CH", "R"])
        k = rng.randint(0, 3)
        options = []
        if p:
            options += [[f"{p}.{rng.choice('ab')} = {self.atom('P')}"]] * 3
            options += [[f"{p}.{field} = {self.atom(kind)}"] for field, kind in
                        [("f", "F"), ("i", "I"), ("m", "M"), ("s", "L"), ("e", "E"), ("w", "W"), ("name", "T")]]
            options += [[f"{p}.t[{k % 2}] = {self.atom('P')}"], [f"*{p} = {self.value('V')}"],
                        [(f"if len({p}.s) < 5 {{", [f"{p}.s = push({p}.s, {self.atom('P')})"], "}")]]
        if q:
            options += [[f"{q}.{rng.choice('pq')} = {self.atom('P')}"], [f"*{q} = {self.atom('R')}"]]
        if r:
            options += [[f"{r}.{rng.choice('pq')} = {self.atom('P')}"]]
        if pp:
            options += [[f"*{pp} = {self.atom('P')}"]]
        if lst:
            options += [[(f"if len({lst}) > 0 {{", [f"{lst}[0] = {self.atom('P')}"], "}")], [f"copy({lst}, {self.atom('L')})"]]
        if m:
            options += [[f"{m}[{k}] = {self.atom('P')}"], [f"delete({m}, {k})"]]
        if ms:
            options += [[f"{ms}[\"{rng.choice('abc')}\"] = {self.atom('R')}"]]
        if value:
            options += [[f"{value}.{rng.choice('ab')} = {self.atom('P')}"]]
        for array in filter(None, [a, pa]):
            options += [[f"{array}[{k % 3}] = {self.atom('P')}"], [f"{array}[({self.number()}) % 3] = {self.atom('P')}"]]
        if ll:
            options += [[(f"if len({ll}) > 0 {{", [f"{ll}[0] = {self.atom('L')}"], "}")]]
        if w:
            options += [[(f"if len({w}) > 0 {{", [f"{w}[0] = {self.value('T')}"], "}")]]
        if ch:
            options += [[(f"if len({ch}) < cap({ch}) {{", [f"{ch} <- {self.atom('P')}"], "}")]] * 2
            options += [[(f"if len({ch}) > 0 {{", [f"{p} = <-{ch}"], "}")]] if p else []
        return rng.choice(options) if options else self.s_declare()

    def s_hash(self):
        h = self.hash_of()
        return [f"mix({h})"] if h else []

    def s_same(self):
        p, q = self.var("P"), self.var("P")
        return [f"mix(truth({p} == {q}))"] if p and q else []

    def s_smash(self):
        return ["smash(2)"]

    def s_global(self):
        return [self.rng.choice([f"g0 = {self.atom('P')}", f"g0 = {self.atom('P')}", f"g2 = {self.atom('I')}", f"g3 = {self.atom('E')}",
                                 f"g4 = {self.atom('F')}", f"g5 = {self.atom('M')}", f"g6 = append(g6[:len(g6)%3], {self.atom('T')})",
                                 f"g1 = append(g1[:len(g1)%3], {self.atom('P')})"])]

    def s_swap(self):
        kind = self.rng.choice(["P", "L", "PP", "M", "P", "T"])
        x, y = self.var(kind), self.var(kind)
        if not x or x == y:
            return self.s_declare()
        if kind == "P" and self.rng.random() < 0.5:
            return [f"{x}.a, {y}.b = {y}, {x}"]
        return [f"{x}, {y} = {y}, {x}"]

    def s_invoke(self):
        kind = self.rng.choice([k for k in RUNS if self.vars(k)] or ["none"])
        if kind == "none":
            return self.s_closure()
        v = self.var(kind)
        if kind == "C":
            return self.declare("P", f"{v}({self.rng.randint(0, 5)})")
        return [f"mix({RUNS[kind].format(v)})"]

    # ---- calls

    def s_call(self):
        targets = self.callees()
        if not targets:
            return self.s_declare()
        return self.take(self.rng.choice(targets))

    def s_tuple(self):
        targets = [f for f in self.callees() if len(f.results) > 1]
        return self.take(self.rng.choice(targets)) if targets else self.s_call()

    def take(self, target):
        """Calls the function and declares variables for its results."""
        if target.panics:
            return self.attempt_call(target)
        call = self.nested_call(target) if self.rng.random() < 0.15 else self.call(target)
        if not target.results:
            return [call]
        if len(target.results) == 1:
            return self.declare(target.results[0], call)
        names = [self.new() for _ in target.results]
        out = [f"{', '.join(names)} := {call}"] + [f"_ = {n}" for n in names]
        for name, kind in zip(names, target.results):
            self.scope[-1][name] = kind
            out += self.default(kind, name)
        return out

    def s_attempt(self):
        targets = [f for f in self.functions if f.panics]
        return self.attempt_call(self.rng.choice(targets)) if targets else self.s_recover()

    def attempt_call(self, target):
        """A call of a function that may panic; what it gives is kept where it does not."""
        caught = self.new()
        out, before, names = [], [], []
        for kind in target.results:
            name = self.new()
            start = f" = {self.fresh(kind)}" if kind == "PP" else ""
            out += [f"var {name} {TYPES[kind]}{start}", f"_ = {name}"]
            before.append((kind, name))
            names.append(name)
        call = self.call(target)
        line = f"{', '.join(names)} = {call}" if names else call
        self.scope[-1][caught] = "E"
        out.append((f"{caught} := attempt(func() {{", [line], "})"))
        out.append(f"mix(hashBox({caught}))")
        for kind, name in before:
            self.scope[-1][name] = kind
            out += self.default(kind, name)
        return out

    def s_recover(self):
        header, inner = self.literal("func() {", self.rng.randint(1, 3))
        value = self.rng.choice(['"p"', self.atom("P"), self.atom("E"), self.atom("R")])
        keep = ["recover()"]
        p = self.var("P")
        if p:
            keep = [(f"if n := isNode(recover()); n != nil {{", [f"{p} = n"], "}")]
        return [(header, [("defer func() {", keep, "}()")] + inner + [(f"if {self.condition()} {{", [f"panic({value})"], "}")], "}()")]

    def s_panic(self):
        return [(f"if {self.condition()} {{", [f"panic({self.atom(self.rng.choice(['P', 'P', 'E', 'R']))})"], "}")]

    # ---- control flow

    def s_if(self):
        out = [(f"if {self.condition()} {{", self.block(self.rng.randint(1, 3)), "}")]
        if self.rng.random() < 0.4:
            out.append((f"if {self.condition()} {{", self.block(self.rng.randint(1, 2)), "}"))
        return out

    def s_return(self):
        return [(f"if {self.condition()} {{", [self.give(False)], "}")]

    def give(self, empty):
        f = self.function
        if f.named and not empty and self.rng.random() < 0.3:
            return "return"
        values = [self.fresh(k) if empty else self.atom(k) for k in f.results]
        return ("return " + ", ".join(values)).rstrip()

    def loop(self, header, size, names, first=()):
        """A loop; it has a label when a statement in it names one."""
        label = self.new("loop")
        self.labels.append(label)
        self.loops += 1
        inner = self.block(size, names)
        self.loops -= 1
        self.labels.pop()
        named = any(line.endswith(" " + label) for line in lines_of(inner))
        return ([label + ":"] if named else []) + [(header, list(first) + inner, "}")]

    def s_loop(self):
        i, x = self.new("i"), self.new()
        size, end = self.rng.randint(2, 4), self.rng.randint(2, 4)
        if self.rng.random() < 0.25:  # one more variable, a new one in each iteration
            kind = self.rng.choice(["P", "L", "V"])
            value = self.atom(kind)
            step = f"{x}" if kind != "P" else self.rng.choice([x, f"{x}.pick()", "&node{v: 2}"])
            return self.loop(f"for {i}, {x} := 0, {paren(value)}; {i} < {end}; {i}, {x} = {i}+1, {paren(step)} {{", size,
                             {i: "N", x: kind}, [f"_ = {x}"])
        if self.rng.random() < 0.2:
            return self.loop(f"for {i} := range {self.rng.choice([end, self.number()])} {{", size, {i: "N"}, [f"_ = {i}"])
        return self.loop(f"for {i} := 0; {i} < {end}; {i}++ {{", size, {i: "N"})

    def s_range(self):
        kind = self.rng.choice([k for k in ["L", "L", "A", "PA", "Y", "LL"] if self.vars(k)] or ["none"])
        if kind == "none":
            return self.s_loop()
        over, e, size = self.var(kind), self.new("e"), self.rng.randint(1, 3)
        if kind == "Y":
            element, first = "P", []
            header = f"for {e} := range {over} {{"
            first = [("if fuel--; fuel < 0 {", ["break"], "}")]
        else:
            element = "L" if kind == "LL" else "P"
            header = f"for _, {e} := range {over} {{"
            first = []
        return self.loop(header, size, {e: element}, [f"_ = {e}"] + self.default(element, e) + first)

    def s_jump(self):
        label = self.rng.choice(["", "", " " + self.rng.choice(self.labels)])
        return [(f"if {self.condition()} {{", [self.rng.choice(["break", "continue"]) + label], "}")]

    def s_goto(self):
        label, i = self.new("again"), self.new("i")
        self.loops += 2
        inner = self.block(self.rng.randint(2, 4))
        self.loops -= 2
        # The statements between label and goto are in a block of their own: no goto jumps over a declaration.
        return [("{", [f"{i} := 0", f"{label}:", ("{", inner, "}"), f"{i}++", (f"if {i} < 3 {{", [f"goto {label}"], "}")], "}")]

    def s_switch(self):
        labels, self.labels = self.labels, []  # a break leaves the switch
        cases = [self.block(self.rng.randint(1, 2)) for _ in range(3)]
        self.labels = labels
        through = ["fallthrough"] if self.rng.random() < 0.4 else []
        return [(f"switch {self.number()} {{", [("case 0, 3:", cases[0] + through, ""), ("case 1, 4:", cases[1], ""),
                                                ("default:", cases[2], "")], "}")]

    def s_type_switch(self):
        i = self.var(self.rng.choice(["I", "E"]))
        if not i:
            return self.s_declare()
        y = self.new("y")
        labels, self.labels = self.labels, []
        node = self.block(1, {y: "P"})
        value = self.block(1, {y: "R"})
        self.labels = labels
        return [(f"switch {y} := {i}.(type) {{", [("case *node:", [f"_ = {y}"] + self.default("P", y) + node, ""),
                                                 ("case pair:", [f"_ = {y}"] + value, "")], "}")]

    def s_shadow(self):
        kind = self.rng.choice(["P", "V", "L", "A"])
        x = self.var(kind)
        if not x or x[0] == "r":  # a bare return may not stand where a result is shadowed
            return self.s_declare()
        return [("{", [f"{x} := {x}", f"_ = {x}"] + self.block(self.rng.randint(2, 3)), "}")]

    # ---- functions in functions

    def literal(self, header, size):
        loops, self.loops = self.loops, 0
        labels, self.labels = self.labels, []
        self.in_literal += 1
        inner = self.block(size)
        self.loops, self.labels = loops, labels
        self.in_literal -= 1
        return header, inner

    def s_closure(self):
        name, kind, size = self.new("c"), self.rng.choice(["F", "C", "Y"]), self.rng.randint(1, 3)
        # The budget bounds closures that come to call themselves through a field.
        if kind == "F":
            header, inner = self.literal(f"var {name} func(int) int = func(k int) int {{", size)
            inner, empty = inner + [f"return k + {self.hash_of() or 'acc'}"], "return k"
        elif kind == "C":
            header, inner = self.literal(f"var {name} maker = func(v int) *node {{", size)
            inner, empty = inner + ["n := &node{v: v}", f"n.a = {self.atom('P')}", "return n"], "return &node{v: v}"
        else:
            header, inner = self.literal(f"var {name} sequence = func(yield func(*node) bool) {{", size)
            inner = [(f"for j := range {self.rng.randint(1, 3)} {{", inner + [("if !yield(&node{v: j}) {", ["return"], "}")], "}")]
            empty = "return"
        out = [(header, [("if fuel--; fuel < 0 {", [empty], "}")] + inner, "}"), f"_ = {name}"]
        self.scope[-1][name] = kind
        return out

    def s_defer(self):
        targets = self.callees()
        if self.rng.random() < 0.4 and targets:
            return ["defer " + self.call(self.rng.choice(targets))]
        header, inner = self.literal("defer func() {", self.rng.randint(1, 3))
        if self.function.named and self.rng.random() < 0.5:
            k = self.rng.randrange(len(self.function.results))
            inner.append(f"r{k} = {self.atom(self.function.results[k])}")
        return [(header, inner, "}()")]


def paren(value):
    """A composite literal in the head of a statement is in parentheses."""
    return f"({value})" if "{" in value else value


def lines_of(block):
    for item in block:
        if isinstance(item, str):
            yield item
        else:
            yield item[0]
            yield from lines_of(item[1])
