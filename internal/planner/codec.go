package planner

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"careerlattice/internal/pareto"
)

// errEncoded says that bytes are not an encoded result of the question.
var errEncoded = errors.New("not a result of this question")

const (
	encodedSet  = 1
	encodedNone = 2
)

// Encode writes a result compactly for a cache: what is done in each plan, all else being worked out again.
func (p *Planner) Encode(r Result) []byte {
	switch r := r.(type) {
	case *PlanSet:
		b := []byte{encodedSet, boolByte(r.Exact)}
		b = binary.AppendUvarint(b, uint64(r.Labels))
		if k := r.Bounds; k != nil {
			for _, n := range []int{k.Months, k.Cost, k.ForegoneEarnings} {
				b = binary.AppendUvarint(b, uint64(n))
			}
		}
		b = binary.AppendUvarint(b, uint64(len(r.Plans)))
		for _, plan := range r.Plans {
			b = encodePlan(b, plan)
		}
		return encodeAlways(b, r)
	case *NoPlan:
		b := []byte{encodedNone, byte(r.Reason)}
		b = binary.AppendUvarint(b, uint64(len(r.Message)))
		b = append(b, r.Message...)
		b = encodeAdvice(b, r)
		if r.Fastest != nil {
			b = append(b, boolByte(r.proven[0])|boolByte(r.proven[1])<<1)
			b = encodePlan(encodePlan(b, r.Fastest), r.Cheapest)
		}
		return b
	}
	return nil
}

// encodeAlways writes what every plan contains, as places among what the first one does.
func encodeAlways(b []byte, s *PlanSet) []byte {
	b = binary.AppendUvarint(b, uint64(len(s.Always)))
	for i, n := range s.Plans[0].elements() {
		if slices.Contains(s.Always, n) {
			b = binary.AppendUvarint(b, uint64(i))
		}
	}
	return b
}

func boolByte(is bool) byte {
	if is {
		return 1
	}
	return 0
}

// encodeAdvice writes what to add, and the relaxations.
func encodeAdvice(b []byte, r *NoPlan) []byte {
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	limit := func(n *int) {
		if n == nil {
			number(0)
			return
		}
		number(*n + 1)
	}
	b = appendNodes(b, r.Add)
	number(len(r.Relaxations))
	for _, x := range r.Relaxations {
		limit(x.MaxMonths)
		limit(x.MaxCost)
		number(int(boolByte(x.Proven)))
	}
	return b
}

// decodeAdvice reads what encodeAdvice wrote.
func decodeAdvice(r *keyReader, none *NoPlan) {
	none.Add = r.nodes()
	for range r.number(len(r.left)) {
		x := Relaxation{r.limit(), r.limit(), r.number(1) == 1}
		none.Relaxations = append(none.Relaxations, x)
	}
}

// encodePlan writes what is done in a plan.
func encodePlan(b []byte, plan *Plan) []byte { return encodeOutline(b, plan.of.actions) }

// encodeOutline writes each action as a credential (its index + 1; 0: none), and then its route, and the career (likewise), and
// for work the months.
func encodeOutline(b []byte, o outline) []byte {
	b = binary.AppendUvarint(b, uint64(len(o)))
	for _, a := range o {
		career := 0
		if a.career != nil {
			career = a.career.Index + 1
		}
		if a.credential == nil {
			b = appendNumbers(b, 0, career, a.worked)
			continue
		}
		b = appendNumbers(b, a.credential.Index+1, a.route.Index, career)
	}
	return b
}

// Decode reads what Encode wrote for the same question and catalog. Anything else is an error: each plan is checked to be
// one that the question allows before it is explained again. That no plan is missing, and none has a month too many, is not
// checked again.
func (p *Planner) Decode(q Question, b []byte) (Result, error) {
	if len(b) < 2 {
		return nil, errEncoded
	}
	r := &keyReader{catalog: p.catalog, left: b[2:], ok: true}
	switch b[0] {
	case encodedSet:
		return p.decodeSet(q, r, b[1])
	case encodedNone:
		return p.decodeNone(q, r, NoPlanReason(b[1]))
	}
	return nil, errEncoded
}

func (p *Planner) decodeSet(q Question, r *keyReader, exact byte) (Result, error) {
	a := answer{exact: exact == 1, labels: int64(r.number(math.MaxInt))}
	if !a.exact {
		a.bounds = pareto.Vector{int64(r.number(math.MaxInt)), int64(r.number(math.MaxInt)), 12 * int64(r.number(math.MaxInt/12))}
	}
	count := r.number(len(r.left))
	rules := p.rules(q)
	for i := range count {
		o, ok := p.decodePlan(r)
		v := p.vector(q, o)
		if !ok || !rules.allow(o) || !within(q.Constraints, v) || !dominates([]Criterion{Time, Cost, ForegoneEarnings}, a.bounds, v) {
			return nil, errEncoded
		}
		if i > 0 {
			before := p.vector(q, a.outlines[i-1])
			ok = slices.Compare(before[:], v[:]) < 0 && !dominates(q.Optimize, before, v)
		}
		if !ok {
			return nil, errEncoded
		}
		a.outlines = append(a.outlines, o)
	}
	if !r.ok || exact > 1 || count == 0 {
		return nil, errEncoded
	}
	set, err := p.plans(q, a)
	if err != nil {
		return nil, err
	}
	if !set.decodeAlways(r) {
		return nil, errEncoded
	}
	for i, plan := range set.Plans {
		if len(plan.Steps) != len(a.outlines[i]) {
			return nil, errEncoded
		}
	}
	return set, nil
}

// decodeAlways reads what every plan contains; ok is false where that is not so.
func (s *PlanSet) decodeAlways(r *keyReader) (ok bool) {
	elements, counts := s.Plans[0].elements(), contained(s.Plans)
	next := 0
	for range r.number(len(elements)) {
		at := r.number(len(elements) - 1)
		if !r.ok || at < next || counts[elements[at]] < len(s.Plans) {
			return false
		}
		s.Always = append(s.Always, elements[at])
		next = at + 1
	}
	return r.ok && len(r.left) == 0
}

func (p *Planner) decodeNone(q Question, r *keyReader, reason NoPlanReason) (Result, error) {
	message := r.text()
	if !r.ok || reason > JobsTooNarrow {
		return nil, errEncoded
	}
	none := p.noPlan(q)
	none.Reason, none.Message = reason, message
	decodeAdvice(r, none)
	if reason == Unattainable {
		if !r.ok || len(r.left) > 0 {
			return nil, errEncoded
		}
		return none, nil
	}
	proven := r.number(3)
	fastest, ok := p.decodePlan(r)
	cheapest, ok2 := p.decodePlan(r)
	wider, differs := widened(q, reason)
	rules := p.rules(wider)
	if !ok || !ok2 || !differs || len(r.left) > 0 || !rules.allow(fastest) || !rules.allow(cheapest) {
		return nil, errEncoded
	}
	err := p.without(none, q, answer{outlines: []outline{fastest}, exact: proven&1 > 0}, answer{outlines: []outline{cheapest}, exact: proven&2 > 0})
	if err != nil || len(none.Fastest.Steps) != len(fastest) || len(none.Cheapest.Steps) != len(cheapest) {
		return nil, errEncoded
	}
	return none, nil
}

func (p *Planner) decodePlan(r *keyReader) (outline, bool) {
	c := p.catalog
	var o outline
	for range r.number(len(r.left)) {
		var a action
		credential := r.number(len(c.Credentials))
		route := 0
		if credential > 0 {
			a.credential = c.Credentials[credential-1]
			route = r.number(max(0, len(a.credential.Routes)-1))
			if route >= len(a.credential.Routes) {
				return nil, false
			}
			a.route = a.credential.Routes[route]
		}
		if career := r.number(len(c.Careers)); career > 0 {
			a.career = c.Careers[career-1]
		}
		if credential == 0 {
			a.worked = r.number(math.MaxInt32)
		}
		valid := a.credential != nil && (a.career == nil || a.route.PartTimeMonths != nil) || a.credential == nil && a.career != nil && a.worked > 0
		if !r.ok || !valid {
			return nil, false
		}
		o = append(o, a)
	}
	return o, r.ok
}
