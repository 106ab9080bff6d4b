package command

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

const planQuery = "?from=as-health-informatics&to=chief-medical-officer"

// download gets a path of a server: the status, the headers and the body.
func (p *process) download(t *testing.T, path string) (int, http.Header, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.address+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	status, header, body := roundTrip(t, r)
	return status, header, []byte(body)
}

// TestExportsAreServed downloads every export, holds it to what the command writes, and the descriptions of the release to the files' bytes.
func TestExportsAreServed(t *testing.T) {
	folder := t.TempDir()
	var out, problems bytes.Buffer
	if status := Main(t.Context(), []string{"export", "release", "--out", folder}, &out, &problems); status != exitDone {
		t.Fatalf("status %d: %s", status, &problems)
	}
	p := serve(t)
	sums, sizes := map[string]string{}, map[string]int{}
	for _, k := range exportKinds() {
		for i, name := range names(k) {
			asked, args := url.Values{}, []string{"export", name}
			for _, x := range [][3]string{
				{"from", "--from", "as-health-informatics"},
				{"maxMonths", "--max-months", "400"},
				{"to", "--to", "chief-medical-officer"},
				{"plan", "--plan", "fastest"},
				{"start", "--start", "2027-01-31"},
			} {
				if slices.Contains(k.parameters, x[0]) {
					asked.Set(x[0], x[2])
					args = append(args, x[1:]...)
				}
			}
			path := "/export/" + name + "?" + asked.Encode()
			status, header, body := p.download(t, path)
			extension := k.formats[i]
			at := slices.IndexFunc(exportFormats, func(f exportFormat) bool { return f.extension == extension })
			if status != http.StatusOK || header.Get("Content-Type") != exportFormats[at].mediaType || header.Get("Content-Disposition") != `attachment; filename="`+name+`"` {
				t.Errorf("%s: status %d, %v", path, status, header)
			}
			out.Reset()
			if status := Main(t.Context(), args, &out, &problems); status != exitDone || !bytes.Equal(out.Bytes(), body) || len(body) == 0 {
				t.Errorf("%q: status %d, %d bytes; the server has %d", args, status, out.Len(), len(body))
			}
			if len(asked) == 0 {
				written, err := os.ReadFile(filepath.Join(folder, name))
				if err != nil || !bytes.Equal(written, body) {
					t.Errorf("%s of the release is not what the server has: %v", name, err)
				}
				sum := sha256.Sum256(body)
				sums[name], sizes[name] = hex.EncodeToString(sum[:]), len(body)
			}
		}
	}
	p.stop(t)

	var frictionless struct {
		Resources []struct {
			Path, Hash string
			Bytes      int
		}
	}
	var croissant struct {
		Distribution []struct{ Name, SHA256, ContentSize string }
	}
	for name, to := range map[string]any{"datapackage.json": &frictionless, "croissant.json": &croissant} {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, to); err != nil {
			t.Fatal(err)
		}
	}
	if len(frictionless.Resources) != 12 || len(croissant.Distribution) != 12 {
		t.Errorf("%d and %d files are described; want the six tables in two formats", len(frictionless.Resources), len(croissant.Distribution))
	}
	for i, r := range frictionless.Resources {
		if r.Hash != "sha256:"+sums[r.Path] || r.Bytes != sizes[r.Path] || croissant.Distribution[i].SHA256 != sums[croissant.Distribution[i].Name] {
			t.Errorf("%s has %d bytes and the sum %s: %+v, %+v", r.Path, sizes[r.Path], sums[r.Path], r, croissant.Distribution[i])
		}
	}
}

// TestExportMistakes wants a status and a reason for each thing that cannot be had.
func TestExportMistakes(t *testing.T) {
	p := serve(t)
	for path, want := range map[string]struct {
		status int
		text   string
	}{
		"/export/":                                       {200, "/export/careers.csv"},
		"/export/careers.xlsx":                           {400, "careers can be had as careers.csv, careers.parquet"},
		"/export/nothing.csv":                            {404, `there is no export "nothing.csv"`},
		"/export/careers.csv/../nodes.csv":               {400, "careers can be had as"},
		"/export/careers.csv?minWage=x":                  {400, `minWage: "x" is not a whole number`},
		"/export/careers.csv?minWage=-1":                 {400, "filter.minWage is -1"},
		"/export/careers.csv?minWage=1&minWage=2":        {400, "minWage: it is given 2 times"},
		"/export/careers.csv?wage=1":                     {400, "wage is no parameter of this export"},
		"/export/careers.csv?skills=juggling":            {400, `there is no skill "juggling"`},
		"/export/careers.csv?orderBy=luck":               {400, `orderBy: "luck" is none of name, wage, growth`},
		"/export/careers.csv?%zz":                        {400, "the query cannot be read"},
		"/export/nodes.csv?around=physicain":             {400, "did you mean careers/physician"},
		"/export/nodes.csv?kinds=planet":                 {400, `"planet" is none of career, credential`},
		"/export/plans.csv":                              {400, "from: it is missing"},
		"/export/plans.csv?from=x&to=y":                  {400, `from: there is no credential "x"`},
		"/export/plans.csv" + planQuery + "&maxMonths=1": {422, "there is no plan: "},
		"/export/plans.csv" + planQuery + "&plan=9999":   {400, "nor a number from 1 to"},
		"/export/plan.ics" + planQuery + "&start=now":    {400, `"now" is no day`},
	} {
		status, header, body := p.download(t, path)
		if status != want.status || !strings.Contains(string(body), want.text) || header.Get("Content-Type") != "text/plain; charset=utf-8" {
			t.Errorf("%s: status %d, %s, %.300s; want %d, %q", path, status, header.Get("Content-Type"), body, want.status, want.text)
		}
	}
	p.stop(t)
}

// TestExportFilters holds filters to the API's: the same careers in the same order.
func TestExportFilters(t *testing.T) {
	p := serve(t)
	for query, filter := range map[string]string{
		"": `filter: {}`,
		"?minWage=90000&orderBy=wage&direction=desc": `filter: {minWage: 90000}, orderBy: {field: WAGE, direction: DESC}`,
		"?text=nurse": `filter: {text: "nurse"}`,
		"?skills=leadership,communication&maxLevel=bachelors&includeTrainees=true": `filter: {skills: ["leadership", "communication"], maxLevel: BACHELORS, includeTrainees: true}`,
	} {
		var answer struct {
			Data struct {
				Careers struct{ Nodes []struct{ ID string } }
			}
		}
		if err := json.Unmarshal([]byte(p.query(t, "{ careers(first: 100, "+filter+") { nodes { id } } }")), &answer); err != nil {
			t.Fatal(err)
		}
		_, _, body := p.download(t, "/export/careers.csv"+query)
		lines := strings.Split(strings.TrimSpace(string(body)), "\n")[1:]
		if len(lines) != len(answer.Data.Careers.Nodes) || len(lines) == 0 {
			t.Fatalf("%s: %d careers; the API has %d", query, len(lines), len(answer.Data.Careers.Nodes))
		}
		for i, x := range answer.Data.Careers.Nodes {
			if !strings.HasPrefix(lines[i], x.ID+",") {
				t.Errorf("%s: %.60s; the API has %s", query, lines[i], x.ID)
			}
		}
	}
	p.stop(t)
}

// TestExportedReach holds reach, matrix, origins and leverage to the API's answers.
func TestExportedReach(t *testing.T) {
	p := serve(t)
	var answer struct {
		Data struct {
			ReachableCareers struct {
				Nodes []struct {
					Career       struct{ ID string }
					Months, Cost int
				}
			}
		}
	}
	query := `{ reachableCareers(from: {credentials: ["as-health-informatics"]}, constraints: {maxMonths: 60}, first: 100) { nodes { career { id } months cost } } }`
	if err := json.Unmarshal([]byte(p.query(t, query)), &answer); err != nil {
		t.Fatal(err)
	}
	_, _, reach := p.download(t, "/export/reach.csv?from=as-health-informatics&maxMonths=60")
	lines := strings.Split(strings.TrimSpace(string(reach)), "\n")[1:]
	if len(lines) != len(answer.Data.ReachableCareers.Nodes) || len(lines) < 5 {
		t.Fatalf("%d careers; the API has %d", len(lines), len(answer.Data.ReachableCareers.Nodes))
	}
	for i, x := range answer.Data.ReachableCareers.Nodes {
		if want := fmt.Sprintf(",%d,%d,true,", x.Months, x.Cost); !strings.HasPrefix(lines[i], x.Career.ID+",") || !strings.Contains(lines[i], want) {
			t.Errorf("%s; the API has %+v", lines[i], x)
		}
	}
	_, _, matrix := p.download(t, "/export/matrix.csv?from=as-health-informatics&from=high-school-diploma,information-clerk=12&to=it-consultant,physician")
	lines = strings.Split(strings.TrimSpace(string(matrix)), "\n")[1:]
	if len(lines) != 4 || !strings.HasPrefix(lines[0], "1,Associate Degree in Health Informatics,careers/it-consultant,IT Consultant,true,48,") ||
		!strings.Contains(lines[3], "12 months as Information Clerk") || !strings.Contains(lines[3], ",careers/physician,Physician,true,") {
		t.Errorf("the matrix:\n%s", matrix)
	}
	var sets struct {
		Data struct {
			Origins struct {
				Nodes []struct {
					Credential   struct{ ID string }
					Months, Cost int
				}
			}
			Leverage []struct {
				Credential             struct{ ID string }
				NewCareers, MedianWage int
				Careers                []struct{ ID string }
			}
		}
	}
	query = `{ origins(to: "it-consultant", first: 100) { nodes { credential { id } months cost } }
		leverage(from: {credentials: ["high-school-diploma"]}, constraints: {maxMonths: 24}, first: 100) { credential { id } newCareers medianWage careers { id } } }`
	if err := json.Unmarshal([]byte(p.query(t, query)), &sets); err != nil {
		t.Fatal(err)
	}
	var origins, leverage []string
	for _, x := range sets.Data.Origins.Nodes {
		origins = append(origins, fmt.Sprintf("%s %d %d true careers/it-consultant", x.Credential.ID, x.Months, x.Cost))
	}
	for _, x := range sets.Data.Leverage {
		for _, c := range x.Careers {
			leverage = append(leverage, fmt.Sprintf("%s %d %d true %s", x.Credential.ID, x.NewCareers, x.MedianWage, c.ID))
		}
	}
	for _, x := range []struct {
		path string
		want []string
		told []string
	}{
		{"origins.csv?to=it-consultant", origins, []string{"credential", "months", "cost", "exact", "career"}},
		{"leverage.csv?from=high-school-diploma&maxMonths=24", leverage, []string{"credential", "new_careers", "median_wage", "exact", "career"}},
	} {
		_, _, body := p.download(t, "/export/"+x.path)
		records, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, record := range records[1:] {
			var fields []string
			for _, name := range x.told {
				fields = append(fields, record[slices.Index(records[0], name)])
			}
			got = append(got, strings.Join(fields, " "))
			if source := record[slices.Index(records[0], "data_source")]; source == "" {
				t.Errorf("%s: %v names no source", x.path, record)
			}
		}
		if !slices.Equal(got, x.want) || len(got) < 10 {
			t.Errorf("%s:\n%q\nthe API has\n%q", x.path, got, x.want)
		}
	}
	for path, says := range map[string]string{
		"origins.csv": "to: it is missing", "origins.csv?to=it-consulting": "it-consultant", "origins.csv?to=a&from=b": "from is no parameter of this export",
		"leverage.csv": "from: it is missing", "leverage.csv?from=&maxMonths=x": "is not a whole number", "leverage.csv?from=&to=x": "to is no parameter of this export",
	} {
		if status, _, body := p.download(t, "/export/"+path); status != http.StatusBadRequest || !strings.Contains(string(body), says) {
			t.Errorf("%s: status %d, %s; want %q", path, status, body, says)
		}
	}
	many := strings.Repeat("&from=as-health-informatics", 60) + "&to=" + strings.TrimSuffix(strings.Repeat("it-consultant,", 60), ",")
	if status, _, body := p.download(t, "/export/matrix.csv?"+many[1:]); status != http.StatusBadRequest || !strings.Contains(string(body), "these are 3600 cells; at most 2500 are answered") {
		t.Errorf("a matrix that is too large: status %d, %s", status, body)
	}
	p.stop(t)
}

// brokenWriter takes nothing.
type brokenWriter struct{ http.ResponseWriter }

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestHalfAnExport cuts the connection where a file ends in its midst.
func TestHalfAnExport(t *testing.T) {
	in, _ := catalog.Builtin("health-informatics")
	c, _, err := catalog.Load(in)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err, _ := recover().(error); !errors.Is(err, http.ErrAbortHandler) {
			t.Errorf("it ended with %v; want the connection cut", err)
		}
	}()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export/nodes.csv", nil)
	exportsOf(c).ServeHTTP(brokenWriter{httptest.NewRecorder()}, r)
}
