"""The kinds of values of a generated program, their Go types, and expressions of each kind.

How much room append leaves is not for programs to know: where two slices may share an array, append is given a slice without
room, or one of make([]*node, n, 7), which nothing else makes (push)."""

TYPES = {
    "P": "*node", "V": "node", "Q": "*pair", "R": "pair", "PP": "**node", "N": "int", "T": "string", "I": "face", "E": "any",
    "L": "[]*node", "LL": "[][]*node", "A": "[3]*node", "PA": "*[3]*node", "M": "map[int]*node", "MS": "map[string]pair",
    "F": "func(int) int", "FS": "[]func(int) int", "C": "maker", "Y": "sequence", "CH": "chan *node", "G": "*server",
    "B": "[]byte", "W": "[]string", "D": "chan bool",
}
HASHES = {
    "P": "hash({})", "PP": "hash(*{})", "V": "hash(&{})", "Q": "hashPair({})", "R": "hashPair(&{})", "T": "hashText({})", "L": "hashList({})",
    "LL": "hashRows({})", "A": "hashArray({})", "PA": "hashArray(*{})", "M": "hashMap({})", "MS": "hashPairs({})",
    "E": "hashBox({})", "CH": "hashQueue({})", "B": "hashText(string({}))", "W": "hashTexts({})",
}
RUNS = {  # calls code of which little is known
    "F": "{}(1)", "I": "hash({}.pick())", "C": "hash({}(2))", "FS": "call({}, 0)", "Y": "hashSequence({})",
    "G": "hash({}.ask(&node{{v: 6}}))",
}
FRESH = {  # not nil, and of no variable
    "P": ["&node{v: 4}", "new(node)"], "V": ["node{v: 3}"], "Q": ["&pair{}", "&pair{p: &node{v: 8}}"], "R": ["pair{}", "pair{n: 2}"],
    "N": ["2", "5"], "T": ['"a"', '"bc"', '""'], "I": ["pair{}", "&node{v: 1}"], "E": ["any(7)", 'any("e")', "any(complex(2, 1))",
    "any([2]int{1, 2})", "any(&node{v: 6})"], "L": ["[]*node{{v: 3}, {v: 4}}", "make([]*node, 2, 5)"], "LL": ["[][]*node{{{v: 2}}}"],
    "A": ["[3]*node{{v: 1}, 2: {v: 2}}"], "PA": ["&[3]*node{{v: 1}}", "new([3]*node)"], "M": ["map[int]*node{}", "map[int]*node{1: {v: 2}}"],
    "MS": ["map[string]pair{}"], "F": ["func(k int) int { return k }"], "FS": ["[]func(int) int{func(k int) int { return k * 2 }}"],
    "C": ["func(v int) *node { return &node{v: v} }"], "Y": ["func(yield func(*node) bool) { yield(&node{v: 2}) }"],
    "CH": ["make(chan *node, 3)"], "G": ["(*server)(nil)"], "B": ['[]byte("xyz")', "make([]byte, 3)"], "W": ['[]string{"p", "q"}'],
    "D": ["make(chan bool, 1)"], "PP": ["func() **node { t := &node{v: 6}; return &t }()"],
}
NIL = ["P", "Q", "M", "F", "I", "C", "Y", "PA", "MS"]  # what a nil of these kinds is replaced in


class Values:
    """The variables in scope, and expressions of them."""

    def __init__(self, rng, functions, function, calm=False):
        self.rng, self.functions, self.function, self.calm = rng, functions, function, calm
        self.counter = 0
        self.scope = [dict()]  # name -> kind, innermost last

    def new(self, prefix="x"):
        self.counter += 1
        return f"{prefix}{self.counter}"

    def vars(self, kind):
        kinds = {name: k for scope in self.scope for name, k in scope.items()}
        return [name for name, k in kinds.items() if k == kind]

    def var(self, kind):
        found = self.vars(kind)
        return self.rng.choice(found) if found else None

    def fresh(self, kind):
        return self.rng.choice(FRESH[kind])

    def default(self, kind, name):
        """Statements after which the variable is not nil."""
        if kind in NIL:
            return [(f"if {name} == nil {{", [f"{name} = {self.fresh(kind)}"], "}")]
        if kind == "PP":
            return [(f"if *{name} == nil {{", [f"*{name} = &node{{v: 5}}"], "}")]
        return []

    def number(self):
        """A small number that is known at run time only."""
        choices = ["acc % 7", "acc & 3", "len(g1)", f"min(acc, {self.rng.randint(1, 20)})", str(self.rng.randint(0, 9))]
        n, lst, t = self.var("N"), self.var("L"), self.var("T")
        choices += [f"{n} & 15"] * bool(n) + [f"len({lst}) % 9"] * bool(lst) + [f"len({t}) % 11"] * bool(t)
        return self.rng.choice(choices)

    def atom(self, kind, depth=1):
        """A variable or a literal: no calls but of safe helpers."""
        v = self.var(kind)
        if v and kind != "D" and self.rng.random() < 0.75:
            return v
        maker = getattr(self, "atom_" + kind, None)
        return maker(depth) if maker else self.fresh(kind)

    def atom_N(self, _):
        return str(self.rng.randint(0, 9))

    def atom_P(self, depth):
        rng = self.rng
        if depth and rng.random() < 0.5:
            field = rng.choice(["a", "b"])
            return f"&node{{v: {rng.randint(1, 99)}, {field}: {self.atom('P', 0)}}}"
        value = self.var("V")
        if value and rng.random() < 0.5:
            return "&" + value
        return f"&node{{v: {rng.randint(1, 99)}}}"

    def atom_Q(self, _):
        value = self.var("R")
        if value and self.rng.random() < 0.5:
            return "&" + value
        return f"&pair{{p: {self.atom('P', 0)}, q: {self.atom('P', 0)}}}"

    def atom_R(self, _):
        return f"pair{{{self.atom('P', 0)}, {self.atom('P', 0)}, {self.rng.randint(0, 9)}}}"

    def atom_L(self, _):
        array = self.var("A") or self.var("PA")
        if array and self.rng.random() < 0.3:
            return f"{array}[{self.rng.choice([':', ':2', '1:', '1:2:2'])}]"
        return "[]*node{" + ", ".join(self.atom("P", 0) for _ in range(self.rng.randint(1, 3))) + "}"

    def atom_LL(self, _):
        return "[][]*node{" + ", ".join(self.atom("L", 0) for _ in range(self.rng.randint(1, 2))) + "}"

    def atom_A(self, _):
        return "[3]*node{" + ", ".join(self.atom("P", 0) for _ in range(3)) + "}"

    def atom_PA(self, _):
        array = self.var("A")
        return "&" + array if array else "&" + self.atom_A(0)

    def atom_M(self, _):
        return f"map[int]*node{{{self.rng.randint(0, 3)}: {self.atom('P', 0)}}}"

    def atom_MS(self, _):
        return f"map[string]pair{{\"a\": {self.atom('R', 0)}}}"

    def atom_F(self, _):
        p, i = self.var("P"), self.var("I")
        bound = self.rng.choice([p, i, p])
        if bound and self.rng.random() < 0.5:
            return f"{bound}.get"
        n = p or self.var("V")
        inner = f"{n}.v += k; return {n}.v" if n else "return k + 1"
        return f"func(k int) int {{ {inner} }}"

    def atom_FS(self, _):
        return "[]func(int) int{" + ", ".join(self.atom("F", 0) for _ in range(self.rng.randint(1, 2))) + "}"

    def atom_C(self, _):
        n = self.var("P")
        other = f", a: {n}" if n and self.rng.random() < 0.6 else ""
        return f"func(v int) *node {{ return &node{{v: v{other}}} }}"

    def atom_Y(self, _):
        inner = f"if yield({self.atom('P', 0)}) {{ yield({self.atom('P', 0)}) }}"
        return f"func(yield func(*node) bool) {{ {inner} }}"

    def atom_I(self, _):
        return self.atom(self.rng.choice(["P", "R"]), 0)

    def atom_E(self, _):
        return f"any({self.atom(self.rng.choice(['P', 'R', 'N', 'T', 'L', 'P']), 0)})"

    def atom_PP(self, _):
        p = self.var("P")
        return "&" + p if p else f"func() **node {{ t := {self.atom('P', 0)}; return &t }}()"

    # ---- calls

    def call(self, target):
        """The callee may be a function, a method, a method of an interface, a function value or a method expression."""
        return target.call([self.atom(k) for _, k in target.parameters], self.rng, target is self.function)

    def closed_call(self, target):
        """A call without variables, so that it may be an operand beside other calls."""
        return target.call([self.fresh(k) for _, k in target.parameters], self.rng, target is self.function)

    def nested_call(self, target):
        """f(g(), g())"""
        arguments = []
        for _, kind in target.parameters:
            inner = [f for f in self.functions if f.results == [kind] and not f.panics and f is not self.function]
            arguments.append(self.closed_call(self.rng.choice(inner)) if inner else self.fresh(kind))
        return target.call(arguments, self.rng, target is self.function)

    def callees(self, results=None):
        return [f for f in self.functions if not f.panics and (results is None or f.results == results)]

    def value(self, kind):
        """An expression for the right side of an assignment of its own."""
        callees = self.callees([kind])
        if callees and self.rng.random() < 0.3:
            make = self.nested_call if self.rng.random() < 0.25 else self.call
            return make(self.rng.choice(callees))
        choices = [text for present, text in self.choices(kind) if present]
        return self.rng.choice(choices) if choices and self.rng.random() < 0.7 else self.atom(kind)

    def choices(self, kind):
        rng, wild = self.rng, not self.calm
        p, lst, m, c, i, pp, q, a, pa, ms, ll, e, g, t, w, b, fs = (self.var(k) for k in [
            "P", "L", "M", "C", "I", "PP", "Q", "A", "PA", "MS", "LL", "E", "G", "T", "W", "B", "FS"])
        k = rng.randint(0, 3)
        table = {
            "P": [(p, f"{p}.a"), (p, f"{p}.b"), (p, f"{p}.t[{k % 2}]"), (lst, f"at({lst}, {k})"), (m, f"{m}[{k}]"),
                  (wild and c, f"{c}({k})"), (wild and i, f"{i}.pick()"), (pp, f"*{pp}"), (q, f"{q}.p"), (q, f"{q}.q"),
                  (wild, "g0"), (True, "new(node)"), (a, f"{a}[{k % 3}]"), (pa, f"{pa}[{k % 3}]"),
                  (a, f"{a}[({self.number()}) % 3]"), (ms, f"{ms}[\"a\"].p"), (e, f"isNode({e})"), (wild and g, f"{g}.ask({self.atom('P')})"),
                  (p, f"(*node).pick({p})"), (p, f"last({self.atom('P')}, {p})"), (wild, "isNode(g3)")],
            "V": [(p, f"*{p}")],
            "L": [(lst, f"append({lst}[:len({lst}):len({lst})], {self.atom('P')})"), (p, f"{p}.s"),
                  (lst, f"push({lst}, {self.atom('P')})"), (True, f"make([]*node, {self.number()})"),
                  (True, f"make([]*node, 0, {self.number()})"), (True, f"make([]*node, {k}, 7)"),
                  (lst, f"{lst}[min({k}, len({lst})):len({lst}):len({lst})]"), (ll, f"row({ll}, {k % 2})"),
                  (True, f"gather({self.atom('P')}, {self.atom('P')})"), (lst, f"append([]*node(nil), {lst}...)"),
                  (p, f"{p}.t[:]"), (True, f"append([]*node(nil), {self.atom('P')}, {self.atom('P')})")],
            "LL": [(ll, f"append({ll}[:len({ll})%3:len({ll})%3], {self.atom('L')})"), (True, f"make([][]*node, {k})")],
            "M": [(p, f"{p}.m"), (True, "make(map[int]*node)"), (wild, "g5"), (True, f"make(map[int]*node, {self.number()})")],
            "MS": [(True, "make(map[string]pair)")],
            "F": [(p, f"{p}.f"), (i, f"{i}.get"), (wild, "g4"), (q, f"{q}.get")],
            "I": [(p, f"{p}.i"), (wild, "g2"), (q, f"*{q}"), (q, f"{q}")],
            "E": [(p, f"{p}.e"), (wild, "g3"), (i, f"any({i})"), (q, f"any(*{q})")],
            "R": [(q, f"*{q}"), (ms, f"{ms}[\"b\"]")],
            "A": [(pa, f"*{pa}")],
            "T": [(t, f"clip({t} + {self.atom('T')} + \"x\")"), (p, f"{p}.name"), (b, f"clip(string({b}))"), (w, f"text({w}, {k})"),
                  (True, f"string(rune('a' + {self.number()}))"), (t, f"{t}[:len({t})/2]"), (t, f"clip({self.atom('T')} + {t})"),
                  (True, f"fmt.Sprint({self.number()})"), (t, f"string([]rune({t}))")],
            "B": [(t, f"[]byte({t})"), (b, f"append({b}[:len({b})/2:len({b})/2], {self.atom('T')}...)"), (True, f"make([]byte, {self.number()})"),
                  (t, f"append([]byte(nil), {t}...)")],
            "W": [(w, f"append({w}[:len({w})%4:len({w})%4], {self.atom('T')})"), (p, f"{p}.w"), (True, f"make([]string, {self.number()})")],
            "PP": [(p, f"&{p}.a"), (q, f"&{q}.p"), (a, f"&{a}[{k % 3}]"), (p, f"&{p}.t[{k % 2}]"), (pa, f"&{pa}[1]")],
            "PA": [(a, f"&{a}")],
            "FS": [(fs, f"append({fs}[:len({fs})%3:len({fs})%3], {self.atom('F')})")],
            "CH": [(True, f"make(chan *node, {rng.randint(1, 3)})")],
        }
        return table.get(kind, [])

    def hash_of(self):
        kinds = ["P", "P", "P"] + list(HASHES)
        kind = self.rng.choice([k for k in kinds if self.vars(k)] or ["none"])
        return HASHES[kind].format(self.var(kind)) if kind != "none" else None

    def condition(self):
        h = self.hash_of() or "acc"
        return f"{h}%{self.rng.randint(2, 4)} == {self.rng.randint(0, 1)}"
