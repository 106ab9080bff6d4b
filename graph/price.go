package graph

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// listSize is how long a list that is not asked for by a page size is taken to be.
const listSize = 8

// multiple is how often what is selected in a field counts.
type multiple struct {
	sizes     []string // arguments of which the first that is given says it
	most      int      // that they count for
	list      string   // the argument whose entries say it
	otherwise int      // where no argument does
}

// multipleOf tells how often what is selected in a field of a type counts. A page's lists count once: the field that gives the page
// counts for them.
func multipleOf(of *ast.Definition, f *ast.FieldDefinition) multiple {
	m := multiple{otherwise: 1, most: maxPage}
	switch {
	case isPage(f.Type.Name()):
		m.otherwise = defaultPage
	case f.Type.Elem != nil && !isPage(of.Name):
		m.otherwise = listSize
	default:
		return m
	}
	for _, a := range f.Arguments {
		switch a.Name {
		case "ids", "representations":
			m.list = a.Name
		case "from":
			if a.Type.Elem != nil { // a row for each
				m.list = a.Name
			}
		case "limit":
			m.most = maxNeighbors
			fallthrough
		case "first", "last", "count":
			m.sizes = append(m.sizes, a.Name)
			if n, ok := constant(a.DefaultValue); ok {
				m.otherwise = n
			}
		}
	}
	return m
}

// isPage tells whether a type holds lists as long as its field was asked for.
func isPage(name string) bool { return strings.HasSuffix(name, "Connection") || name == "Subgraph" }

func constant(v *ast.Value) (int, bool) {
	if v == nil {
		return 0, false
	}
	value, err := v.Value(nil)
	if err != nil {
		return 0, false
	}
	return whole(value)
}

// planned is how many planning questions a field asks itself: always so many, one for each entry of an argument, and one for each id
// of a plan in another.
type planned struct {
	always int
	each   string
	ids    string
}

// plannedBy tells what a field of a type asks.
func plannedBy(of *ast.Definition, f *ast.FieldDefinition) planned {
	switch of.Name {
	case "WhyNot", "StepAlternatives", "ComparedCareer":
		return planned{} // their plans are known by then
	}
	switch result := f.Type.Name(); {
	case result == "PlanResult", result == "ReachableCareerConnection", result == "OriginConnection", result == "CredentialLeverage",
		result == "PlanDominance", result == "StepAlternatives", result == "LandmarkResult", result == "PlanSensitivity":
		return planned{always: 1}
	case result == "WhyNot":
		return planned{always: 2}
	case result == "CareerComparison":
		return planned{each: "careers"}
	case result == "Node" && f.Arguments.ForName("id") != nil:
		return planned{ids: "id"}
	case result == "Node" && f.Arguments.ForName("ids") != nil:
		return planned{ids: "ids"}
	}
	return planned{}
}

// price says in words what a field with selections costs beyond 1 and what is selected in it; empty where it costs no more.
func price(of *ast.Definition, f *ast.FieldDefinition) string {
	var parts []string
	switch m := multipleOf(of, f); {
	case m.list != "":
		parts = append(parts, fmt.Sprintf("what is selected in it counts once for each of `%s`", m.list))
	case len(m.sizes) > 0:
		parts = append(parts, fmt.Sprintf("what is selected in it counts `%s` times, %d times without", strings.Join(m.sizes, "` or `"), m.otherwise))
	case m.otherwise != 1:
		parts = append(parts, fmt.Sprintf("what is selected in it counts %d times", m.otherwise))
	}
	switch p := plannedBy(of, f); {
	case p.always > 1:
		parts = append(parts, fmt.Sprintf("it asks %d planning questions", p.always))
	case p.always > 0:
		parts = append(parts, "it asks a planning question")
	case p.each != "":
		parts = append(parts, fmt.Sprintf("it asks a planning question for each of `%s`", p.each))
	case p.ids != "":
		parts = append(parts, "the id of a plan asks a planning question")
	}
	if len(parts) == 0 {
		return ""
	}
	return "Cost: " + strings.Join(parts, "; ") + "."
}
