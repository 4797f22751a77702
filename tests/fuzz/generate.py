"""Random programs that shuffle pointers. generate(seed, count) gives a Program of `count` functions; the same seed always gives the
same one. What comes in: the seed. What goes out: text that compiles, ends, and prints the same wherever its objects lie.

    prelude.py     the types, and functions that hash what can be reached
    values.py      kinds of values, and expressions of each kind
    statements.py  statements of one line, and control flow: loops, goto, labels, defer, panics, closures, recursion
    shapes.py      statements that belong together: cold paths, lists, closures of loops, strings over bytes, goroutines
    makers.py      functions that make what they give, up to several calls deep, and statements that use them
    sinks.py       objects that have one name until a path lets them escape

Everything that a program prints is a hash of what can be reached from its values, so an object that is overwritten while it
is in use shows. No program reads a nil pointer: what may be nil is replaced before use. Calls have variables and literals as
arguments, or calls without variables, so that no result depends on an order of evaluation that Go leaves open. A budget of calls
ends every recursion. Of all goroutines one runs at a time. Half of the functions are calm: they keep nothing in package
variables and call nothing unknown, so that much of what they make can be in frames."""
import random

from prelude import PRELUDE
from makers import MADE
from sinks import Sinks
from values import HASHES, RUNS, TYPES

PARAMETERS = ["P", "P", "P", "P", "Q", "R", "L", "L", "LL", "A", "PA", "M", "MS", "F", "C", "I", "E", "PP", "PP", "N", "T", "V", "CH", "G",
              "B", "W", "D"]
GIVEN = ["P", "P", "PP", "Q", "L", "T", "M", "N", "PA", "MS", "B", "A", "F"]  # parameters of makers
RESULTS = [["P"], ["P"], ["P"], ["P", "P"], ["Q"], ["R"], ["L"], ["F"], ["I"], ["C"], ["P", "I"], ["P", "L"], ["N"], [], ["T"], ["M"],
           ["E"], ["P", "E"], ["V"], ["A"], ["LL"], ["W"], ["CH"], ["PP"], ["FS"], ["PA"]]


class Function:
    makes = False  # it does nothing but make its results (makers.py)

    def __init__(self, name, parameters, results, rng):
        self.name, self.parameters, self.results = name, parameters, results
        self.named = bool(results) and rng.random() < 0.3
        self.panics = rng.random() < 0.12
        self.value = rng.random() < 0.2  # a package variable has it, too
        self.is_method = bool(parameters) and parameters[0][1] in ("P", "R") and rng.random() < 0.5
        self.inlined = rng.random() < 0.3
        self.body = []

    def call(self, arguments, rng, itself):
        """A call, in one of the forms in which it may be called."""
        rest = ", ".join(arguments[1:])
        if self.is_method:
            receiver = f"({arguments[0]})" if arguments[0].startswith("&") else arguments[0]
            form = rng.random()
            if form < 0.2:
                return f"interface{{ {self.name}{self.signature(1)} }}({receiver}).{self.name}({rest})"
            if form < 0.4:
                return f"({TYPES[self.parameters[0][1]]}).{self.name}({', '.join(arguments)})"
            if form < 0.5:
                return f"(func{self.signature(1)})({receiver}.{self.name})({rest})"
            return f"{receiver}.{self.name}({rest})"
        name = self.name
        if not itself and self.value and rng.random() < 0.6:
            name = "v" + self.name
        elif rng.random() < 0.1:
            name = f"(func{self.signature(0)})({self.name})"
        return f"{name}({', '.join(arguments)})"

    def signature(self, first):
        parameters = ", ".join(f"{n} {TYPES[k]}" for n, k in self.parameters[first:])
        results = ", ".join((f"r{i} " if self.named else "") + TYPES[k] for i, k in enumerate(self.results))
        return f"({parameters}) ({results})" if results else f"({parameters})"

    def text(self):
        n, k = self.parameters[0] if self.is_method else ("", "")
        receiver = f"({n} {TYPES[k]}) " if self.is_method else ""
        lines = [] if self.inlined else ["//go:noinline"]
        lines += [f"func {receiver}{self.name}{self.signature(self.is_method)} {{"] + indented(self.body) + ["}", ""]
        return lines + ([f"var v{self.name} = {self.name}", ""] if self.value and not self.is_method else [])


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


def write_body(function, earlier, rng):
    writer = Sinks(rng, earlier, function, rng.random() < 0.5)
    writer.scope[0] = {n: k for n, k in function.parameters if k != "D"}
    out = [f"defer func() {{ {n} <- true }}()" for n, k in function.parameters if k == "D"]
    out += [("if fuel--; fuel < 0 {", [writer.give(True)], "}")]
    for name, kind in function.parameters:
        out += writer.default(kind, name)
    if function.named:
        for i, kind in enumerate(function.results):
            writer.scope[0][f"r{i}"] = kind
            out += writer.default(kind, f"r{i}") if kind != "PP" else [f"r{i} = {writer.fresh(kind)}"]
    if rng.random() < 0.35:
        writer.functions = earlier + [function]  # it may call itself
    for _ in range(rng.choice([1, 2, 3, 4, 6])):
        out += writer.statement()
    function.body = out + [writer.give(False)]


def write_maker(number, earlier, rng):
    kinds = rng.sample(MADE, rng.choice([0, 1, 1, 1, 1, 2]))
    results = kinds + (["E"] if kinds and rng.random() < 0.25 else [])
    parameters = [(f"p{i}", rng.choice(GIVEN)) for i in range(rng.choice([0, 0, 1, 1, 2] if kinds else [1, 2]))]
    maker = Function(f"f{number}", parameters, results, rng)
    maker.makes, maker.panics, maker.value = True, False, maker.value and rng.random() < 0.3
    writer = Sinks(rng, earlier, maker, rng.random() < 0.7)
    writer.scope[0] = dict(maker.parameters)
    for name, kind in maker.parameters:
        maker.body += writer.default(kind, name)
    if maker.named:
        for i, kind in enumerate(results):
            maker.body += writer.default(kind, f"r{i}") if kind != "PP" else [f"r{i} = {writer.fresh(kind)}"]
    maker.body += writer.maker_body()
    return maker


def write_caller(function, rng):
    """Calls the function twice, and looks at what it gave after both."""
    writer = Sinks(rng, [function], Function("main", [], [], random.Random(0)))
    out = ["fuel = 60"] + writer.s_declare() + writer.take(function) + writer.take(function)
    for name, kind in writer.scope[0].items():
        look = (HASHES.get(kind) or RUNS.get(kind, "{}")).format(name)
        out += ["smash(3)", f"mix({look})"]
    out += ["mix(hashShared())", f'fmt.Println("{function.name}", acc)']
    return ("{", out, "}")


def generate(seed, count=50):
    rng = random.Random(seed)
    signatures = [([rng.choice(PARAMETERS) for _ in range(rng.randint(0, 3))], rng.choice(RESULTS)) for _ in range(max(count // 2, 1))]
    functions = []
    for number in range(count):
        if rng.random() < 0.4:
            functions.append(write_maker(number, functions[-12:], rng))
            continue
        kinds, results = rng.choice(signatures)
        function = Function(f"f{number}", [(f"p{i}", kind) for i, kind in enumerate(kinds)], results, rng)
        write_body(function, functions[-12:], rng)
        functions.append(function)
    return Program(functions, [write_caller(function, rng) for function in functions])
