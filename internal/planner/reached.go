package planner

import "encoding/binary"

// EncodeReach writes what is reached compactly for a cache.
func EncodeReach(all []*ReachableCareer) []byte {
	b := binary.AppendUvarint(nil, uint64(len(all)))
	for _, r := range all {
		for _, n := range []int{r.Career.Index, r.Months, r.Cost, int(boolByte(r.Exact))} {
			b = binary.AppendUvarint(b, uint64(n))
		}
	}
	return b
}

// DecodeReach reads what EncodeReach wrote for the same circle and catalog. Anything else is an error.
func (p *Planner) DecodeReach(c Circle, b []byte) ([]*ReachableCareer, error) {
	r := &keyReader{catalog: p.catalog, left: b, ok: true}
	all := []*ReachableCareer{}
	for range r.number(len(p.catalog.Careers)) {
		career := r.number(len(p.catalog.Careers) - 1)
		x := &ReachableCareer{Months: r.number(maxTotal), Cost: r.number(maxTotal), Exact: r.number(1) == 1, circle: &c}
		if !r.ok {
			return nil, errEncoded
		}
		x.Career = p.catalog.Careers[career]
		all = append(all, x)
	}
	if !r.ok || len(r.left) > 0 {
		return nil, errEncoded
	}
	return all, nil
}

// maxTotal is more than the months or dollars of any plan.
const maxTotal = 1 << 53
