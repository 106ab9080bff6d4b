package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// object is a JSON object; its keys are written in their alphabetical order.
type object map[string]any

// idPrefix begins the ids of JSON-LD: a name for each resource name, on no server.
const idPrefix = "urn:careerlattice:"

func ref(id string) object { return object{"@id": idPrefix + id} }

// writeGraph writes a document of JSON-LD, one thing a line.
func writeGraph(w io.Writer, context object, things iter.Seq[object]) error {
	out := bufio.NewWriter(w)
	head, err := json.Marshal(context)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "{\"@context\":%s,\n\"@graph\":[", head)
	first := true
	for thing := range things {
		line, err := json.Marshal(clean(thing))
		if err != nil {
			return err
		}
		if !first {
			_ = out.WriteByte(',')
		}
		first = false
		if _, err := out.Write(append([]byte{'\n'}, line...)); err != nil {
			return err
		}
	}
	_, _ = out.WriteString("\n]}\n") // Flush gives the error
	return out.Flush()
}

// clean drops what is empty.
func clean(o object) object {
	for key, value := range o {
		switch value := value.(type) {
		case nil:
			delete(o, key)
		case string:
			if value == "" {
				delete(o, key)
			}
		case catalog.Text:
			if value == "" {
				delete(o, key)
			}
		case []string:
			if len(value) == 0 {
				delete(o, key)
			}
		case []object:
			if len(value) == 0 {
				delete(o, key)
			}
			for _, x := range value {
				clean(x)
			}
		case *int:
			if value == nil {
				delete(o, key)
			}
		case object:
			if value == nil {
				delete(o, key)
			} else {
				clean(value)
			}
		}
	}
	return o
}

// dataset describes the catalog itself, in the words of schema.org: what every other thing is a part of.
func (r *Release) dataset() object {
	var sources []object
	for _, s := range r.catalog.Sources {
		work := object{"@id": idPrefix + s.ID(), "@type": "CreativeWork", "name": s.Title, "license": licenseOf(s), "url": s.URL}
		if s.Publisher != "" {
			work["publisher"] = object{"@type": "Organization", "name": s.Publisher}
		}
		if s.Year != nil {
			work["datePublished"] = fmt.Sprint(*s.Year)
		}
		sources = append(sources, work)
	}
	return object{
		"@id": idPrefix + "catalog", "@type": "Dataset", "name": r.title, "version": r.version, "identifier": r.catalog.Digest,
		"license": r.licenses(), "isBasedOn": sources,
		"description": "Credentials, careers and what leads from one to the other, with the source of each figure.",
	}
}

var schemaContext = object{"@vocab": "https://schema.org/"}

// SchemaOrg writes careers and credentials in the words of schema.org: Occupation, EducationalOccupationalCredential and,
// for each route, EducationalOccupationalProgram.
func (r *Release) SchemaOrg(w io.Writer, careers []*catalog.Career, credentials []*catalog.Credential) error {
	return writeGraph(w, schemaContext, func(yield func(object) bool) {
		if !yield(r.dataset()) {
			return
		}
		for _, c := range careers {
			if !yield(r.occupation(c)) {
				return
			}
		}
		for _, c := range credentials {
			if !yield(r.credentialThing(c)) {
				return
			}
			for _, way := range c.Routes {
				if !yield(r.program(c, way)) {
					return
				}
			}
		}
	})
}

func (r *Release) occupation(c *catalog.Career) object {
	o := object{
		"@id": idPrefix + c.ID(), "@type": "Occupation", "name": c.Name, "alternateName": c.Aliases, "description": c.Description,
		"occupationalCategory": c.SOC, "subjectOf": ref("catalog"), "disambiguatingDescription": r.originText(figuresOf(c)),
	}
	if c.Requires != nil {
		o["qualifications"] = c.Requires.Text()
	}
	var skills []string
	for _, s := range c.Skills {
		skills = append(skills, s.Skill.Name)
	}
	o["skills"] = skills
	if w := c.Wage; w != nil {
		o["estimatedSalary"] = object{
			"@type": "MonetaryAmountDistribution", "name": "base", "currency": r.currency(), "duration": "P1Y", "median": w.Annual,
			"percentile10": w.P10, "percentile25": w.P25, "percentile75": w.P75, "percentile90": w.P90,
		}
	}
	return o
}

func (r *Release) credentialThing(c *catalog.Credential) object {
	o := object{
		"@id": idPrefix + c.ID(), "@type": "EducationalOccupationalCredential", "name": c.Name, "alternateName": c.Aliases,
		"description": c.Description, "credentialCategory": c.Kind.String(), "educationalLevel": c.Level.Name(), "isPartOf": ref("catalog"),
	}
	if c.Field != nil {
		o["about"] = object{"@type": "DefinedTerm", "name": c.Field.Name, "termCode": c.Field.CIP}
	}
	if c.AwardedBy != nil {
		o["recognizedBy"] = object{"@id": idPrefix + c.AwardedBy.ID(), "@type": "Organization", "name": c.AwardedBy.Name, "url": c.AwardedBy.URL}
	}
	var skills []string
	for _, s := range c.Teaches {
		skills = append(skills, s.Name)
	}
	o["competencyRequired"] = skills
	return o
}

func (r *Release) program(c *catalog.Credential, way *catalog.Route) object {
	o := object{
		"@id": idPrefix + routeID(c, way), "@type": "EducationalOccupationalProgram", "name": c.Name,
		"educationalCredentialAwarded": ref(c.ID()), "timeToComplete": isoMonths(way.Months.Typical), "educationalProgramMode": "full-time",
		"offers":    object{"@type": "Offer", "price": way.Cost.Typical, "priceCurrency": r.currency(), "category": "tuition and fees"},
		"subjectOf": ref("catalog"), "disambiguatingDescription": r.originText(figuresOfRoute(way)),
	}
	if way.Requires != nil {
		o["programPrerequisites"] = way.Requires.Text()
	}
	if way.PartTimeMonths != nil {
		o["educationalProgramMode"] = []string{"full-time", "part-time"}
	}
	return o
}

func routeID(c *catalog.Credential, way *catalog.Route) string {
	return fmt.Sprintf("%s#route-%d", c.ID(), way.Index+1)
}

func isoMonths(months int) string { return fmt.Sprintf("P%dM", months) }

// originText says in a line where figures come from.
func (r *Release) originText(figures []figure) string {
	o := r.origin(figures...)
	return fmt.Sprintf("Source: %s. License: %s. As of: %s.", strings.TrimSuffix(o.DataSource, "."), o.License, o.AsOf)
}

// PlansSchemaOrg writes plans in the words of schema.org: each a HowTo whose steps are programs and work.
func (r *Release) PlansSchemaOrg(w io.Writer, s *planner.PlanSet, plans []*planner.Plan) error {
	return writeGraph(w, schemaContext, func(yield func(object) bool) {
		if !yield(r.dataset()) || !yield(r.occupation(s.Target)) {
			return
		}
		var seen []string
		for _, p := range plans {
			var steps []object
			for i, step := range p.Steps {
				about := ref(nodeOf(step).ID())
				if study, ok := step.(*planner.StudyStep); ok {
					about = ref(routeID(study.Credential, study.Route))
					if id := routeID(study.Credential, study.Route); !slices.Contains(seen, id) {
						seen = append(seen, id)
						if !yield(r.program(study.Credential, study.Route)) {
							return
						}
					}
				}
				steps = append(steps, object{
					"@type": "HowToStep", "position": i + 1, "name": step.String(), "about": about, "timeRequired": isoMonths(step.Common().Months),
					"text": strings.ReplaceAll(r.stepText(step), "\n", ". "),
				})
			}
			if !yield(object{
				"@id": idPrefix + p.ID(), "@type": "HowTo", "name": "Plan to " + s.Target.Name, "description": p.TradeOff, "about": ref(s.Target.ID()),
				"totalTime": isoMonths(p.Months), "step": steps, "isPartOf": ref("catalog"),
				"estimatedCost": object{"@type": "MonetaryAmount", "currency": r.currency(), "value": p.Cost},
			}) {
				return
			}
		}
	})
}
