"""What every generated program begins with: the types, and functions that hash what can be reached from a value. A hash visits
at most a few dozen nodes, and reads no pointer that may be nil."""

PRELUDE = """package main

import (
	"fmt"
	"strings"
	"sync"
)

type node struct {
	v    int
	a, b *node
	s    []*node
	t    [2]*node
	m    map[int]*node
	f    func(int) int
	i    face
	e    any
	w    []string
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
	fork(v int) *node
}

type twin struct {
	n int
	node
}

type maker func(v int) *node

type sequence func(yield func(*node) bool)

// A server is a goroutine that changes what it is given. Its client waits, so only one of them runs.
type server struct {
	in, out chan *node
	busy    bool
}

var (
	fuel, steps int
	acc         int
	g0          *node
	g1          []*node
	g2          face
	g3          any
	g4          func(int) int
	g5          map[int]*node
	g6          []string
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

func (n *node) fork(v int) *node { return &node{v: n.v + v, a: n, t: [2]*node{{v: v}}} }

func (p pair) get(k int) int    { return p.n + k }
func (p pair) pick() *node      { return p.p }
func (p pair) fork(v int) *node { return &node{v: v + p.n, b: &node{v: v, a: p.p}} }

func newNode(v int) *node       { return &node{v: v} }
func pass(m maker, v int) *node { return m(v + 1) }
func split(f face, v int) *node { return f.fork(v) }

func (s *server) ask(p *node) *node {
	if s == nil || s.busy {
		return p
	}
	s.busy = true
	s.in <- p
	p = <-s.out
	s.busy = false
	return p
}

// attempt gives what f panics with.
func attempt(f func()) (caught any) {
	defer func() { caught = recover() }()
	f()
	return nil
}

func at(s []*node, k int) *node {
	if k < len(s) {
		return s[k]
	}
	return nil
}

// push appends in place only where the capacity is one that nothing but make gives.
func push(s []*node, n *node) []*node {
	if cap(s) == 7 && len(s) < 7 {
		return append(s, n)
	}
	return append(s[:len(s):len(s)], n)
}

func row(s [][]*node, k int) []*node {
	if k < len(s) {
		return s[k]
	}
	return nil
}

func text(s []string, k int) string {
	if k < len(s) {
		return s[k]
	}
	return ""
}

func call(s []func(int) int, k int) int {
	if k < len(s) {
		return s[k](k)
	}
	return k
}

func clip(s string) string { return s[:min(len(s), 40)] }

//go:noinline
func peek(n *node) int {
	if n.a != nil {
		return n.v%50 + n.a.v%50
	}
	return n.v % 50
}

//go:noinline
func touch(n *node) {
	n.v = n.v%1000 + 1
	n.b = &node{v: n.v, b: n.a}
	n.t[1] = n.b
}

//go:noinline
func fillArray(a *[3]*node, n *node) {
	a[1] = n
	a[2] = &node{v: 7, a: a[0]}
}

var _ strings.Builder

func gather(s ...*node) []*node { return s }
func last(s ...*node) *node     { return s[len(s)-1] }

func isNode(e any) *node {
	n, _ := e.(*node)
	return n
}

func truth(b bool) int {
	if b {
		return 3
	}
	return 5
}

func mix(x int) { acc = (acc*31 + x) % 1000003 }

func hashText(s string) int {
	h := len(s)
	for _, c := range []byte(s) {
		h = (h*11 + int(c)) % 1000003
	}
	return h
}

func hashAny(e any, depth int) int {
	switch e := e.(type) {
	case *node:
		return hashNode(e, depth)
	case pair:
		return hashNode(e.p, depth) + e.n
	case int:
		return e % 7919
	case string:
		return hashText(e)
	case complex128:
		return int(real(e)) + 2
	case [2]int:
		return e[0]*3 + e[1]
	case []*node:
		return len(e)
	}
	return 9
}

func hashNode(n *node, depth int) int {
	if n == nil || depth == 0 || steps <= 0 {
		return 1
	}
	steps--
	h := n.v%9973*7 + hashText(n.name)
	h = h*31 + hashNode(n.a, depth-1)
	h = h*31 + hashNode(n.b, depth-1)
	for _, e := range n.s {
		h = (h*17 + hashNode(e, depth-1)) % 1000003
	}
	for _, e := range n.t {
		h = h*19 + hashNode(e, depth-1)
	}
	for k := 0; n.m != nil && k < 4; k++ {
		h = (h*13 + hashNode(n.m[k], depth-1)) % 1000003
	}
	if n.i != nil {
		h = h*3 + hashNode(n.i.pick(), depth-1)
	}
	if n.e != nil {
		h = h*5 + hashAny(n.e, depth-1)
	}
	for _, s := range n.w {
		h = (h*3 + hashText(s)) % 1000003
	}
	return h % 1000003
}

func hash(n *node) int {
	steps = 40
	return hashNode(n, 4)
}

func hashBox(e any) int {
	steps = 40
	return hashAny(e, 4)
}

func hashPair(p *pair) int { return hash(p.p)*3 + hash(p.q)*5 + p.n }

func hashList(s []*node) int {
	h := len(s)
	for _, e := range s {
		h = (h*7 + hash(e)) % 1000003
	}
	return h
}

func hashRows(s [][]*node) int {
	h := len(s)
	for _, e := range s {
		h = (h*5 + hashList(e)) % 1000003
	}
	return h
}

func hashArray(s [3]*node) int { return hash(s[0]) + hash(s[1])*3 + hash(s[2])*5 }

func hashMap(m map[int]*node) int {
	h := 0
	for k, e := range m {
		h += hash(e) * (k + 3)
	}
	return h % 1000003
}

func hashPairs(m map[string]pair) int {
	h := 0
	for k, e := range m {
		h += (hash(e.p) + e.n) * (hashText(k) + 1)
	}
	return h % 1000003
}

func hashTexts(s []string) int {
	h := len(s)
	for _, e := range s {
		h = (h*7 + hashText(e)) % 1000003
	}
	return h
}

func hashSequence(s sequence) int {
	h := 1
	for n := range s {
		h = (h*7 + hash(n)) % 1000003
	}
	return h
}

// hashQueue takes everything out and puts it back.
func hashQueue(c chan *node) int {
	h := len(c)
	for range len(c) {
		n := <-c
		h = (h*7 + hash(n)) % 1000003
		c <- n
	}
	return h
}

// hashShared is the hash of what the package's variables keep.
func hashShared() int {
	h := hash(g0)*3 + hashList(g1)*5 + hashBox(g3)*7 + hashMap(g5)*11 + hashTexts(g6)*13
	if g2 != nil {
		h += hash(g2.pick())
	}
	fuel = 20
	if g4 != nil {
		h += g4(1)
	}
	return h % 1000003
}

type guarded struct {
	sync.Mutex
	p *node
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
