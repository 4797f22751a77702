#!/usr/bin/env python3
"""generate.py LINES > FILE.mini: a program of about LINES lines for measuring the compiler.

The program is a row of units of some hundred lines, each like a file of an ordinary program: types, methods, a constructor, lists and
trees of pointers, slices and maps, closures, function values, an interface with its implementations, recursion both direct and mutual.
A unit uses those before it, and main runs them all, so nothing is unreachable. It prints one number."""
import random
import sys

SHARED = """package main

import "fmt"

type Shape interface {
	Area() int
	Grow(n int) Shape
}

type Visitor func(key string, value int) bool

"""

UNIT = """type Item@ struct {
	name  string
	count int
	next  *Item@
	tags  []string
}

type Tree@ struct {
	left, right *Tree@
	item        *Item@
	depth       int
}

type Store@ struct {
	items map[string]*Item@
	order []*Item@
	hooks []Visitor
	root  *Tree@
}

type Square@ struct{ side int }
type Rect@ struct {
	w, h  int
	inner *Square@
}

func (s Square@) Area() int        { return s.side * s.side }
func (s Square@) Grow(n int) Shape { return Square@{s.side + n} }
func (r *Rect@) Area() int         { return r.w*r.h + r.inner.Area() }
func (r *Rect@) Grow(n int) Shape {
	return &Rect@{w: r.w + n, h: r.h + n, inner: &Square@{n}}
}

func NewStore@() *Store@ {
	return &Store@{items: map[string]*Item@{}}
}

func (s *Store@) Add(name string, count int) *Item@ {
	if old, ok := s.items[name]; ok {
		old.count += count
		return old
	}
	item := &Item@{name: name, count: count}
	if n := len(s.order); n > 0 {
		item.next = s.order[n-1]
	}
	s.items[name] = item
	s.order = append(s.order, item)
	s.root = s.root.insert(item)
	return item
}

func (t *Tree@) insert(item *Item@) *Tree@ {
	if t == nil {
		return &Tree@{item: item, depth: 1}
	}
	if item.name < t.item.name {
		t.left = t.left.insert(item)
	} else {
		t.right = t.right.insert(item)
	}
	t.depth++
	return t
}

func (t *Tree@) walk(visit func(*Item@)) {
	if t == nil {
		return
	}
	t.left.walk(visit)
	visit(t.item)
	t.right.walk(visit)
}

func (s *Store@) OnChange(hook Visitor) { s.hooks = append(s.hooks, hook) }

func (s *Store@) Notify() int {
	called := 0
	for _, item := range s.order {
		for _, hook := range s.hooks {
			if hook(item.name, item.count) {
				called++
			}
		}
	}
	return called
}

func (s *Store@) Total() int {
	total := 0
	s.root.walk(func(item *Item@) {
		total += item.count
		for i := range item.tags {
			total += len(item.tags[i])
		}
	})
	return total
}

func (s *Store@) Find(match func(*Item@) bool) []*Item@ {
	var found []*Item@
	for _, item := range s.order {
		if match(item) {
			found = append(found, item)
		}
	}
	return found
}

func split@(text string) []string {
	var words []string
	start := 0
	for i := 0; i < len(text); i++ {
		if text[i] == ' ' {
			words = append(words, text[start:i])
			start = i + 1
		}
	}
	return append(words, text[start:])
}

func even@(t *Tree@, n int) int {
	if t == nil || n == 0 {
		return 1
	}
	return odd@(t.left, n-1) + odd@(t.right, n-1)
}

func odd@(t *Tree@, n int) int {
	if t == nil || n == 0 {
		return 0
	}
	return even@(t.right, n-1) + t.item.count
}

func measure@(shapes []Shape, limit int) (int, error) {
	sum := 0
	for i, shape := range shapes {
		switch s := shape.(type) {
		case Square@:
			sum += s.side
		case *Rect@:
			sum += s.w + s.inner.side
		default:
			sum += shape.Area()
		}
		if sum > limit {
			return sum, fmt.Errorf("unit @: too large at %d", i)
		}
	}
	return sum, nil
}

func compose@(steps ...func(int) int) func(int) int {
	return func(n int) int {
		for _, step := range steps {
			n = step(n)
		}
		return n
	}
}

func matrix@(n int) [][]int {
	rows := make([][]int, n)
	for i := range rows {
		rows[i] = make([]int, n)
		for k := range rows[i] {
			rows[i][k] = i*k + @
		}
	}
	return rows
}

func run@(seed int) int {
	store := NewStore@()
	for i, word := range split@("the quick brown fox jumps over the lazy dog") {
		item := store.Add(word, i+seed)
		item.tags = append(item.tags, word+"!", fmt.Sprint(i))
	}
	seen := map[string]int{}
	store.OnChange(func(key string, value int) bool {
		seen[key] += value
		return value > 3
	})
	changed := store.Notify()
	long := store.Find(func(item *Item@) bool { return len(item.name) > 3 })
	shapes := []Shape{Square@{2}, &Rect@{w: 2, h: 3, inner: &Square@{seed % 5}}}
	shapes = append(shapes, shapes[0].Grow(changed), shapes[1].Grow(len(long)))
	area, err := measure@(shapes, 1000)
	if err != nil {
		fmt.Println(err)
	}
	total := 0
	for _, row := range matrix@(4) {
		for _, cell := range row {
			total += cell
		}
	}
	apply := compose@(func(n int) int { return n + total }, func(n int) int { return n * 2 })
	result := apply(area) + even@(store.root, 6) + store.Total() + len(seen)
@CALLS	return result % 1000003
}

"""


def program(lines, seed=1):
    rng = random.Random(seed)
    units = max(1, round(lines / UNIT.count("\n")))
    text = [SHARED]
    for unit in range(units):
        # A call in a unit leads to one unit only, so that the program ends soon.
        calls = ""
        if unit:
            other = rng.randrange(max(0, unit - 20), unit)
            calls = f"\tif seed > 5 {{\n\t\tresult += run{other}(seed-5) + len(NewStore{other}().Find(nil))\n\t}}\n"
        text.append(UNIT.replace("@CALLS", calls).replace("@", str(unit)))
    text.append("func main() {\n\tsum := 0\n")
    text += [f"\tsum += run{unit}({unit % 8})\n" for unit in range(units)]
    text.append("\tfmt.Println(sum % 1000003)\n}\n")
    return "".join(text)


if __name__ == "__main__":
    sys.stdout.write(program(int(sys.argv[1])))
