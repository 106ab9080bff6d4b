package export

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"careerlattice/internal/planner"
)

// TestTables reads every table with encoding/csv: no cell begins a formula, no row is without its origin, and the bytes are the same again.
func TestTables(t *testing.T) {
	for name, make := range map[string]func(*testing.T) (*Release, *planner.PlanSet){"hostile": hostileRelease, "builtin": builtinRelease} {
		r, s := make(t)
		for _, table := range tables(r, s) {
			types := map[string]string{}
			for _, c := range table.Columns() {
				types[c.Name] = c.Type
			}
			rows := records(t, table)
			if len(rows) == 0 {
				t.Errorf("%s: %s has no rows", name, table.Name())
			}
			for _, row := range rows {
				for _, column := range []string{"data_source", "license", "as_of"} {
					if row[column] == "" {
						t.Errorf("%s: a row of %s has no %s: %v", name, table.Name(), column, row)
					}
				}
				for column, cell := range row {
					if types[column] == "string" && strings.IndexAny(strings.TrimLeft(cell, " "), "=+-@\t\r") == 0 {
						t.Errorf("%s: %s.%s begins a formula: %q", name, table.Name(), column, cell)
					}
					if _, err := strconv.ParseFloat(cell, 64); types[column] != "string" && cell != "" && err != nil {
						t.Errorf("%s: %s.%s is %q, and no number", name, table.Name(), column, cell)
					}
				}
			}
			if !bytes.Equal(written(t, table.CSV), written(t, table.CSV)) || !bytes.Equal(written(t, table.Parquet), written(t, table.Parquet)) {
				t.Errorf("%s: %s is written otherwise the second time", name, table.Name())
			}
		}
	}
}

// TestCells holds cells to what the catalog says.
func TestCells(t *testing.T) {
	r, s := hostileRelease(t)
	job := records(t, r.Careers(r.catalog.Careers))[0]
	for column, want := range map[string]string{
		"id": "careers/j", "name": "'  @job `#quot;{x}[y]", "soc": "11-1011", "wage": "50000", "wage_p10": "1", "wage_p90": "", "growth_percent": "-2.5", "skills": "1",
		"data_source": `Figures; and "quotes"`, "license": "CC BY 4.0", "as_of": "2025",
	} {
		if job[column] != want {
			t.Errorf("careers.%s is %q; want %q", column, job[column], want)
		}
	}
	degree := records(t, r.Credentials(r.catalog.Credentials))[0]
	if degree["name"] != "'=1+1,\"two\"\n&<b>;" || degree["aliases"] != "'-2+3; @cmd" && degree["aliases"] != "'@cmd; -2+3" || degree["months"] != "48" || degree["cip"] != "01.0001" {
		t.Errorf("the degree: %v", degree)
	}
	way := records(t, r.Routes(r.catalog.Credentials))[0]
	if way["months_min"] != "40" || way["part_time_months"] != "72" || way["cost_max"] != "30" || way["as_of"] != "2023; 2025" || way["requires"] != "Diploma" {
		t.Errorf("the route: %v", way)
	}
	pairs := records(t, r.Pairs(r.catalog.Careers))
	if len(pairs) != 2 || pairs[0]["relation"] != "requires" || pairs[1]["relation"] != "recommends" || pairs[1]["credential"] != "credentials/hs" {
		t.Errorf("pairs: %v", pairs)
	}
	plan := records(t, r.Plans(s, s.Plans[:1]))[0]
	if plan["plan"] != "1" || plan["months"] != strconv.Itoa(s.Plans[0].Months) || plan["id"] != s.Plans[0].ID() || plan["cost"] != "20" {
		t.Errorf("the plan: %v", plan)
	}
	steps := records(t, r.Steps(s, s.Plans[:1]))
	if len(steps) != len(s.Plans[0].Steps) || steps[0]["plan"] != "1" || steps[0]["step"] != "1" || steps[len(steps)-1]["end_month"] != plan["months"] {
		t.Errorf("the steps: %v", steps)
	}
	if n := len(records(t, r.Tables()[2])); n != 2 {
		t.Errorf("%d careers in the release; want those that are no trainee's job", n)
	}
}
