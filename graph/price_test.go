package graph

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// said is what a description says of a field's cost: how often its selection counts, or the arguments that say it.
var said = regexp.MustCompile("counts (?:`([a-z`]+(?: or `[a-z]+)*)` times, )?(\\d+) times|counts once for each of `([a-z]+)`")

// asks is what it says of the planning questions that the field asks: so many, or one for each of an argument's entries.
var asks = regexp.MustCompile("it asks (a|\\d+) planning questions?(?: for each of `([a-z]+)`)?")

// TestPrices holds what descriptions say of costs to what is counted: of each field that has selections, with one field in it, with
// each argument that is named and without.
func TestPrices(t *testing.T) {
	schema := federatedSchema()
	seen := 0
	for name, def := range schema.Types {
		for _, f := range def.Fields {
			if def.BuiltIn || f.Type.Name() == "" || !schema.Types[f.Type.Name()].IsCompositeType() {
				continue
			}
			seen++
			otherwise, list := 1, ""
			var sizes []string
			if found := said.FindStringSubmatch(f.Description); found != nil {
				otherwise, _ = strconv.Atoi(found[2])
				sizes, list = strings.Split(found[1], "` or `"), found[3]
			}
			for _, size := range append([]string{"", list}, sizes...) {
				asked := &ast.Field{
					Name: f.Name, Alias: f.Name, Definition: f, ObjectDefinition: def,
					SelectionSet: ast.SelectionSet{&ast.Field{Name: "__typename", Alias: "__typename", ObjectDefinition: schema.Types[f.Type.Name()], Definition: &ast.FieldDefinition{
						Name: "__typename", Type: ast.NamedType("String", nil),
					}}},
				}
				want := 1 + otherwise
				switch {
				case list != "":
					want = 1 + 2
					asked.Arguments = ast.ArgumentList{{Name: list, Value: &ast.Value{Kind: ast.ListValue, Children: ast.ChildValueList{
						{Value: &ast.Value{Kind: ast.StringValue, Raw: "a"}}, {Value: &ast.Value{Kind: ast.StringValue, Raw: "b"}},
					}}}}
				case size != "":
					want = 1 + 7
					asked.Arguments = ast.ArgumentList{{Name: size, Value: &ast.Value{Kind: ast.IntValue, Raw: "7"}}}
				}
				if got := (&coster{}).field(asked); got.fields != want {
					t.Errorf("%s.%s(%s) costs %d and says %q", name, f.Name, size, got.fields, f.Description)
				}
				questions := 0
				if found := asks.FindStringSubmatch(f.Description); found != nil {
					questions, _ = strconv.Atoi(strings.Replace(found[1], "a", "1", 1))
					if each := found[2]; each != "" {
						questions = 2
						asked.Arguments = append(asked.Arguments, &ast.Argument{Name: each, Value: &ast.Value{Kind: ast.ListValue, Children: make(ast.ChildValueList, 2)}})
						for i := range asked.Arguments.ForName(each).Value.Children {
							asked.Arguments.ForName(each).Value.Children[i] = &ast.ChildValue{Value: &ast.Value{Kind: ast.StringValue, Raw: "a"}}
						}
					}
				}
				if got := (&coster{}).field(asked); got.plans != questions {
					t.Errorf("%s.%s asks %d planning questions and says %q", name, f.Name, got.plans, f.Description)
				}
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d fields seen", seen)
	}
}
