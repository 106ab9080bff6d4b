package command

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMetricsOfRequests asks in several ways and wants each counted by the trusted operation and the outcome, what went over a limit
// by the limit's flag, and nothing that a caller made up.
func TestMetricsOfRequests(t *testing.T) {
	file := filepath.Join(t.TempDir(), "documents.json")
	write(t, file, fmt.Sprintf(`{"title": %q, "plans": %q}`, document,
		`query Plans($to: ID!) { plan(input: {from: {credentials: ["as-health-informatics"]}, to: $to}) { ... on PlanSet { plans { nodes { months } } } } }`))
	p := serve(t, "--documents", file, "--rate", "50", "--max-depth", "5")
	for _, body := range []string{
		`{"documentId": "title"}`,
		`{"documentId": "title"}`,
		`{"documentId": "plans", "variables": {"to": "chief-medical-officer"}}`,
		`{"documentId": "plans", "variables": {"to": "nobody-at-all"}}`,
		`{"query": "query MadeUpByACaller { catalog { id } }"}`,
		`{"query": "query Title { catalog { digest } }"}`,
		`{"query": "{ careers { nodes { leadsTo { nodes { leadsTo { nodes { id } } } } } } }"}`,
	} {
		_, _, _ = roundTrip(t, p.request(t, body))
	}
	for metric, want := range map[string]string{
		`careerlattice_requests_total{operation="Title",outcome="answered"}`: "2",
		`careerlattice_requests_total{operation="Plans",outcome="answered"}`: "1",
		`careerlattice_requests_total{operation="Plans",outcome="mistake"}`:  "1",
		`careerlattice_requests_total{operation="other",outcome="answered"}`: "2",
		`careerlattice_requests_total{operation="other",outcome="rejected"}`: "1",
		`careerlattice_request_seconds_count{operation="Plans"}`:             "2",
		`careerlattice_rejected_total{limit="max-depth"}`:                    "1",
		`careerlattice_rejected_total{limit="max-tokens"}`:                   "0",
		`careerlattice_http_requests_total{route="/graphql",status="2xx"}`:   "7",
		`careerlattice_planning_seconds_count{kind="plan"}`:                  "1",
		`careerlattice_planning_wait_seconds_count`:                          "1",
		`careerlattice_planning_labels_count`:                                "1",
		`careerlattice_front_plans_sum`:                                      "4",
		`careerlattice_planning_running`:                                     "0",
		`careerlattice_cache_breaker{state="off"}`:                           "1",
	} {
		if got := p.metric(t, metric); got != want {
			t.Errorf("%s is %s; want %s", metric, got, want)
		}
	}
	page := p.get(t, "/metrics")
	for _, personal := range []string{"MadeUp", "nobody-at-all", "chief-medical-officer", "as-health-informatics"} {
		if strings.Contains(page, personal) {
			t.Errorf("/metrics shows %s", personal)
		}
	}
	if !regexp.MustCompile(`(?m)^careerlattice_build_info\{commit="[^"]+",go="go1[^"]+",version="[^"]+"\} 1$`).MatchString(page) {
		t.Error("/metrics does not say what was built")
	}
	for range 200 { // more than 50 a second
		if status, _, _ := roundTrip(t, p.request(t, `{"documentId": "title"}`)); status == 429 {
			break
		}
	}
	if got := p.metric(t, `careerlattice_rejected_total{limit="rate"}`); got != "1" {
		t.Errorf("refused by rate: %s; want 1", got)
	}
	p.stop(t)
}

// TestOperationsAreBounded wants no more names of operations than are worth counting, however many documents are trusted.
func TestOperationsAreBounded(t *testing.T) {
	trusted := map[string]string{}
	for i := range 3 * mostOperations {
		trusted[fmt.Sprint(i)] = fmt.Sprintf("query Q%d { catalog { id } }", i)
	}
	if n := len(newObserver(nil, trusted).operations); n != mostOperations+1 {
		t.Errorf("%d names; want %d and other", n, mostOperations)
	}
}

// TestAdminListen wants the metrics at the address for operators alone, until the very end.
func TestAdminListen(t *testing.T) {
	p := serve(t, "--admin-listen", "127.0.0.1:0")
	found := regexp.MustCompile(`(?m)^  metrics +(http://\S+)/metrics, profiles at (http://\S+)/debug/pprof/$`).FindStringSubmatch(p.printed)
	if found == nil || found[1] != found[2] || found[1] == p.address {
		t.Fatalf("it does not say where metrics are:\n%s", p.printed)
	}
	if status, _, _ := roundTrip(t, getRequest(t, p.address+"/metrics")); status != 404 {
		t.Errorf("/metrics at the public address: %d; want 404", status)
	}
	if _, page := exchange(t, getRequest(t, found[1]+"/metrics")); !strings.Contains(page, "careerlattice_catalog_info") {
		t.Errorf("/metrics for operators: %.300s", page)
	}
	if _, page := exchange(t, getRequest(t, found[1]+"/debug/pprof/goroutine?debug=1")); !strings.Contains(page, "goroutine profile") {
		t.Errorf("a profile: %.300s", page)
	}
	p.stop(t)
}

const observabilityFile = "../../docs/observability.md"

// metricHelp is a metric's help and type as /metrics writes them, and seriesLine one of its lines; labelName is a label in that.
var (
	metricHelp = regexp.MustCompile(`(?m)^# HELP (careerlattice_\w+) (.*)\n# TYPE \w+ (\w+)$`)
	seriesLine = regexp.MustCompile(`(?m)^(careerlattice_\w+?)(?:_bucket|_sum|_count)?\{(.*)\} `)
	labelName  = regexp.MustCompile(`(\w+)="`)
)

// TestMetricsAreDocumented holds the table of docs/observability.md to what a server shows.
func TestMetricsAreDocumented(t *testing.T) {
	p := serve(t)
	page := p.get(t, "/metrics")
	p.stop(t)
	labels := map[string][]string{}
	for _, line := range seriesLine.FindAllStringSubmatch(page, -1) {
		for _, l := range labelName.FindAllStringSubmatch(line[2], -1) {
			if name := line[1]; l[1] != "le" && !slices.Contains(labels[name], l[1]) {
				labels[name] = append(labels[name], l[1])
			}
		}
	}
	table := "| metric | kind | labels | what it shows |\n| --- | --- | --- | --- |\n"
	for _, m := range metricHelp.FindAllStringSubmatch(page, -1) {
		table += fmt.Sprintf("| `%s` | %s | %s | %s |\n", m[1], m[3], strings.Join(labels[m[1]], ", "), strings.TrimSuffix(m[2], "."))
	}
	doc, err := os.ReadFile(observabilityFile)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(doc), "<!-- metrics -->\n")
	got, after, closed := strings.Cut(rest, "<!-- end -->\n")
	if !ok || !closed {
		t.Fatal("docs/observability.md has no table of metrics between <!-- metrics --> and <!-- end -->")
	}
	if *update {
		write(t, observabilityFile, before+"<!-- metrics -->\n"+table+"<!-- end -->\n"+after)
		return
	}
	if diff := cmp.Diff(table, got); diff != "" {
		t.Errorf("the table of metrics in docs/observability.md (-server +table):\n%s", diff)
	}
}

// person are things that somebody holds and wants, as they might stand in a log.
const person = `from: {credentials: ["as-health-informatics", "registered-nurse-license"], experience: [{career: "medical-coder", months: 37}]}`

// TestLogIsSilentAboutPersons asks in ways that are answered, mistaken, refused and cut, and wants nothing of what was asked in the log.
func TestLogIsSilentAboutPersons(t *testing.T) {
	file, endlessQuestion := endless(t)
	p := serve(t, "--max-plans", "1", "--request-timeout", "1s", "--catalog", "health-informatics", "--catalog", file, "--label-budget", "1000000000000")
	for _, query := range []string{
		`{ plan(input: {` + person + `, to: "chief-medical-officer"}) { __typename } }`,
		`{ plan(input: {` + person + `, to: "nobody-at-all"}) { __typename } }`,
		`{ a: plan(input: {` + person + `, to: "physician"}) { __typename } b: plan(input: {` + person + `, to: "physician"}) { __typename } }`,
		`{ plan(input: {` + person + `, to: "physician"}) { nothing } }`,
		`{ gap(` + person + `, to: "physician") { text } }`,
		strings.Replace(endlessQuestion, "from: {}", person, 1),
	} {
		_, _, _ = roundTrip(t, p.request(t, queryBody(t, query)))
	}
	for _, path := range []string{"/graphql?query=%7Bcareer(id%3A%22medical-coder%22)%7Bid%7D%7D", "/export/plans.csv?from=as-health-informatics&to=physician", "/readyz"} {
		_, _, _ = roundTrip(t, getRequest(t, p.address+path))
	}
	p.stop(t)
	if !strings.Contains(p.log.String(), "stopped") {
		t.Fatalf("this is no log:\n%s", p.log)
	}
	for _, personal := range []string{"as-health-informatics", "registered-nurse-license", "medical-coder", "nobody-at-all", "physician", "chief-medical-officer", "from:", "query"} {
		if strings.Contains(p.log.String(), personal) {
			t.Errorf("the log has %q:\n%s", personal, p.log)
		}
	}
}
