package pareto

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// The oracle answers small questions by going through every state, month by month, with none of the engine's ideas.

// oracleState is what is held and has been worked: items held, months in each job (no more than count for anything),
// jobs worked in full time, and jobs worked in at all.
type oracleState struct {
	held, full, any uint32
	months          [4]uint8
}

type oracle struct {
	n    *Network
	q    Question
	caps [4]uint8
}

func (o *oracle) holds(c Cond, s oracleState) bool {
	x := &o.n.conds[c]
	count := 0
	for _, p := range x.of {
		if o.holds(p, s) {
			count++
		}
	}
	switch x.op {
	case opAlways:
		return true
	case opAll:
		return count == len(x.of)
	case opAny:
		return count > 0
	case opAtLeast:
		return count >= x.count
	case opHas:
		return s.held&(1<<x.item) != 0
	case opWorked:
		sum := int64(0)
		for _, j := range x.jobs {
			sum += int64(s.months[j])
		}
		return sum >= x.months
	}
	return false
}

// solve gives the front as vectors, each with the best merit (the first four places) of its plans.
func (o *oracle) solve() []oraclePoint {
	for c := range o.n.conds {
		for _, j := range o.n.conds[c].jobs {
			o.caps[j] = max(o.caps[j], uint8(o.n.conds[c].months))
		}
	}
	seen := map[oracleState][]Vector{}
	type entry struct {
		s oracleState
		v Vector
	}
	queue := []entry{{}}
	push := func(s oracleState, v Vector) {
		if o.q.Limit[Time] >= 0 && v[Time] > o.q.Limit[Time] || o.q.Limit[Cost] >= 0 && v[Cost] > o.q.Limit[Cost] {
			return
		}
		for _, u := range seen[s] {
			if u[0] <= v[0] && u[1] <= v[1] && u[2] <= v[2] {
				return
			}
		}
		seen[s] = append(slices.DeleteFunc(seen[s], func(u Vector) bool { return v[0] <= u[0] && v[1] <= u[1] && v[2] <= u[2] }), v)
		queue = append(queue, entry{s, v})
	}
	var ends []entry
	for len(queue) > 0 {
		e := queue[0]
		queue = queue[1:]
		if e.v != (Vector{}) && !slices.Contains(seen[e.s], e.v) {
			continue
		}
		if o.holds(o.n.Goal, e.s) {
			ends = append(ends, e)
			continue
		}
		for i := range o.n.Items {
			if e.s.held&(1<<i) != 0 {
				continue
			}
			for _, opt := range o.n.Items[i].Options {
				if !o.holds(opt.Requires, e.s) {
					continue
				}
				s, v := e.s, e.v
				s.held |= 1 << i
				if opt.FullTime >= 0 {
					push(s, Vector{v[0] + opt.FullTime, v[1] + opt.Cost, v[2] + opt.FullTime*o.q.Idle})
				}
				for j := range o.n.Jobs {
					if opt.PartTime >= 0 && o.holds(o.n.Jobs[j].Opens, e.s) {
						s := s
						if opt.PartTime > 0 {
							s.any |= 1 << j
						}
						s.months[j] = uint8(min(int64(o.caps[j]), int64(s.months[j])+opt.PartTime))
						push(s, Vector{v[0] + opt.PartTime, v[1] + opt.Cost, v[2] + opt.PartTime*o.n.Jobs[j].Shortfall})
					}
				}
			}
		}
		for j := range o.n.Jobs {
			if o.holds(o.n.Jobs[j].Opens, e.s) && e.s.months[j] < o.caps[j] {
				s, v := e.s, e.v
				s.full |= 1 << j
				s.any |= 1 << j
				s.months[j]++
				push(s, Vector{v[0] + 1, v[1], v[2] + o.n.Jobs[j].Shortfall})
			}
		}
	}
	points := map[Vector]merit{}
	for _, e := range ends {
		m := o.merit(e.s)
		if best, ok := points[e.v]; !ok || m.compare(best) < 0 {
			points[e.v] = m
		}
	}
	ord := newOrder(o.q.Criteria)
	var out []oraclePoint
	for v, m := range points {
		covered := false
		for u := range points {
			covered = covered || u != v && ord.covers(u, v)
		}
		if !covered {
			out = append(out, oraclePoint{v, m})
		}
	}
	slices.SortFunc(out, func(a, b oraclePoint) int { return slices.Compare(a.v[:], b.v[:]) })
	return out
}

type oraclePoint struct {
	v Vector
	m merit
}

func (o *oracle) merit(s oracleState) merit {
	var m merit
	wanted := uint32(0)
	for j := range o.n.Jobs {
		if s.full&(1<<j) != 0 {
			m.steps++
		}
		if s.any&(1<<j) == 0 {
			continue
		}
		job := &o.n.Jobs[j]
		for _, i := range job.Prefers {
			wanted |= 1 << i
		}
		if job.LeadsToGoal || slices.ContainsFunc(job.LeadsTo, func(k int32) bool { return int(k) != j && s.any&(1<<k) != 0 }) {
			m.leadingOn--
		}
	}
	for i := range o.n.Items {
		if s.held&(1<<i) == 0 {
			continue
		}
		m.steps++
		if o.n.Items[i].Preferred {
			m.goalWants--
		}
		if wanted&(1<<i) != 0 {
			m.jobsWant--
		}
	}
	return m
}

// randomNetwork makes a small network in which everything the engine knows occurs.
func randomNetwork(r *rand.Rand) (*Network, Question) {
	n := NewNetwork()
	items, jobs := 1+r.IntN(5), r.IntN(5)
	idle := int64(r.IntN(6))
	var cond func(depth int) Cond
	cond = func(depth int) Cond {
		k := r.IntN(10)
		if depth == 0 && k < 4 {
			k += 4
		}
		parts := func() []Cond {
			var of []Cond
			for range 1 + r.IntN(3) {
				of = append(of, cond(depth-1))
			}
			return of
		}
		switch {
		case k < 2:
			return n.All(parts()...)
		case k < 3:
			return n.Any(parts()...)
		case k < 4:
			of := parts()
			return n.AtLeast(1+r.IntN(len(of)), of...)
		case k < 7 || jobs == 0:
			return n.Has(int32(r.IntN(items)))
		case k < 9:
			var in []int32
			for range 1 + r.IntN(2) {
				in = append(in, int32(r.IntN(jobs)))
			}
			return n.Worked(1+int64(r.IntN(4)), in)
		}
		return Always
	}
	need := func(free int) Cond {
		if r.IntN(10) < free {
			return Always
		}
		return cond(1)
	}
	for range items {
		it := Item{Preferred: r.IntN(3) == 0}
		for range 1 + r.IntN(2) {
			o := Option{Requires: need(6), FullTime: int64(r.IntN(4)), PartTime: -1, Cost: int64(r.IntN(3))}
			if r.IntN(2) == 0 {
				o.PartTime = o.FullTime + int64(r.IntN(3))
			}
			if o.PartTime >= 0 && r.IntN(6) == 0 {
				o.FullTime = -1
			}
			it.Options = append(it.Options, o)
		}
		n.Items = append(n.Items, it)
	}
	for j := range jobs {
		job := Job{Opens: need(4), Shortfall: int64(r.IntN(int(idle) + 1)), LeadsToGoal: r.IntN(3) == 0}
		for range r.IntN(3) {
			job.Prefers = append(job.Prefers, int32(r.IntN(items)))
		}
		if k := r.IntN(jobs); k != j {
			job.LeadsTo = []int32{int32(k)}
		}
		n.Jobs = append(n.Jobs, job)
	}
	n.Goal = cond(2)
	if r.IntN(2) == 0 && jobs > 0 {
		// Several goals at once, with experience that overlaps: this is where trade-offs are.
		of := []Cond{n.Goal}
		for range 1 + r.IntN(3) {
			of = append(of, cond(0))
		}
		for range 1 + r.IntN(3) {
			of = append(of, n.Worked(1+int64(r.IntN(5)), []int32{int32(r.IntN(jobs)), int32(r.IntN(jobs))}))
		}
		n.Goal = n.All(of...)
	}
	q := Question{Limit: Vector{-1, -1, -1}, Idle: idle, Budget: 5_000_000}
	set := 1 + r.IntN(7)
	for c := range q.Criteria {
		q.Criteria[c] = set&(1<<c) != 0 || r.IntN(2) == 0
	}
	if r.IntN(4) == 0 {
		q.Limit[Time] = int64(r.IntN(12))
	}
	if r.IntN(4) == 0 {
		q.Limit[Cost] = int64(r.IntN(5))
	}
	return n, q
}

func TestAgainstOracle(t *testing.T) {
	for _, world := range []struct {
		name   string
		count  int
		random func(*rand.Rand) (*Network, Question)
	}{
		{"everything", 3000, randomNetwork},
		{"items or experience", 1500, alternatives},
		{"conditions of several parts", 700, compounds},
	} {
		t.Run(world.name, func(t *testing.T) {
			count := world.count
			if testing.Short() {
				count /= 10
			}
			plans, longest := 0, 0
			for seed := range count {
				n, q := world.random(newRand(1, seed))
				front := againstOracle(t, n, q)
				if t.Failed() {
					t.Fatalf("seed %d", seed)
				}
				plans += front
				longest = max(longest, front)
			}
			t.Logf("%d questions, %d plans, the largest front of %d", count, plans, longest)
		})
	}
}

// TestOnceWrong asks questions that found a hole in a bound: landmarks of another node, an option left out of a cut, and
// experience that stood on two steps of
// a ladder.
func TestOnceWrong(t *testing.T) {
	for _, found := range []struct {
		seed   int
		random func(*rand.Rand) (*Network, Question)
	}{{1115, alternatives}, {6613, alternatives}, {15891, randomNetwork}} {
		n, q := found.random(newRand(7, found.seed))
		againstOracle(t, n, q)
	}
}

// againstOracle holds the answers of both searches to the oracle's, and gives the number of its plans.
func againstOracle(t *testing.T, n *Network, q Question) int {
	t.Helper()
	want := (&oracle{n: n, q: q}).solve()
	var a []string
	for _, p := range want {
		a = append(a, fmt.Sprint(p.v, p.m.steps, p.m.goalWants, p.m.jobsWant, p.m.leadingOn))
	}
	for by, fill := range map[string]filler{"standings": fillByStandings, "sets": fillBySets} {
		got, err := solveBy(t.Context(), n, q, fill)
		if err != nil {
			t.Fatal(err)
		}
		if !got.Exact {
			t.Errorf("by %s: not exact", by)
		}
		var b []string
		for i := range got.Plans {
			m := n.merit(&got.Plans[i])
			b = append(b, fmt.Sprint(got.Plans[i].Vector, m.steps, m.goalWants, m.jobsWant, m.leadingOn))
		}
		if !slices.Equal(a, b) {
			t.Errorf("by %s: got %v\nwant %v\nplans %v\nquestion %+v\n%s", by, b, a, got.Plans, q, n.dump())
		}
	}
	mereLeast(t, n, q, want)
	return len(want)
}

// mereLeast holds what each criterion alone takes at least to the oracle's front, where that is a front of all three.
func mereLeast(t *testing.T, n *Network, q Question, want []oraclePoint) {
	t.Helper()
	if q.Criteria != [3]bool{true, true, true} {
		return
	}
	for c := range q.Criteria {
		mere := q
		mere.Criteria, mere.Mere = [3]bool{c == Time, c == Cost, c == Shortfall}, true
		got, err := Solve(t.Context(), n, mere)
		if err != nil || !got.Exact || (len(got.Plans) > 0) != (len(want) > 0) {
			t.Fatalf("criterion %d alone: %+v, %v; the front is %v\n%s", c, got, err, want, n.dump())
		}
		if len(want) == 0 {
			continue
		}
		least := slices.MinFunc(want, func(a, b oraclePoint) int { return cmp.Compare(a.v[c], b.v[c]) }).v[c]
		if v := got.Plans[0].Vector; v[c] != least || mere.Limit[Time] >= 0 && v[Time] > mere.Limit[Time] || mere.Limit[Cost] >= 0 && v[Cost] > mere.Limit[Cost] {
			t.Errorf("criterion %d alone: %v; the front is %v\n%s", c, v, want, n.dump())
		}
	}
}

// dump writes a network for a person to read.
func (n *Network) dump() string {
	var text func(c Cond) string
	text = func(c Cond) string {
		x := &n.conds[c]
		s := ""
		for _, p := range x.of {
			s += " " + text(p)
		}
		switch x.op {
		case opNever:
			return "never"
		case opAlways:
			return "always"
		case opHas:
			return fmt.Sprintf("item%d", x.item)
		case opWorked:
			return fmt.Sprintf("%dmo%v", x.months, x.jobs)
		case opAll:
			return "(all" + s + ")"
		case opAny:
			return "(any" + s + ")"
		}
		return fmt.Sprintf("(%d of%s)", x.count, s)
	}
	s := "goal " + text(n.Goal) + "\n"
	for i, it := range n.Items {
		s += fmt.Sprintf("item%d preferred %v\n", i, it.Preferred)
		for _, o := range it.Options {
			s += fmt.Sprintf("   full %d part %d cost %d needs %s\n", o.FullTime, o.PartTime, o.Cost, text(o.Requires))
		}
	}
	for j, job := range n.Jobs {
		s += fmt.Sprintf("job%d shortfall %d opens %s prefers %v leads %v goal %v\n", j, job.Shortfall, text(job.Opens), job.Prefers, job.LeadsTo, job.LeadsToGoal)
	}
	return s
}

func newRand(stream uint64, seed int) *rand.Rand { return rand.New(rand.NewPCG(stream, uint64(seed))) }
