package planner

import (
	"encoding/binary"
	"math"

	"careerlattice/internal/catalog"
)

// EncodeReach writes what is reached compactly for a cache.
func EncodeReach(all []*ReachableCareer) []byte {
	b := binary.AppendUvarint(nil, uint64(len(all)))
	for _, r := range all {
		b = appendNumbers(b, r.Career.Index, r.Months, r.Cost, int(boolByte(r.Exact)))
	}
	return b
}

// DecodeReach reads what EncodeReach wrote for the same circle and catalog. Anything else is an error.
func (p *Planner) DecodeReach(c Circle, b []byte) ([]*ReachableCareer, error) {
	r := &keyReader{catalog: p.catalog, left: b, ok: true}
	all := []*ReachableCareer{}
	for range r.number(len(p.catalog.Careers)) {
		at := r.number(len(p.catalog.Careers) - 1)
		all = append(all, &ReachableCareer{p.catalog.Careers[at], r.number(maxTotal), r.number(maxTotal), r.number(1) == 1, &c})
	}
	return all, r.end()
}

// EncodeOrigins writes origins compactly for a cache.
func EncodeOrigins(all []*Origin) []byte {
	b := binary.AppendUvarint(nil, uint64(len(all)))
	for _, o := range all {
		b = appendNumbers(b, o.Credential.Index, o.Months, o.Cost, int(boolByte(o.Exact)))
	}
	return b
}

// DecodeOrigins reads what EncodeOrigins wrote for the same catalog. Anything else is an error.
func (p *Planner) DecodeOrigins(b []byte) ([]*Origin, error) {
	r := &keyReader{catalog: p.catalog, left: b, ok: true}
	all := []*Origin{}
	for range r.number(len(p.catalog.Credentials)) {
		at := r.number(len(p.catalog.Credentials) - 1)
		all = append(all, &Origin{p.catalog.Credentials[at], r.number(maxTotal), r.number(maxTotal), r.number(1) == 1})
	}
	return all, r.end()
}

// EncodeLeverage writes what credentials would open compactly for a cache.
func EncodeLeverage(all []*CredentialLeverage) []byte {
	b := binary.AppendUvarint(nil, uint64(len(all)))
	for _, l := range all {
		b = appendNumbers(b, l.Credential.Index, int(boolByte(l.Exact)))
		b = appendIndices(b, l.Careers)
	}
	return b
}

// DecodeLeverage reads what EncodeLeverage wrote for the same catalog. Anything else is an error.
func (p *Planner) DecodeLeverage(b []byte) ([]*CredentialLeverage, error) {
	r := &keyReader{catalog: p.catalog, left: b, ok: true}
	all := []*CredentialLeverage{}
	for range r.number(len(p.catalog.Credentials)) {
		at := r.number(len(p.catalog.Credentials) - 1)
		l := &CredentialLeverage{Credential: p.catalog.Credentials[at], Exact: r.number(1) == 1, Careers: listOf(r, p.catalog.Careers)}
		l.MedianWage = medianWage(l.Careers)
		all = append(all, l)
	}
	return all, r.end()
}

// EncodeMatrix writes the cells of a matrix compactly for a cache.
func EncodeMatrix(rows []*MatrixRow) []byte {
	var b []byte
	for _, row := range rows {
		for _, x := range row.Cells {
			b = append(b, boolByte(x.Reachable)|boolByte(x.Exact)<<1)
			if x.Reachable {
				b = appendNumbers(b, *x.Months, *x.Cost)
			}
		}
	}
	return b
}

// DecodeMatrix reads what EncodeMatrix wrote for the same grid and catalog. Anything else is an error.
func (p *Planner) DecodeMatrix(g Grid, b []byte) ([]*MatrixRow, error) {
	r := &keyReader{catalog: p.catalog, left: b, ok: true}
	rows := make([]*MatrixRow, len(g.Circles))
	for i := range rows {
		rows[i] = &MatrixRow{Profile: i, Cells: make([]*MatrixCell, len(g.To))}
		for k, to := range g.To {
			bits := r.number(3)
			x := &MatrixCell{Target: to, Reachable: bits&1 > 0, Exact: bits&2 > 0}
			if x.Reachable {
				x.Months, x.Cost = new(r.number(maxTotal)), new(r.number(maxTotal))
			}
			rows[i].Cells[k] = x
		}
	}
	return rows, r.end()
}

func appendNumbers(b []byte, numbers ...int) []byte {
	for _, n := range numbers {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return b
}

// nodeNumber is a credential's index, or a career's, doubled and for careers 1 more.
func nodeNumber(x catalog.Node) int { return catalog.EntryOf(x).Index<<1 | int(boolByte(isCareer(x))) }

func appendNodes(b []byte, nodes []catalog.Node) []byte {
	b = binary.AppendUvarint(b, uint64(len(nodes)))
	for _, x := range nodes {
		b = appendNumbers(b, nodeNumber(x))
	}
	return b
}

// node reads a credential or a career that nodeNumber numbered; nil after a mistake.
func (r *keyReader) node() catalog.Node {
	n := r.number(math.MaxInt32)
	switch i := n >> 1; {
	case n&1 == 0 && i < len(r.catalog.Credentials):
		return r.catalog.Credentials[i]
	case n&1 == 1 && i < len(r.catalog.Careers):
		return r.catalog.Careers[i]
	}
	r.ok, r.left = false, nil
	return nil
}

// nodes reads what appendNodes wrote.
func (r *keyReader) nodes() (all []catalog.Node) {
	for range r.number(len(r.left)) {
		if x := r.node(); r.ok {
			all = append(all, x)
		}
	}
	return all
}

// text reads a text after its length.
func (r *keyReader) text() string {
	size := r.number(len(r.left))
	if size > len(r.left) {
		r.ok, r.left = false, nil
		return ""
	}
	text := string(r.left[:size])
	r.left = r.left[size:]
	return text
}

// end tells whether all was read, and nothing wrong.
func (r *keyReader) end() error {
	if !r.ok || len(r.left) > 0 {
		return errEncoded
	}
	return nil
}

// maxTotal is more than the months or dollars of any plan.
const maxTotal = 1 << 53
