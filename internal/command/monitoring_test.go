package command

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

const (
	alertsFile    = deployFolder + "/prometheus/alerts.yml"
	dashboardFile = deployFolder + "/grafana/dashboards/careerlattice.json"
)

// metrics are the names of what /metrics shows, as queries write them.
func (p *process) metrics(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^# TYPE (\S+) (\S+)$`).FindAllStringSubmatch(p.get(t, "/metrics"), -1) {
		known[m[1]] = true
		if m[2] == "histogram" || m[2] == "summary" {
			known[m[1]+"_count"], known[m[1]+"_sum"] = true, true
		}
		if m[2] == "histogram" {
			known[m[1]+"_bucket"] = true
		}
	}
	return known
}

// rules are alerts as Prometheus reads them.
type rules struct {
	Groups []ruleGroup `yaml:"groups"`
}

type ruleGroup struct {
	Name  string `yaml:"name"`
	Rules []rule `yaml:"rules"`
}

type rule struct {
	Alert       string            `yaml:"alert,omitempty"`
	Record      string            `yaml:"record,omitempty"`
	Expr        string            `yaml:"expr"`
	Annotations map[string]string `yaml:"annotations,omitempty"`
}

// dashboard is what we look at of a dashboard of Grafana.
type dashboard struct {
	Panels      []panel
	Annotations struct{ List []source }
}

type panel struct {
	ID                       int
	Type, Title, Description string
	Place                    struct{ X, Y, W, H int } `json:"gridPos"`
	Targets                  []source
}

// source is a query.
type source struct{ Expr string }

func readDashboard(t *testing.T) dashboard {
	t.Helper()
	b, err := os.ReadFile(dashboardFile)
	if err != nil {
		t.Fatal(err)
	}
	var d dashboard
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func readAlerts(t *testing.T) []rule {
	t.Helper()
	b, err := os.ReadFile(alertsFile)
	if err != nil {
		t.Fatal(err)
	}
	var all rules
	if err := yaml.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	var flat []rule
	for _, g := range all.Groups {
		flat = append(flat, g.Rules...)
	}
	return flat
}

// queries are the queries of the dashboard and of the alerts, by where they stand.
func queries(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, r := range readAlerts(t) {
		all["alert "+r.Alert] = r.Expr
	}
	d := readDashboard(t)
	for _, p := range d.Panels {
		for _, s := range p.Targets {
			all["panel "+p.Title+": "+s.Expr] = s.Expr
		}
	}
	for _, s := range d.Annotations.List {
		all["annotation: "+s.Expr] = s.Expr
	}
	if len(all) < 40 {
		t.Fatalf("only %d queries found", len(all))
	}
	return all
}

var (
	notNames  = regexp.MustCompile(`"[^"]*"|\{[^}]*\}|\[[^\]]*\]|\b(?:by|on|without|ignoring) *\([^)]*\)`) // of a query
	queryName = regexp.MustCompile(`[a-zA-Z_:][a-zA-Z0-9_:]*`)
	braces    = regexp.MustCompile(`\{([^}]*)\}`)
	matcher   = regexp.MustCompile(`(\w+)=~?"([^"]*)"`)
	function  = regexp.MustCompile(`[a-zA-Z_]+ *\(`)
)

// TestQueriesUseWhatIsThere asks a live server for its metrics and wants every query of the dashboard and of the alerts to use no other.
func TestQueriesUseWhatIsThere(t *testing.T) {
	p := serve(t)
	known, shown := p.metrics(t), p.get(t, "/metrics")
	p.stop(t)
	known["up"] = true // Prometheus's own
	used := map[string]bool{}
	for place, query := range queries(t) {
		bare := function.ReplaceAllString(notNames.ReplaceAllString(query, " "), "(")
		for _, name := range queryName.FindAllString(bare, -1) {
			switch {
			case known[name]:
				used[name] = true
			case slices.Contains([]string{"by", "on", "and", "or", "unless", "e15"}, name):
			default:
				t.Errorf("%s asks for %s, which the server does not show", place, name)
			}
		}
		for _, m := range braces.FindAllStringSubmatch(query, -1) {
			for _, label := range matcher.FindAllStringSubmatch(m[1], -1) {
				if label[1] == "job" || label[1] == "instance" {
					continue
				}
				for value := range strings.SplitSeq(label[2], "|") {
					if !strings.Contains(shown, label[1]+`="`+value+`"`) {
						t.Errorf("%s asks for %s=%q, which the server does not show", place, label[1], value)
					}
				}
			}
		}
	}
	for name := range known {
		plain := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "_count"), "_sum"), "_bucket")
		if strings.HasPrefix(name, "careerlattice_") && !used[name] && !used[plain+"_count"] && !used[plain+"_bucket"] && !undrawn[name] {
			t.Errorf("%s is in no panel and no alert", name)
		}
	}
}

// undrawn are metrics that need no panel, since another shows more.
var undrawn = map[string]bool{
	"careerlattice_cache_redis_up": true, "careerlattice_plans_computed_total": true, "careerlattice_catalog_load_seconds": true,
}

// TestDashboard wants panels that say what they show, beside one another, of the datasource that is provisioned.
func TestDashboard(t *testing.T) {
	d := readDashboard(t)
	provisioned, err := os.ReadFile(deployFolder + "/grafana/provisioning/datasources/prometheus.yml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(dashboardFile)
	if err != nil {
		t.Fatal(err)
	}
	asked := regexp.MustCompile(`"type": "prometheus",\s*"uid": "([^"]*)"`).FindAllSubmatch(text, -1)
	if len(asked) < len(d.Panels) {
		t.Errorf("only %d datasources are named", len(asked))
	}
	for _, uid := range asked {
		if !strings.Contains(string(provisioned), "uid: "+string(uid[1])+"\n") {
			t.Errorf("the datasource %q is not provisioned", uid[1])
		}
	}
	ids, taken := map[int]string{}, map[[2]int]string{}
	for _, p := range d.Panels {
		if other, ok := ids[p.ID]; ok {
			t.Errorf("%q and %q have one id", p.Title, other)
		}
		ids[p.ID] = p.Title
		for x := p.Place.X; x < p.Place.X+p.Place.W; x++ {
			for y := p.Place.Y; y < p.Place.Y+p.Place.H; y++ {
				if other, ok := taken[[2]int{x, y}]; ok || x >= 24 {
					t.Fatalf("%q covers %q, or goes beyond the edge", p.Title, other)
				}
				taken[[2]int{x, y}] = p.Title
			}
		}
		if p.Type != "row" && (p.Title == "" || p.Description == "" || len(p.Targets) == 0) {
			t.Errorf("panel %d says nothing: %+v", p.ID, p)
		}
	}
}

// promtool runs Prometheus's own checker.
func promtool(t *testing.T, input string, args ...string) {
	t.Helper()
	if os.Getenv("CAREERLATTICE_TEST_NO_PROMTOOL") != "" {
		t.Skip("CAREERLATTICE_TEST_NO_PROMTOOL is set")
	}
	program, err := exec.LookPath("promtool")
	if err != nil {
		if program, err = filepath.Abs("../../.tools/promtool"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(program); err != nil {
		t.Skip("promtool is not installed: `make promtool` does that, and `make test` with it")
	}
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Stdin = strings.NewReader(input)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("promtool %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// TestPrometheus has promtool read the configuration, the alerts and the queries of the dashboard, play the alerts' tests, and judge the
// names of the metrics. Every alert has a test.
func TestPrometheus(t *testing.T) {
	folder := deployFolder + "/prometheus"
	promtool(t, "", "check", "config", folder+"/prometheus.yml")
	promtool(t, "", "test", "rules", folder+"/alerts_test.yml")
	tests, err := os.ReadFile(folder + "/alerts_test.yml")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/deployment.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range readAlerts(t) {
		if strings.Count(string(tests), r.Alert) < 2 {
			t.Errorf("%s has no test where it fires and one where it does not", r.Alert)
		}
		if !strings.Contains(string(page), "`"+r.Alert+"`") {
			t.Errorf("docs/deployment.md does not say what to do about %s", r.Alert)
		}
	}
	all := queries(t)
	var asked []rule
	for _, place := range slices.Sorted(maps.Keys(all)) {
		asked = append(asked, rule{Record: "query", Expr: strings.ReplaceAll(all[place], "$__rate_interval", "5m")})
	}
	text, err := yaml.Marshal(rules{[]ruleGroup{{Name: "queries", Rules: asked}}})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "queries.yml")
	write(t, file, string(text))
	promtool(t, "", "check", "rules", "--lint", "none", file)
	p := serve(t)
	promtool(t, p.get(t, "/metrics"), "check", "metrics")
	p.stop(t)
}
