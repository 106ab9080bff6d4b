package planner

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"careerlattice/internal/catalog"
	"careerlattice/internal/sample"
)

// one finds the least months and dollars by a question for each; ok is false where there is no plan.
func one(t testing.TB, p *Planner, c Circle, to *catalog.Career) (months, dollars int, ok bool) {
	t.Helper()
	for _, x := range []struct {
		in     Criterion
		figure *int
	}{{Time, &months}, {Cost, &dollars}} {
		a, err := p.front(t.Context(), c.question(to, x.in))
		if err != nil {
			t.Fatal(err)
		}
		if !a.exact {
			t.Fatalf("a single plan to %s is not proven", to.Slug)
		}
		if len(a.outlines) == 0 {
			return 0, 0, false
		}
		*x.figure = int(p.vector(c.question(to), a.outlines[0])[x.in])
	}
	return months, dollars, true
}

// sets holds origins, leverage and a matrix of a catalog against single questions.
func sets(t *testing.T, c *catalog.Catalog, targets []*catalog.Career, start string, k *ConstraintsInput) {
	t.Helper()
	p := New(c, DefaultBudget)
	base := p.schoolLeaver()
	for _, to := range targets {
		var want []*Origin
		from, _, reached := one(t, p, base, to)
		for _, x := range c.Credentials {
			if months, dollars, ok := one(t, p, base.holding(x), to); ok && (!reached || months < from) {
				want = append(want, &Origin{x, months, dollars, true})
			}
		}
		slices.SortStableFunc(want, func(a, b *Origin) int {
			return cmp.Or(cmp.Compare(a.Months, b.Months), cmp.Compare(a.Cost, b.Cost))
		})
		got, err := p.Origins(t.Context(), to)
		same(t, "origins of "+to.Slug, want, got, err)
		decoded, err := p.DecodeOrigins(EncodeOrigins(got))
		same(t, "decoded origins", got, decoded, err)
	}
	circle, problems := p.Circle(ProfileInput{Credentials: []string{start}}, k)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	within := func(c Circle) (all []*catalog.Career) {
		reached, err := p.Reach(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range reached {
			all = append(all, r.Career)
		}
		return all
	}
	known := within(circle)
	var want []*CredentialLeverage
	for _, x := range c.Credentials {
		l := &CredentialLeverage{Credential: x, Exact: true}
		for _, career := range within(circle.holding(x)) {
			if !slices.Contains(known, career) {
				l.Careers = append(l.Careers, career)
			}
		}
		slices.SortFunc(l.Careers, func(a, b *catalog.Career) int { return cmp.Compare(a.Index, b.Index) })
		if l.MedianWage = medianWage(l.Careers); len(l.Careers) > 0 {
			want = append(want, l)
		}
	}
	wage := func(l *CredentialLeverage) int {
		if l.MedianWage == nil {
			return -1
		}
		return *l.MedianWage
	}
	slices.SortStableFunc(want, func(a, b *CredentialLeverage) int {
		return cmp.Or(-cmp.Compare(len(a.Careers), len(b.Careers)), -cmp.Compare(wage(a), wage(b)))
	})
	got, err := p.Leverage(t.Context(), circle)
	same(t, "leverage", want, got, err)
	decoded, err := p.DecodeLeverage(EncodeLeverage(got))
	same(t, "decoded leverage", got, decoded, err)
}

// same compares answers; credentials and careers are equal where they are the same.
func same(t *testing.T, what string, want, got any, err error) {
	t.Helper()
	options := gocmp.Options{
		gocmp.Comparer(func(a, b *catalog.Credential) bool { return a == b }), gocmp.Comparer(func(a, b *catalog.Career) bool { return a == b }),
		cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(ReachableCareer{}),
	}
	if diff := gocmp.Diff(want, got, options); diff != "" || err != nil {
		t.Errorf("%s: %v (-want +got)\n%s", what, err, diff)
	}
}

// TestSetsBuiltin: on the built-in catalog, origins and leverage say what single questions do.
func TestSetsBuiltin(t *testing.T) {
	c := builtin(t)
	var targets []*catalog.Career
	for _, slug := range []string{"registered-nurse"} {
		x, ok := c.Career(slug)
		if !ok {
			t.Fatalf("no %s", slug)
		}
		targets = append(targets, x)
	}
	sets(t, c, targets, "high-school-diploma", &ConstraintsInput{MaxMonths: new(24)})
}

// TestSetsRealistic: so it is in realistic catalogs.
func TestSetsRealistic(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 12))
		c := load(t, sample.Realistic(r, 12))
		sets(t, c, c.Careers[:4], "hs", &ConstraintsInput{MaxMonths: new(40 + r.IntN(60))})
	}
}

// TestMatrix: each cell is what Reach says for its profile and target, in the order asked, whatever stands there twice.
func TestMatrix(t *testing.T) {
	p := New(builtin(t), DefaultBudget)
	from := []ProfileInput{{Credentials: []string{"as-health-informatics"}}, {}, {Credentials: []string{"high-school-diploma"}, Experience: []ExperienceInput{{"medical-coder", 30}}}}
	to := []string{"registered-nurse", "it-consultant", "registered-nurse", "medical-coder"}
	k := &ConstraintsInput{MaxMonths: new(60)}
	g, problems := p.Grid(from, to, k)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	rows, err := p.Matrix(t.Context(), g)
	if err != nil || len(rows) != len(from) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	reachable := 0
	for i, row := range rows {
		if row.Profile != i || len(row.Cells) != len(to) {
			t.Fatalf("row %d is of profile %d and has %d cells", i, row.Profile, len(row.Cells))
		}
		reached, err := p.Reach(t.Context(), g.Circles[i])
		if err != nil {
			t.Fatal(err)
		}
		for j, x := range row.Cells {
			at := slices.IndexFunc(reached, func(r *ReachableCareer) bool { return r.Career == g.To[j] })
			switch {
			case x.Target != g.To[j], x.Reachable != (at >= 0), !x.Exact:
				t.Errorf("cell %d, %d: %+v, reached at %d", i, j, x, at)
			case at >= 0 && (*x.Months != reached[at].Months || *x.Cost != reached[at].Cost):
				t.Errorf("cell %d, %d: %d months, $%d, want %+v", i, j, *x.Months, *x.Cost, reached[at])
			}
			if at >= 0 {
				reachable++
			}
		}
	}
	if reachable < 4 || reachable == len(from)*len(to) {
		t.Errorf("%d cells are reachable: that tells little", reachable)
	}
	decoded, err := p.DecodeMatrix(g, EncodeMatrix(rows))
	same(t, "decoded matrix", rows, decoded, err)
}

// TestReachNational: of the national catalog, everything is proven from a high-school diploma, and 50 careers are as single
// questions have them.
func TestReachNational(t *testing.T) {
	if testing.Short() {
		t.Skip("50 single questions take half a minute")
	}
	c, careers := national(t)
	p := New(c, DefaultBudget)
	circle, _ := p.Circle(ProfileInput{Credentials: []string{"high-school-diploma"}}, nil)
	reached, err := p.Reach(t.Context(), circle)
	if err != nil {
		t.Fatal(err)
	}
	by := map[*catalog.Career]*ReachableCareer{}
	for _, r := range reached {
		if by[r.Career] = r; !r.Exact {
			t.Errorf("%s is not proven", r.Career.Slug)
		}
	}
	r := rand.New(rand.NewPCG(50, 50))
	proven := 0
	for range 50 {
		to := careers[r.IntN(len(careers))]
		in := Criterion(r.IntN(2))
		a, err := p.front(t.Context(), circle.question(to, in))
		if err != nil {
			t.Fatal(err)
		}
		got := by[to]
		switch {
		case (got != nil) != (len(a.outlines) > 0):
			t.Errorf("%s: reached %v, a plan %v", to.Slug, got != nil, len(a.outlines) > 0)
		case got == nil:
		default:
			least := int(p.vector(circle.question(to), a.outlines[0])[in])
			if figure := [2]int{got.Months, got.Cost}[in]; figure > least || a.exact && figure != least {
				t.Errorf("%s: %d, and %d singly (proven %v)", to.Slug, figure, least, a.exact)
			}
			if a.exact {
				proven++
			}
		}
	}
	if proven < 40 {
		t.Errorf("only %d single plans are proven", proven)
	}
	decoded, err := p.DecodeReach(circle, EncodeReach(reached))
	same(t, "decoded reach", reached, decoded, err)
}

// BenchmarkReach finds all careers of the national catalog from a high-school diploma.
func BenchmarkReach(b *testing.B) {
	c, _ := national(b)
	p := New(c, DefaultBudget)
	circle, _ := p.Circle(ProfileInput{Credentials: []string{"high-school-diploma"}}, nil)
	for b.Loop() {
		if reached, err := p.Reach(b.Context(), circle); err != nil || len(reached) < 900 {
			b.Fatalf("%d careers, %v", len(reached), err)
		}
	}
}
