package export

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"
)

// quads reads JSON-LD with a processor, and gives what it says: by subject and predicate the objects.
func quads(t *testing.T, text []byte) map[string]map[string][]string {
	t.Helper()
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = nowhere{}
	data, err := ld.NewJsonLdProcessor().ToRDF(document, options)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string][]string{}
	for _, q := range data.(*ld.RDFDataset).Graphs["@default"] {
		subject := q.Subject.GetValue()
		if out[subject] == nil {
			out[subject] = map[string][]string{}
		}
		out[subject][q.Predicate.GetValue()] = append(out[subject][q.Predicate.GetValue()], q.Object.GetValue())
	}
	return out
}

// nowhere fails what is not in the document itself.
type nowhere struct{}

func (nowhere) LoadDocument(url string) (*ld.RemoteDocument, error) {
	return nil, ld.NewJsonLdError(ld.LoadingDocumentFailed, url)
}

// TestLinkedData reads JSON-LD with a processor, and looks what is said in each vocabulary.
func TestLinkedData(t *testing.T) {
	const (
		schema = "https://schema.org/"
		terms  = "https://purl.org/ctdl/terms/"
		isA    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
	)
	r, s := builtinRelease(t)
	all := quads(t, written(t, func(w io.Writer) error { return r.SchemaOrg(w, r.catalog.Careers, r.catalog.Credentials) }))
	classes := map[string]int{}
	for _, facts := range all {
		for _, class := range facts[isA] {
			classes[class]++
		}
	}
	routes := 0
	for _, c := range r.catalog.Credentials {
		routes += len(c.Routes)
	}
	for class, want := range map[string]int{
		"Occupation": len(r.catalog.Careers), "EducationalOccupationalCredential": len(r.catalog.Credentials),
		"EducationalOccupationalProgram": routes, "Dataset": 1,
	} {
		if classes[schema+class] != want {
			t.Errorf("%d of %s; want %d", classes[schema+class], class, want)
		}
	}
	chief := all["urn:careerlattice:careers/chief-medical-officer"]
	salary := all[chief[schema+"estimatedSalary"][0]]
	if chief[schema+"name"][0] != "Chief Medical Officer" || salary[schema+"median"][0] != "293120" || salary[schema+"currency"][0] != "USD" {
		t.Errorf("the chief medical officer: %v, %v", chief, salary)
	}

	all = quads(t, written(t, func(w io.Writer) error { return r.CTDL(w, r.catalog.Careers, r.catalog.Credentials) }))
	chief = all["urn:careerlattice:careers/chief-medical-officer"]
	if chief[isA][0] != terms+"Occupation" || len(chief[terms+"requires"]) != 4 {
		t.Errorf("what the chief medical officer requires: %v", chief[terms+"requires"])
	}
	said := map[string]int{}
	for _, id := range chief[terms+"requires"] {
		for predicate, objects := range all[id] {
			said[strings.TrimPrefix(predicate, terms)] += len(objects)
		}
	}
	if said["targetCredential"] != 1 || said["targetOccupation"] != 2 || said["alternativeCondition"] != 2 || said["audienceLevelType"] != 1 || said["yearsOfExperience"] != 1 {
		t.Errorf("what the chief medical officer requires: %v", said)
	}

	for i, write := range []func(io.Writer) error{
		func(w io.Writer) error { return r.PlansCTDL(w, s, s.Plans) }, func(w io.Writer) error { return r.PlansSchemaOrg(w, s, s.Plans) },
	} {
		all = quads(t, written(t, write))
		for _, p := range s.Plans {
			plan := all[idPrefix+p.ID()]
			switch class := plan[isA][0]; {
			case i == 0 && (class != terms+"Pathway" || len(plan[terms+"hasPart"]) != len(p.Steps)+1):
				t.Errorf("a plan in CTDL: %v", plan)
			case i == 0 && all[plan[terms+"hasDestinationComponent"][0]][terms+"proxyFor"][0] != idPrefix+s.Target.ID():
				t.Errorf("the goal of a plan in CTDL: %v", all[plan[terms+"hasDestinationComponent"][0]])
			case i == 1 && (class != schema+"HowTo" || len(plan[schema+"step"]) != len(p.Steps) || plan[schema+"totalTime"][0] != isoMonths(p.Months)):
				t.Errorf("a plan in schema.org: %v", plan)
			}
		}
	}
	h, hs := hostileRelease(t)
	if all := quads(t, written(t, func(w io.Writer) error { return h.CTDL(w, h.catalog.Careers, h.catalog.Credentials) })); len(all) < 10 {
		t.Errorf("hostile names: %v", all)
	}
	if got := quads(t, written(t, func(w io.Writer) error { return h.PlansSchemaOrg(w, hs, hs.Plans) })); got[idPrefix+"careers/j"][schema+"name"][0] != "  @job `#quot;{x}[y]" {
		t.Errorf("hostile names: %v", got)
	}
}
