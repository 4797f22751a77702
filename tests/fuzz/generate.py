"""Random programs that shuffle pointers: structures, slices, maps, closures, interfaces, method values, out-parameters,
constructors, loops, goto, defer, panics and recursion. generate(seed, count) gives a Program of `count` functions; the same
seed always gives the same one.

Everything that a program prints is a hash of what can be reached from its values, so an object that is overwritten while it
is in use shows. No program reads a nil pointer: what may be nil is replaced before use. Calls have variables and literals
as arguments, so that no result depends on an order of evaluation that Go leaves open. A budget of calls ends every
recursion.

A block is a list of lines and of (header, block, footer) triples, so that shrink.py can delete statements."""
import random

PRELUDE = """package main

import "fmt"

type node struct {
	v    int
	a, b *node
	s    []*node
	m    map[int]*node
	f    func(int) int
	i    face
	name string
}

type pair struct {
	p *node
	q *node
	n int
}

type face interface {
	get(k int) int
	pick() *node
}

type maker func(v int) *node

var (
	fuel, steps int
	acc         int
	g0          *node
	g1          []*node
	g2          face
)

func (n *node) get(k int) int {
	n.v += k
	return n.v
}

func (n *node) pick() *node {
	if n.a != nil {
		return n.a
	}
	return n
}

func (p pair) get(k int) int { return p.n + k }
func (p pair) pick() *node   { return p.p }

func mix(x int) { acc = (acc*31 + x) % 1000003 }

func hashNode(n *node, depth int) int {
	if n == nil || depth == 0 || steps <= 0 {
		return 1
	}
	steps--
	h := n.v%9973*7 + len(n.name)
	h = h*31 + hashNode(n.a, depth-1)
	h = h*31 + hashNode(n.b, depth-1)
	for _, e := range n.s {
		h = h*17 + hashNode(e, depth-1)
	}
	for k := 0; k < 4; k++ {
		h = h*13 + hashNode(n.m[k], depth-1)
	}
	if n.i != nil {
		h = h*3 + hashNode(n.i.pick(), depth-1)
	}
	return h % 1000003
}

func hash(n *node) int {
	steps = 60
	return hashNode(n, 5)
}

func hashPair(p *pair) int { return hash(p.p)*3 + hash(p.q)*5 + p.n }

func hashList(s []*node) int {
	h := len(s)
	for _, e := range s {
		h = (h*7 + hash(e)) % 1000003
	}
	return h
}

//go:noinline
func smash(n int) int {
	var a [40]int
	for i := range a {
		a[i] = -n - i*1000
	}
	if n > 0 {
		return smash(n-1) ^ a[n]
	}
	return a[3]
}
"""

# Kinds of values and their Go types.
TYPES = {
    "P": "*node", "Q": "*pair", "R": "pair", "L": "[]*node", "M": "map[int]*node", "F": "func(int) int", "C": "maker",
    "I": "face", "PP": "**node", "N": "int", "T": "string", "V": "node",
}
PARAMETERS = ["P", "P", "P", "Q", "R", "L", "M", "F", "C", "I", "PP", "N", "T"]
RESULTS = [["P"], ["P"], ["P", "P"], ["Q"], ["R"], ["L"], ["F"], ["I"], ["C"], ["P", "I"], ["P", "L"], ["N"], [], ["T"], ["M"]]


class Function:
    def __init__(self, name, parameters, results, named):
        self.name, self.parameters, self.results, self.named = name, parameters, results, named
        self.body = []

    def text(self):
        parameters = ", ".join(f"{n} {TYPES[k]}" for n, k in self.parameters)
        if self.named:
            results = " (" + ", ".join(f"r{i} {TYPES[k]}" for i, k in enumerate(self.results)) + ")"
        else:
            results = " (" + ", ".join(TYPES[k] for k in self.results) + ")" if self.results else ""
        return [f"//go:noinline" if self.name[1:].isdigit() and int(self.name[1:]) % 3 else "",
                f"func {self.name}({parameters}){results} {{"] + indented(self.body) + ["}", ""]


class Program:
    def __init__(self, functions, main):
        self.functions, self.main = functions, main

    def text(self):
        lines = [PRELUDE]
        for function in self.functions:
            lines += function.text()
        return "\n".join(lines + ["func main() {"] + indented(self.main) + ["}", ""])


def indented(block, depth=1):
    lines = []
    for item in block:
        if isinstance(item, str):
            lines.append("\t" * depth + item)
        else:
            header, inner, footer = item
            lines += ["\t" * depth + header] + indented(inner, depth + 1) + ["\t" * depth + footer]
    return lines


class Body:
    """Writes the body of one function."""

    def __init__(self, rng, functions, function):
        self.rng, self.functions, self.function = rng, functions, function
        self.counter = 0
        self.scope = [dict()]  # name -> kind, innermost last
        self.loops = 0
        self.in_literal = 0

    def new(self, prefix="x"):
        self.counter += 1
        return f"{prefix}{self.counter}"

    def vars(self, kind):
        return [n for s in self.scope for n, k in s.items() if k == kind]

    def var(self, kind):
        found = self.vars(kind)
        return self.rng.choice(found) if found else None

    def atom(self, kind, depth=1):
        """A variable or a literal: no calls but of safe helpers."""
        rng = self.rng
        v = self.var(kind)
        if v and rng.random() < 0.75:
            return v
        if kind == "N":
            return str(rng.randint(0, 9))
        if kind == "T":
            return rng.choice(['"a"', '"bc"', '""'])
        if kind == "P":
            if depth and rng.random() < 0.5:
                field = rng.choice(["a", "b"])
                return f"&node{{v: {rng.randint(1, 99)}, {field}: {self.atom('P', 0)}}}"
            value = self.var("V")
            if value and rng.random() < 0.5:
                return "&" + value
            return f"&node{{v: {rng.randint(1, 99)}}}"
        if kind == "Q":
            value = self.var("R")
            if value and rng.random() < 0.5:
                return "&" + value
            return f"&pair{{p: {self.atom('P', 0)}, q: {self.atom('P', 0)}}}"
        if kind == "R":
            return f"pair{{{self.atom('P', 0)}, {self.atom('P', 0)}, {rng.randint(0, 9)}}}"
        if kind == "L":
            return "[]*node{" + ", ".join(self.atom("P", 0) for _ in range(rng.randint(1, 3))) + "}"
        if kind == "M":
            return f"map[int]*node{{{rng.randint(0, 3)}: {self.atom('P', 0)}}}"
        if kind == "F":
            p = self.var("P")
            if p and rng.random() < 0.5:
                return f"{p}.get"
            n = self.var("P") or self.var("V")
            inner = f"{n}.v += k; return {n}.v" if n else "return k + 1"
            return f"func(k int) int {{ {inner} }}"
        if kind == "C":
            n = self.var("P")
            other = f", a: {n}" if n and rng.random() < 0.6 else ""
            return f"func(v int) *node {{ return &node{{v: v{other}}} }}"
        if kind == "I":
            return self.atom(rng.choice(["P", "R"]), 0)
        if kind == "PP":
            p = self.var("P")
            if p:
                return "&" + p
            return f"func() **node {{ t := {self.atom('P', 0)}; return &t }}()"
        return "node{v: 3}"

    def call(self, target):
        args = ", ".join(self.atom(k) for _, k in target.parameters)
        return f"{target.name}({args})"

    def value(self, kind):
        """An expression for the right side of an assignment of its own."""
        rng = self.rng
        callees = [f for f in self.functions if f.results == [kind]]
        if callees and rng.random() < 0.3:
            return self.call(rng.choice(callees))
        p, lst, m, c, i, pp, q = (self.var(k) for k in ["P", "L", "M", "C", "I", "PP", "Q"])
        choices = []
        if kind == "P":
            choices = [(p, f"{p}.a"), (p, f"{p}.b"), (lst, f"at({lst}, {rng.randint(0, 3)})"), (m, f"{m}[{rng.randint(0, 3)}]"),
                       (c, f"{c}({rng.randint(0, 9)})"), (i, f"{i}.pick()"), (pp, f"*{pp}"), (q, f"{q}.p"), (q, f"{q}.q"),
                       (True, "g0"), (True, "new(node)")]
        elif kind == "L":
            choices = [(lst, f"append({lst}[:len({lst}):len({lst})], {self.atom('P')})"), (p, f"{p}.s"),
                       (lst, f"append({lst}, {self.atom('P')})"), (True, f"make([]*node, 0, {rng.randint(1, 4)})")]
        elif kind == "M":
            choices = [(p, f"{p}.m"), (True, "make(map[int]*node)")]
        elif kind == "F":
            choices = [(p, f"{p}.f"), (i, f"{i}.get")]
        elif kind == "I":
            choices = [(p, f"{p}.i")]
        elif kind == "R":
            choices = [(q, f"*{q}")]
        elif kind == "T":
            t = self.atom("T")
            choices = [(True, f"{t} + \"x\""), (p, f"{p}.name")]
        elif kind == "PP":
            choices = [(p, f"&{p}.a"), (q, f"&{q}.p")]
        choices = [text for present, text in choices if present]
        return rng.choice(choices) if choices and rng.random() < 0.7 else self.atom(kind)

    def default(self, kind, name):
        """Statements after which the variable is not nil."""
        if kind in ("P", "Q", "M", "F", "I", "C"):
            return [(f"if {name} == nil {{", [f"{name} = {self.fresh(kind)}"], "}")]
        if kind == "PP":
            return [(f"if *{name} == nil {{", [f"*{name} = &node{{v: 5}}"], "}")]
        return []

    def fresh(self, kind):
        return {"P": "&node{v: 4}", "Q": "&pair{}", "M": "map[int]*node{}", "F": "func(k int) int { return k }",
                "I": "pair{}", "C": "func(v int) *node { return &node{v: v} }"}[kind]

    def declare(self, kind, value):
        name = self.new()
        self.scope[-1][name] = kind
        return [f"var {name} {TYPES[kind]} = {value}", f"_ = {name}"] + self.default(kind, name)

    def block(self, size, names=None):
        self.scope.append(dict(names or {}))
        out = []
        for _ in range(size):
            out += self.statement()
        self.scope.pop()
        return out

    # ---- statements

    def statement(self):
        weights = [(self.s_declare, 10), (self.s_assign, 6), (self.s_field, 9), (self.s_hash, 3), (self.s_call, 5), (self.s_if, 4),
                   (self.s_loop, 4 if self.loops < 2 else 0), (self.s_range, 2 if self.loops < 2 else 0), (self.s_closure, 3),
                   (self.s_defer, 1), (self.s_global, 1), (self.s_smash, 1), (self.s_invoke, 3), (self.s_type_switch, 1),
                   (self.s_goto, 1 if self.loops == 0 and not self.in_literal else 0), (self.s_tuple, 4), (self.s_recover, 1)]
        pick = self.rng.choices([w[0] for w in weights], [w[1] for w in weights])[0]
        return pick()

    def s_declare(self):
        kind = self.rng.choice(["P", "P", "P", "Q", "R", "L", "M", "F", "C", "I", "PP", "V", "T", "P"])
        return self.declare(kind, self.value(kind))

    def s_assign(self):
        kind = self.rng.choice(["P", "P", "Q", "R", "L", "M", "F", "I", "C", "PP", "T"])
        v = self.var(kind)
        if not v:
            return self.s_declare()
        return [f"{v} = {self.value(kind)}"] + self.default(kind, v)

    def s_field(self):
        p, q, pp, lst, m, value = (self.var(k) for k in ["P", "Q", "PP", "L", "M", "V"])
        options = []
        if p:
            options += [[f"{p}.{self.rng.choice('ab')} = {self.atom('P')}"], [f"{p}.f = {self.atom('F')}"],
                        [f"{p}.i = {self.atom('I')}"], [f"{p}.m = {self.atom('M')}"], [f"{p}.name = {self.value('T')}"],
                        [(f"if len({p}.s) < 5 {{", [f"{p}.s = append({p}.s, {self.atom('P')})"], "}")],
                        [f"{p}.s = {self.atom('L')}"]]
        if q:
            options += [[f"{q}.{self.rng.choice('pq')} = {self.atom('P')}"], [f"*{q} = {self.atom('R')}"]]
        if pp:
            options += [[f"*{pp} = {self.atom('P')}"]]
        if lst:
            options += [[(f"if len({lst}) > 0 {{", [f"{lst}[0] = {self.atom('P')}"], "}")]]
        if m:
            options += [[f"{m}[{self.rng.randint(0, 3)}] = {self.atom('P')}"]]
        if value:
            options += [[f"{value}.{self.rng.choice('ab')} = {self.atom('P')}"]]
        return self.rng.choice(options) if options else self.s_declare()

    def hash_of(self):
        kind = self.rng.choice(["P", "P", "Q", "L", "V", "T"])
        v = self.var(kind)
        if not v:
            return None
        return {"P": f"hash({v})", "Q": f"hashPair({v})", "L": f"hashList({v})", "V": f"hash(&{v})", "T": f"len({v})"}[kind]

    def s_hash(self):
        h = self.hash_of()
        return [f"mix({h})"] if h else []

    def s_call(self):
        if not self.functions:
            return self.s_declare()
        target = self.rng.choice(self.functions)
        if len(target.results) == 1:
            return self.declare(target.results[0], self.call(target))
        if not target.results:
            return [self.call(target)]
        return self.take_tuple(target)

    def take_tuple(self, target):
        names = [self.new() for _ in target.results]
        call = self.call(target)
        out = [f"{', '.join(names)} := {call}"] + [f"_ = {n}" for n in names]
        for name, kind in zip(names, target.results):
            self.scope[-1][name] = kind
            out += self.default(kind, name)
        return out

    def s_tuple(self):
        targets = [f for f in self.functions if len(f.results) > 1]
        return self.take_tuple(self.rng.choice(targets)) if targets else self.s_call()

    def condition(self):
        h = self.hash_of() or "acc"
        return f"{h}%{self.rng.randint(2, 4)} == {self.rng.randint(0, 1)}"

    def s_if(self):
        out = [(f"if {self.condition()} {{", self.block(self.rng.randint(1, 3)), "}")]
        if self.rng.random() < 0.4:
            out.append((f"if {self.condition()} {{", self.block(self.rng.randint(1, 2)), "}"))
        return out

    def s_loop(self):
        i = self.new("i")
        self.loops += 1
        inner = self.block(self.rng.randint(2, 4), {i: "N"})
        self.loops -= 1
        return [(f"for {i} := 0; {i} < {self.rng.randint(2, 4)}; {i}++ {{", inner, "}")]

    def s_range(self):
        lst = self.var("L")
        if not lst:
            return self.s_loop()
        e = self.new("e")
        self.loops += 1
        inner = self.block(self.rng.randint(1, 3), {e: "P"})
        self.loops -= 1
        return [(f"for _, {e} := range {lst} {{", [f"_ = {e}"] + self.default("P", e) + inner, "}")]

    def s_goto(self):
        label, i = self.new("again"), self.new("i")
        self.loops += 2
        inner = self.block(self.rng.randint(2, 4))
        self.loops -= 2
        # The statements between label and goto are in a block of their own: no goto jumps over a declaration.
        return [("{", [f"{i} := 0", f"{label}:", ("{", inner, "}"), f"{i}++", (f"if {i} < 3 {{", [f"goto {label}"], "}")], "}")]

    def literal(self, header):
        loops, self.loops = self.loops, 0
        self.in_literal += 1
        inner = self.block(self.rng.randint(1, 3))
        self.loops = loops
        self.in_literal -= 1
        return header, inner

    def s_closure(self):
        name, kind = self.new("c"), self.rng.choice(["F", "C"])
        if kind == "F":
            header, inner = self.literal(f"var {name} func(int) int = func(k int) int {{")
            inner = inner + [f"return k + {self.hash_of() or 'acc'}"]
        else:
            header, inner = self.literal(f"var {name} maker = func(v int) *node {{")
            inner = inner + ["n := &node{v: v}", f"n.a = {self.atom('P')}", "return n"]
        # The budget bounds closures that come to call themselves through a field.
        guard = [("if fuel--; fuel < 0 {", ["return " + ("k" if kind == "F" else "&node{v: v}")], "}")]
        out = [(header, guard + inner, "}"), f"_ = {name}"]
        self.scope[-1][name] = kind
        return out

    def s_defer(self):
        if self.rng.random() < 0.4 and self.functions:
            return ["defer " + self.call(self.rng.choice(self.functions))]
        header, inner = self.literal("defer func() {")
        if self.function.named and self.rng.random() < 0.5:
            k = self.rng.randrange(len(self.function.results))
            inner.append(f"r{k} = {self.atom(self.function.results[k])}")
        return [(header, inner, "}()")]

    def s_recover(self):
        header, inner = self.literal("func() {")
        return [(header, ["defer func() { recover() }()"] + inner + [(f"if {self.condition()} {{", ['panic("p")'], "}")], "}()")]

    def s_global(self):
        return [self.rng.choice([f"g0 = {self.atom('P')}", f"g2 = {self.atom('I')}",
                                 f"g1 = append(g1[:len(g1)%3], {self.atom('P')})"])]

    def s_smash(self):
        return ["smash(2)"]

    def s_invoke(self):
        kind = self.rng.choice(["F", "I", "C"])
        v = self.var(kind)
        if not v:
            return self.s_closure()
        if kind == "F":
            return [f"mix({v}({self.rng.randint(0, 5)}))"]
        if kind == "I":
            return [f"mix({v}.get({self.rng.randint(0, 5)}))"]
        return self.declare("P", f"{v}({self.rng.randint(0, 5)})")

    def s_type_switch(self):
        i = self.var("I")
        if not i:
            return self.s_declare()
        y = self.new("y")
        node = self.block(1, {y: "P"})
        value = self.block(1, {y: "R"})
        return [(f"switch {y} := {i}.(type) {{", [("case *node:", [f"_ = {y}"] + self.default("P", y) + node, ""),
                                                 ("case pair:", [f"_ = {y}"] + value, "")], "}")]

    # ---- the whole

    def write(self):
        f = self.function
        self.scope[0] = dict(f.parameters)
        if f.named:
            self.scope[0].update({f"r{i}": k for i, k in enumerate(f.results) if k in ("R", "N", "T", "L")})
        out = [("if fuel--; fuel < 0 {", [self.give(True)], "}")]
        for name, kind in f.parameters:
            out += self.default(kind, name)
        if self.rng.random() < 0.35:
            self.functions = self.functions + [f]  # it may call itself
        for _ in range(self.rng.randint(4, 9)):
            out += self.statement()
        f.body = out + [self.give(False)]

    def give(self, empty):
        values = [self.rng.choice([self.fresh(k)]) if empty and k in "PQMFIC" else self.atom(k) for k in self.function.results]
        return ("return " + ", ".join(values)).rstrip()


def generate(seed, count=50):
    rng = random.Random(seed)
    at = Function("at", [("s", "L"), ("k", "N")], ["P"], False)
    at.body = [("if k < len(s) {", ["return s[k]"], "}"), "return nil"]
    functions = []
    for number in range(count):
        parameters = [(f"p{i}", rng.choice(PARAMETERS)) for i in range(rng.randint(0, 3))]
        results = rng.choice(RESULTS)
        function = Function(f"f{number}", parameters, results, bool(results) and rng.random() < 0.3)
        Body(rng, functions[-12:], function).write()
        functions.append(function)
    main = []
    caller = Function("main", [], [], False)
    for function in functions:
        body = Body(rng, functions, caller)
        body.counter = 0
        inner = ["fuel = 60"] + body.s_declare()
        for name, _ in (("first", 0), ("second", 0)):
            body.functions = [function]
            inner += body.s_call()
        for scope in body.scope:
            for name, kind in scope.items():
                h = {"P": f"hash({name})", "Q": f"hashPair({name})", "L": f"hashList({name})", "R": f"hashPair(&{name})",
                     "F": f"{name}(1)", "I": f"hash({name}.pick())", "C": f"hash({name}(2))", "T": f"len({name})"}.get(kind)
                inner += [f"smash(3)", f"mix({h})"] if h else []
        main.append(("{", inner + [f'fmt.Println("{function.name}", acc)'], "}"))
    return Program([at] + functions, main)
