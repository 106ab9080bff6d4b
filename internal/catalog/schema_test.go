package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

func schema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(JSONSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("catalog.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("catalog.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// validate holds one file against the schema.
func validate(t testing.TB, s *jsonschema.Schema, content []byte) error {
	t.Helper()
	var v any
	if err := yaml.Load(content, &v, yaml.WithUniqueKeys(false)); err != nil {
		t.Fatal(err)
	}
	asJSON, err := json.Marshal(v)
	if err != nil {
		return err // infinities, which JSON has no words for
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(instance)
}

func TestSchemaJudgesFixtures(t *testing.T) {
	s := schema(t)
	judged := map[string]int{}
	for _, f := range fixtures(t) {
		_, verdict, ok := strings.Cut(string(f.archive.Comment), "schema: ")
		if !ok {
			continue
		}
		verdict = strings.TrimSpace(verdict)
		judged[verdict]++
		refused := false
		for _, file := range f.archive.Files {
			if file.Name == "want" {
				continue
			}
			if err := validate(t, s, file.Data); err != nil {
				refused = true
				if verdict == "accepts" {
					t.Errorf("%s %s: %v", f.path, file.Name, err)
				}
			}
		}
		if verdict == "refuses" && !refused {
			t.Errorf("%s: the schema accepts it", f.path)
		}
	}
	if judged["accepts"] < 10 || judged["refuses"] < 7 || len(judged) != 2 {
		t.Errorf("judged %v", judged)
	}
}

// TestSchemaAndLoaderAgreeOnEachEntry holds that of the fixtures' entries, each taken alone, the schema refuses those
// that have a mistake in themselves.
func TestSchemaAndLoaderAgreeOnEachEntry(t *testing.T) {
	s := schema(t)
	entries := 0
	for _, f := range fixtures(t) {
		if !strings.Contains(string(f.archive.Comment), "schema: refuses") {
			continue
		}
		for _, file := range f.archive.Files {
			if file.Name == "want" {
				continue
			}
			var root map[string]any
			if err := yaml.Load(file.Data, &root, yaml.WithUniqueKeys(false)); err != nil {
				t.Fatal(err)
			}
			for collection, list := range root {
				list, _ := list.([]any)
				for _, e := range list {
					alone, err := yaml.Dump(map[string]any{"catalog": map[string]any{"format": 1, "id": "x"}, collection: []any{e}})
					if err != nil {
						t.Fatal(err)
					}
					entries++
					mistake := ownMistake(t, alone)
					if refused := validate(t, s, alone) != nil; refused != mistake {
						t.Errorf("%s: the schema refuses it: %v, the loader: %v\n%s", f.path, refused, mistake, alone)
					}
				}
			}
		}
	}
	if entries < 50 {
		t.Errorf("only %d entries", entries)
	}
}

// ownMistake tells whether an entry alone has an error that is about neither what it refers to nor two figures of it.
func ownMistake(t *testing.T, file []byte) bool {
	t.Helper()
	_, _, err := Load(one(string(file)))
	var found Findings
	if err != nil && !errors.As(err, &found) {
		t.Fatal(err)
	}
	return slices.ContainsFunc(found, func(f Finding) bool {
		return !strings.Contains(f.Message, "there is no ") && !strings.Contains(f.Message, " is less than ") &&
			!strings.Contains(f.Message, "≤")
	})
}

func TestSchemaAcceptsBuiltins(t *testing.T) {
	s := schema(t)
	files := 0
	for _, name := range Builtins() {
		in, _ := Builtin(name)
		err := fs.WalkDir(in.Files, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !readable(path) {
				return err
			}
			content, err := fs.ReadFile(in.Files, path)
			if err != nil {
				return err
			}
			files++
			if err := validate(t, s, content); err != nil {
				t.Errorf("%s: %v", path, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files == 0 {
		t.Error("there is no built-in catalog")
	}
	complete, err := os.ReadFile(filepath.Join("testdata", "complete.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(t, s, complete); err != nil {
		t.Errorf("complete.yaml: %v", err)
	}
}

// knownKeys are the keys that the loader knows, by what they describe.
func knownKeys() map[string][]string {
	known := map[string][]string{
		"catalog": keyNames(infoKeys), "source": keyNames(sourceKeys), "field": keyNames(fieldKeys),
		"concentration": keyNames(concentrationKeys), "skill": keyNames(skillKeys), "industry": keyNames(industryKeys),
		"organization": keyNames(organizationKeys), "credential": keyNames(credentialKeys), "career": keyNames(careerKeys),
		"route": keyNames(routeKeys), "figure": keyNames(figureKeys), "wage": keyNames(wageKeys), "growth": keyNames(growthKeys),
		"note": keyNames(noteKeys), "requirement": requirementKeys, "some": keyNames(someKeys()),
		"experience": keyNames(experienceKeys), "skills": keyNames(careerSkillKeys), "industries": keyNames(careerIndustryKeys),
	}
	top := []string{"catalog"}
	for _, s := range newLoader(0).shelves() {
		top = append(top, string(s.name()))
	}
	known["file"] = top
	return known
}

func TestSchemaKnowsWhatTheLoaderKnows(t *testing.T) {
	var doc struct {
		Properties map[string]any                        `json:"properties"`
		Defs       map[string]map[string]json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal(JSONSchema, &doc); err != nil {
		t.Fatal(err)
	}
	inSchema := map[string][]string{"file": slices.Sorted(maps.Keys(doc.Properties))}
	var visit func(name string, v any)
	visit = func(name string, v any) {
		switch v := v.(type) {
		case map[string]any:
			if p, ok := v["properties"].(map[string]any); ok && v["type"] == "object" {
				inSchema[name] = slices.Sorted(maps.Keys(p))
				for key, inner := range p {
					visit(key, inner)
				}
			}
			for key, inner := range v {
				if key == "items" || key == "anyOf" {
					visit(name, inner)
				}
			}
		case []any:
			for _, inner := range v {
				visit(name, inner)
			}
		}
	}
	for name, def := range doc.Defs {
		raw, err := json.Marshal(def)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Fatal(err)
		}
		visit(name, v)
	}
	inLoader := knownKeys()
	for _, keys := range inLoader {
		slices.Sort(keys)
	}
	if diff := cmp.Diff(inLoader, inSchema); diff != "" {
		t.Errorf("(-loader +schema):\n%s", diff)
	}
}
