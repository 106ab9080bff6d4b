package catalog_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerlattice/internal/catalog"
)

// The lists at the end of docs/catalog.md are those of the built-in catalog.
func TestDocumentedIDs(t *testing.T) {
	const page, mark = "../../docs/catalog.md", "<!-- The lists from here on are written by go test ./internal/catalog -update -->\n"
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, documented, ok := strings.Cut(string(content), mark)
	if !ok {
		t.Fatalf("%s has lost the line %q", page, mark)
	}
	want := "\n" + careerTable(builtin(t)) + "\n" + credentialTable(builtin(t))
	if *catalog.Update {
		if err := os.WriteFile(page, []byte(before+mark+want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, documented); diff != "" {
		t.Errorf("%s is not what the catalog says (-catalog +page); run go test ./internal/catalog -update\n%s", page, diff)
	}
}

func careerTable(c *catalog.Catalog) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## The %d careers\n\n", len(c.Careers))
	b.WriteString("`*` marks a trainee's job, planned through and left out of lists.\n\n")
	b.WriteString("| id | name | wage | source of the wage | of the requirement |\n| --- | --- | ---: | --- | --- |\n")
	for _, x := range c.Careers {
		id := "`" + x.Slug + "`"
		if x.TraineeFor != nil {
			id += " *"
		}
		fmt.Fprintf(&b, "| %s | %s | %d | %s | %s |\n", id, x.Name, x.Wage.Annual, x.Wage.Source.Slug, x.RequiresSource.Slug)
	}
	return b.String()
}

func credentialTable(c *catalog.Catalog) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## The %d credentials\n\n", len(c.Credentials))
	b.WriteString("Months and dollars are the least of the routes, after what each requires.\n\n")
	b.WriteString("| id | name | kind | months | cost | sources |\n| --- | --- | --- | ---: | ---: | --- |\n")
	for _, x := range c.Credentials {
		months, cost := "", ""
		var sources []string
		for i, r := range x.Routes {
			if i == 0 {
				months, cost = fmt.Sprint(least(x, monthsOf)), fmt.Sprint(least(x, costOf))
			}
			for _, s := range []*catalog.Source{r.Source, r.Months.Source, r.Cost.Source} {
				if s != nil && !slices.Contains(sources, s.Slug) {
					sources = append(sources, s.Slug)
				}
			}
		}
		slices.Sort(sources)
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", x.Slug, x.Name, x.Kind, months, cost, strings.Join(sources, ", "))
	}
	return b.String()
}

func monthsOf(r *catalog.Route) int { return r.Months.Typical }
func costOf(r *catalog.Route) int   { return r.Cost.Typical }

func least(x *catalog.Credential, of func(*catalog.Route) int) int {
	n := of(x.Routes[0])
	for _, r := range x.Routes {
		n = min(n, of(r))
	}
	return n
}
