package graph

import (
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// TestNationalTrainees holds that trainees' jobs of the national catalog are listed where they are asked for and not
// elsewhere, whatever else the filter says.
func TestNationalTrainees(t *testing.T) {
	c := national(t)
	trainees := len(slices.DeleteFunc(slices.Clone(c.Careers), func(x *catalog.Career) bool { return x.TraineeFor == nil }))
	h, _ := serve(t, c)
	type listed struct {
		TotalCount int
		Nodes      []struct {
			ID         string
			TraineeFor *struct{ ID string }
		}
	}
	const query = `query($without: CareerFilter, $with: CareerFilter) {
		without: careers(filter: $without, first: 100, orderBy: {field: WAGE}) { ...listed }
		with: careers(filter: $with, first: 100, orderBy: {field: WAGE}) { ...listed }
	}
	fragment listed on CareerConnection { totalCount nodes { id traineeFor { id } } }`
	differ := func(filter map[string]any) int {
		t.Helper()
		with := map[string]any{"includeTrainees": true}
		for key, value := range filter {
			with[key] = value
		}
		got := data[struct{ Without, With listed }](t, h, query, map[string]any{"without": filter, "with": with})
		for _, x := range got.Without.Nodes {
			if x.TraineeFor != nil {
				t.Errorf("%s is listed with the filter %v", x.ID, filter)
			}
		}
		return got.With.TotalCount - got.Without.TotalCount
	}
	if n := differ(nil); n != trainees || n < 90 {
		t.Errorf("asked for, %d trainees' jobs are listed; the catalog has %d", n, trainees)
	}
	for _, filter := range []map[string]any{{"text": "electricians"}, {"minWage": 60000}, {"maxLevel": "HIGH_SCHOOL"}} {
		if differ(filter) == 0 {
			t.Errorf("with the filter %v no trainees' job is left out: the test asks for nothing", filter)
		}
	}
}

// TestNationalRequiresSource holds that the API says of each requirement whether it is published or assumed: what a license,
// a trainee's job or the editors have a part in is assumed.
func TestNationalRequiresSource(t *testing.T) {
	c := national(t)
	h, _ := serve(t, c)
	counts := map[string]int{}
	var guessed func(catalog.Requirement) bool
	guessed = func(r catalog.Requirement) bool {
		switch r := r.(type) {
		case *catalog.ExperienceRequirement:
			return true
		case *catalog.CredentialRequirement:
			return r.Credential.Kind == catalog.KindLicense || r.Credential.Kind == catalog.KindCertification
		}
		return slices.ContainsFunc(catalog.Parts(r), guessed)
	}
	for _, x := range c.Careers {
		got := data[struct {
			Career struct {
				RequiresSource *struct{ ID, Title string }
			}
		}](t, h, `query($id: ID!) { career(id: $id) { requiresSource { id title } } }`, map[string]any{"id": x.ID()})
		source := got.Career.RequiresSource
		if source == nil {
			if never, ok := x.Requires.(*catalog.AnyOf); !ok || len(never.Of) > 0 {
				t.Errorf("%s does not say where its requirement comes from", x.ID())
			}
			continue
		}
		counts[source.ID]++
		if assumed := source.ID == "sources/assumed"; !assumed && (guessed(x.Requires) || x.TraineeFor != nil) {
			t.Errorf("%s says that its requirement is that of %s: %s", x.ID(), source.Title, x.Requires.Text())
		}
	}
	published := 0
	for id, n := range counts {
		if strings.HasPrefix(id, "sources/bls-ep") || strings.HasPrefix(id, "sources/onet") {
			published += n
		} else if id != "sources/assumed" {
			t.Errorf("%d requirements come from %s", n, id)
		}
	}
	if published < 300 || counts["sources/assumed"] < 300 {
		t.Errorf("%d requirements are published and %d assumed", published, counts["sources/assumed"])
	}
	t.Logf("%d requirements are published, %d assumed", published, counts["sources/assumed"])
}
