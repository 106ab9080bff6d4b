package graph

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"careerlattice/graph/generated"
)

var update = flag.Bool("update", false, "rewrite the files under testdata that hold what is wanted")

// later are the fields of the contract that are not served yet. Types that nothing else uses are left out with them.
var later = map[string][]string{}

// beyond are the fields that are served beside those of the contract.
var beyond = []string{
	"Career.sameOccupation", "FieldOfStudy.sameProgram", "Plan.widestMonthsStep", "Plan.widestCostStep", "Plan.spread",
	"ReachableCareer.exact", "Origin.exact", "PlanMatrixCell.exact", "CredentialLeverage.exact",
	"NoPlan.add", "NoPlan.relaxations", "Relaxation",
	"RelationshipLink.weight", "SubgraphNode.distance", "SubgraphNode.degree", "Query.centralNodes", "Centrality", "CentralNode",
	"Query.careerGroups", "CareerGroup", "SharedTrait",
	"Query.checkPlan", "PlanStepInput", "StudyStepInput", "WorkStepInput", "PlanCheck", "StepCheck", "PlanFault", "PlanDominance",
	"DominatingPlan",
	"PlanSet.question", "NoPlan.question", "NoPlan.catalogDigest", "PlanQuestion", "Profile", "Experience", "PlanConstraints", "Route.index",
	"Query.landmarks", "LandmarkResult", "Landmarks", "Landmark", "RequirementLandmark",
	"Query.whyNot", "WhyNot", "ThroughStanding", "ThroughExtra", "DominatedPlan",
	"Step.alternatives", "StudyStep.alternatives", "WorkStep.alternatives", "StepAlternatives", "AlternativePlan",
	"Query.compareCareers", "CareerComparison", "ComparedCareer", "SharedRequirement", "SharedElement",
	"Plan.step", "Plan.sensitivity", "PlanSensitivity", "FigureChange", "FigureKind", "BetterPlan",
}

// TestContract holds the served schema against the contract, less what comes later and what stands beside it, so that
// nothing of it is missing, changed or added unseen.
func TestContract(t *testing.T) {
	const file = "testdata/contract.txt"
	served := lines(publicSchema())
	if *update {
		save(t, file, served)
	}
	if diff := cmp.Diff(read(t, file), served); diff != "" {
		t.Errorf("the served schema is not that of %s (-want +got):\n%s", file, diff)
	}
	contract, err := os.ReadFile("../../shared/design/api.graphql")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the contract itself is not at hand: held against its copy alone")
	}
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "contract", Input: string(contract)})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines(without(schema, later)), contracted(served)); diff != "" {
		t.Errorf("the served schema is not that of the contract (-contract +served):\n%s", diff)
	}
}

// contracted leaves out of a schema's lines those about what is served beside the contract.
func contracted(served string) string {
	all := strings.SplitAfter(served, "\n")
	return strings.Join(slices.DeleteFunc(all, func(line string) bool {
		return slices.ContainsFunc(beyond, func(name string) bool {
			rest, ok := strings.CutPrefix(line, name)
			return ok && strings.ContainsAny(rest[:1], ":(. [")
		})
	}), "")
}

// without leaves fields out of a schema, and then the types that nothing reaches any more.
func without(schema *ast.Schema, left map[string][]string) *ast.Schema {
	for name, fields := range left {
		def := schema.Types[name]
		def.Fields = slices.DeleteFunc(def.Fields, func(f *ast.FieldDefinition) bool { return slices.Contains(fields, f.Name) })
	}
	reached := map[string]bool{}
	var reach func(name string)
	reach = func(name string) {
		def := schema.Types[name]
		if reached[name] || def == nil {
			return
		}
		reached[name] = true
		for _, f := range def.Fields {
			reach(f.Type.Name())
			for _, a := range f.Arguments {
				reach(a.Type.Name())
			}
		}
		for _, member := range def.Types {
			reach(member)
		}
		for _, possible := range schema.PossibleTypes[name] {
			reach(possible.Name)
		}
	}
	reach("Query")
	maps.DeleteFunc(schema.Types, func(name string, def *ast.Definition) bool { return !def.BuiltIn && !reached[name] })
	return schema
}

// lines are all of a schema but its descriptions, each thing on a line, in order: what two schemas are compared by.
func lines(schema *ast.Schema) string {
	var all []string
	for name, def := range schema.Types {
		if def.BuiltIn {
			continue
		}
		all = append(all, fmt.Sprintf("%s %s %v %v", name, def.Kind, slices.Sorted(slices.Values(def.Interfaces)), def.Types))
		for _, f := range def.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				all = append(all, name+"."+f.Name+": "+f.Type.String()+otherwise(f.DefaultValue))
			}
			for _, a := range f.Arguments {
				all = append(all, name+"."+f.Name+"("+a.Name+"): "+a.Type.String()+otherwise(a.DefaultValue))
			}
		}
		for i, v := range def.EnumValues {
			all = append(all, fmt.Sprintf("%s[%02d]: %s", name, i, v.Name))
		}
	}
	slices.Sort(all)
	return strings.Join(all, "\n") + "\n"
}

func otherwise(v *ast.Value) string {
	if v == nil {
		return ""
	}
	return " = " + v.String()
}

// TestDescriptions demands a description of everything that the playground shows.
func TestDescriptions(t *testing.T) {
	n := 0
	demand := func(text string, path ...string) {
		n++
		if text == "" || !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "…") {
			t.Errorf("%s has no description that is a sentence: %q", strings.Join(path, "."), text)
		}
		if strings.Contains(text, "atalogue") || strings.Contains(text, "icence") {
			t.Errorf("%s is not in American English: %q", strings.Join(path, "."), text)
		}
	}
	for name, def := range federatedSchema().Types {
		if def.BuiltIn {
			continue
		}
		demand(def.Description, name)
		for _, f := range def.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			demand(f.Description, name, f.Name)
			for _, a := range f.Arguments {
				demand(a.Description, name, f.Name, a.Name)
			}
		}
		for _, v := range def.EnumValues {
			demand(v.Description, name, v.Name)
		}
	}
	if n < 400 {
		t.Errorf("only %d descriptions seen", n)
	}
}

// TestResolvers lists the fields that are resolved by code. A field that is missing on its Go type would join them
// silently, and cost more at every use.
func TestResolvers(t *testing.T) {
	paged := []string{"RequiredBy", "RecommendedBy", "Plan"}
	want := map[string][]string{
		"Career":                {"Recommends", "LeadsTo", "ReachedFrom", "RequiredBy", "SameOccupation", "Plan"},
		"Degree":                paged,
		"Certificate":           paged,
		"Certification":         paged,
		"License":               paged,
		"Industry":              {"Careers"},
		"Skill":                 {"Careers", "TaughtBy"},
		"Concentration":         {"OfferedIn", "LeadsTo"},
		"Organization":          {"Credentials"},
		"FieldOfStudy":          {"SameProgram", "Credentials"},
		"CredentialRequirement": {"Credential"},
		"StudyStep":             {"Credential", "Interchangeable", "InterchangeableCount", "Alternatives"},
		"WorkStep":              {"Alternatives"},
		"StepAlternatives":      {"Avoided", "Kept", "Plans"},
		"AlternativePlan":       {"Added", "LeftOut"},
		"Landmarks":             {"Unproven"},
		"Landmark":              {"Node"},
		"RequirementLandmark":   {"Of"},
		"WhyNot":                {"Through", "Dominated"},
		"ThroughExtra":          {"Added", "LeftOut"},
		"SharedElement":         {"Node"},
		"PlanSet":               {"Plans", "Always", "Representatives"},
		"NoPlan":                {"Add"},
		"PlanConstraints":       {"Avoid", "Via", "MaxLevel"},
		"Profile":               {"Credentials"},
		"Plan":                  {"Step", "Sensitivity"},
		"PlanSensitivity":       {"Changes"},
		"FigureChange":          {"Node", "Alike"},
		"BetterPlan":            {"Added", "LeftOut"},
		"PlanElement":           {"Node"},
		"PlanCheck":             {"Dominance", "Repair"},
		"PlanDominance":         {"Plans"},
		"StepCheck":             {"Credential"},
		"ReachableCareer":       {"FirstStep"},
		"Origin":                {"Credential"},
		"CredentialLeverage":    {"Credential"},
		"Query": {
			"Node", "Nodes", "Catalog", "Career", "Careers", "Credential", "Credentials", "Degrees", "Certifications", "Industries",
			"Skills", "Concentrations", "Organizations", "FieldsOfStudy", "Search", "Plan", "Gap",
			"Relationships", "Neighborhood", "CentralNodes", "CareerGroups",
			"Subgraph", "Entities", // for routers alone
			"ReachableCareers", "PlanMatrix", "Origins", "Leverage", "CheckPlan", "Landmarks", "WhyNot", "CompareCareers",
		},
	}
	got := map[string][]string{}
	root := reflect.TypeFor[generated.ResolverRoot]()
	for i := range root.NumMethod() {
		of := root.Method(i).Type.Out(0)
		for j := range of.NumMethod() {
			got[root.Method(i).Name] = append(got[root.Method(i).Name], of.Method(j).Name)
		}
	}
	for name, fields := range want {
		want[name] = slices.Sorted(slices.Values(fields))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("resolvers (-want +got):\n%s", diff)
	}
	if _, err := os.Stat("generated/models.generated.go"); !errors.Is(err, fs.ErrNotExist) {
		t.Error("gqlgen made a model: bind the type in gqlgen.yml")
	}
}

// TestSDL holds the text of the schema to the schema.
func TestSDL(t *testing.T) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: SDL()})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines(publicSchema()), lines(schema)); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(SDL(), "Months of full-time study") {
		t.Error("the SDL has no descriptions")
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; go test ./graph -update writes it", err)
	}
	return string(b)
}

func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
