package planner

import "careerlattice/internal/catalog"

// EncodeSensitivity writes a sensitivity, which may be nil, compactly for a cache.
func EncodeSensitivity(s *PlanSensitivity) []byte {
	if s == nil {
		return []byte{0}
	}
	b := appendNumbers([]byte{1}, s.Unsettled, len(s.Changes))
	for _, c := range s.Changes {
		b = appendNumbers(b, int(c.Figure), catalog.EntryOf(c.Node).Index)
		if c.Route != nil {
			b = appendNumbers(b, c.Route.Index, len(c.Alike))
			for _, x := range c.Alike {
				b = appendNumbers(b, x.Credential.Index, x.Route.Index)
			}
		}
		b = append(appendNumbers(b, c.To), boolByte(c.Better != nil))
		if c.Better != nil {
			b = encodeOutline(b, c.Better.actions)
		}
	}
	return b
}

// DecodeSensitivity reads what EncodeSensitivity wrote of the same plan and criterion. Anything else is an error.
func (p *Planner) DecodeSensitivity(of *Plan, in Criterion, b []byte) (*PlanSensitivity, error) {
	r := &keyReader{catalog: p.catalog, left: b, ok: true}
	if r.number(1) == 0 {
		return nil, r.end()
	}
	s := &PlanSensitivity{Criterion: in, Unsettled: r.number(maxTotal)}
	for range r.number(len(r.left)) {
		f, ok := p.decodeFigure(r)
		to, found := r.number(catalog.MaxNumber), r.number(1) == 1
		var better outline
		if found {
			better, found = p.decodePlan(r)
			ok = ok && found && better != nil
		}
		if !ok || !r.ok {
			return nil, errEncoded
		}
		s.Changes = append(s.Changes, p.change(of, f, in, to, better))
	}
	return s, r.end()
}

// decodeFigure reads a figure with those that are alike; ok is false where there is none.
func (p *Planner) decodeFigure(r *keyReader) (f figure, ok bool) {
	c := p.catalog
	if f.kind = FigureKind(r.number(int(Wage))); f.kind == Wage {
		x := c.Careers[r.number(len(c.Careers)-1)]
		f.node = x
		return f, x.Wage != nil
	}
	one := func() (x Alike, ok bool) {
		if x.Credential = c.Credentials[r.number(len(c.Credentials)-1)]; len(x.Credential.Routes) == 0 {
			return x, false
		}
		x.Route = x.Credential.Routes[r.number(len(x.Credential.Routes)-1)]
		return x, r.ok
	}
	if len(c.Credentials) == 0 {
		return f, false
	}
	x, ok := one()
	f.node, f.route = x.Credential, x.Route
	if !ok {
		return f, false
	}
	for range r.number(len(r.left)) {
		x, ok := one()
		if !ok {
			return f, false
		}
		f.alike = append(f.alike, x)
	}
	return f, true
}
