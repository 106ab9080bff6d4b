package export

import (
	"fmt"
	"io"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// ctdlContext has the terms of the Credential Transparency Description Language; what describes the file is in schema.org's.
var ctdlContext = object{
	"@vocab": "https://schema.org/", "@language": "en", "ceterms": "https://purl.org/ctdl/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#",
	"ceterms:exactDuration": object{"@type": "xsd:duration"},
}

// CTDL writes careers and credentials in the words of CTDL. What must hold is a ConditionProfile: several of one thing must all
// hold, alternatives are alternative conditions of one. What CTDL has no words for stands in the profile's description.
func (r *Release) CTDL(w io.Writer, careers []*catalog.Career, credentials []*catalog.Credential) error {
	return writeGraph(w, ctdlContext, func(yield func(object) bool) {
		if !yield(r.dataset()) {
			return
		}
		for _, c := range careers {
			if !yield(r.ctdlOccupation(c)) {
				return
			}
		}
		for _, c := range credentials {
			if !yield(r.ctdlCredential(c)) {
				return
			}
		}
	})
}

func (r *Release) ctdlOccupation(c *catalog.Career) object {
	o := object{
		"@id": idPrefix + c.ID(), "@type": "ceterms:Occupation", "ceterms:name": c.Name, "ceterms:alternateName": c.Aliases,
		"ceterms:description": c.Description, "ceterms:codedNotation": c.SOC, "isPartOf": ref("catalog"),
		"disambiguatingDescription": r.originText(figuresOf(c)),
	}
	if c.Requires != nil {
		o["ceterms:requires"] = conditions(conjuncts(c.Requires))
	}
	var recommended []object
	for _, x := range c.Recommends {
		recommended = append(recommended, object{
			"@type": "ceterms:ConditionProfile", "ceterms:description": x.Name, "ceterms:targetCredential": ref(x.ID()),
		})
	}
	o["ceterms:recommends"] = recommended
	return o
}

// ctdlClass is the class of a credential.
func ctdlClass(c *catalog.Credential) string {
	switch c.Kind {
	case catalog.KindLicense:
		return "ceterms:License"
	case catalog.KindCertification:
		return "ceterms:Certification"
	case catalog.KindCertificate:
		return "ceterms:Certificate"
	}
	switch c.Level {
	case catalog.LevelHighSchool:
		return "ceterms:SecondarySchoolDiploma"
	case catalog.LevelAssociate:
		return "ceterms:AssociateDegree"
	case catalog.LevelBachelors:
		return "ceterms:BachelorDegree"
	case catalog.LevelMasters:
		return "ceterms:MasterDegree"
	case catalog.LevelDoctoral:
		return "ceterms:DoctoralDegree"
	}
	return "ceterms:Degree"
}

func (r *Release) ctdlCredential(c *catalog.Credential) object {
	o := object{
		"@id": idPrefix + c.ID(), "@type": ctdlClass(c), "ceterms:name": c.Name, "ceterms:alternateName": c.Aliases,
		"ceterms:description": c.Description, "isPartOf": ref("catalog"), "disambiguatingDescription": r.originText(figuresOf(c)),
	}
	if c.Field != nil {
		o["ceterms:instructionalProgramType"] = object{
			"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": c.Field.Name, "ceterms:codedNotation": c.Field.CIP,
			"ceterms:frameworkName": "Classification of Instructional Programs",
		}
	}
	if c.AwardedBy != nil {
		o["ceterms:ownedBy"] = object{"@id": idPrefix + c.AwardedBy.ID(), "@type": "ceterms:CredentialOrganization", "ceterms:name": c.AwardedBy.Name}
	}
	ways := make([]object, len(c.Routes))
	for i, way := range c.Routes {
		ways[i] = r.ctdlRoute(c, way)
	}
	switch len(ways) {
	case 0:
	case 1:
		o["ceterms:requires"] = ways
	default:
		o["ceterms:requires"] = object{
			"@type": "ceterms:ConditionProfile", "ceterms:description": fmt.Sprintf("One of %d routes", len(ways)), "ceterms:alternativeCondition": ways,
		}
	}
	return o
}

// ctdlRoute is a route as a ConditionProfile, with its time and price.
func (r *Release) ctdlRoute(c *catalog.Credential, way *catalog.Route) object {
	profile := object{"@type": "ceterms:ConditionProfile", "ceterms:description": "Nothing is required"}
	if way.Requires != nil {
		profile = condition(way.Requires)
	}
	profile["@id"] = idPrefix + routeID(c, way)
	profile["ceterms:name"] = fmt.Sprintf("Route %d", way.Index+1)
	profile["ceterms:estimatedDuration"] = object{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": isoMonths(way.Months.Typical)}
	profile["ceterms:estimatedCost"] = object{
		"@type": "ceterms:CostProfile", "ceterms:currency": r.currency(), "ceterms:price": way.Cost.Typical,
		"ceterms:description": "What the learner typically pays",
	}
	profile["disambiguatingDescription"] = r.originText(figuresOfRoute(way))
	return profile
}

// conjuncts are the parts of a requirement that must all hold.
func conjuncts(r catalog.Requirement) []catalog.Requirement {
	if whole, ok := r.(*catalog.AllOf); ok {
		var parts []catalog.Requirement
		for _, part := range whole.Of {
			parts = append(parts, conjuncts(part)...)
		}
		return parts
	}
	return []catalog.Requirement{r}
}

func conditions(of []catalog.Requirement) []object {
	out := make([]object, len(of))
	for i, part := range of {
		out[i] = condition(part)
	}
	return out
}

// condition is a requirement as one ConditionProfile. A profile has one list of alternatives: those of further parts are told in words.
func condition(r catalog.Requirement) object {
	o := object{"@type": "ceterms:ConditionProfile", "ceterms:description": r.Text()}
	var credentials, careers, levels, alternatives []object
	var said, experience []string
	for _, part := range conjuncts(r) {
		switch part := part.(type) {
		case *catalog.CredentialRequirement:
			credentials = append(credentials, ref(part.Credential.ID()))
		case *catalog.LevelRequirement:
			said = append(said, part.Text())
			levels = append(levels, object{"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": part.Level.Name()})
		case *catalog.ExperienceRequirement:
			experience = append(experience, part.Text())
			for _, c := range part.In {
				careers = append(careers, ref(c.ID()))
			}
			if len(experience) == 1 {
				o["ceterms:yearsOfExperience"] = float64(part.Months) / 12
			} else {
				delete(o, "ceterms:yearsOfExperience")
			}
		case *catalog.AnyOf:
			if alternatives == nil {
				alternatives = conditions(part.Of)
				continue
			}
			said = append(said, part.Text())
		default:
			said = append(said, part.Text())
		}
	}
	o["ceterms:targetCredential"], o["ceterms:targetOccupation"] = credentials, careers
	o["ceterms:audienceLevelType"], o["ceterms:alternativeCondition"] = levels, alternatives
	o["ceterms:condition"], o["ceterms:experience"] = said, experience
	return o
}

// PlansCTDL writes plans as Pathways of CTDL: credentials and jobs are components, and what serves a later one precedes it.
func (r *Release) PlansCTDL(w io.Writer, s *planner.PlanSet, plans []*planner.Plan) error {
	return writeGraph(w, ctdlContext, func(yield func(object) bool) {
		if !yield(r.dataset()) {
			return
		}
		for _, p := range plans {
			for _, thing := range r.pathway(s.Target, p) {
				if !yield(thing) {
					return
				}
			}
		}
	})
}

func (r *Release) pathway(target *catalog.Career, p *planner.Plan) []object {
	name := func(step int) string { // -1 is the goal
		if step < 0 {
			return p.ID() + "#goal"
		}
		return fmt.Sprintf("%s#step-%d", p.ID(), step+1)
	}
	before := map[int][]object{}
	var parts []object
	for i, step := range p.Steps {
		parts = append(parts, ref(name(i)))
		for to := range served(step.Common()) {
			before[to] = append(before[to], ref(name(i)))
		}
	}
	things := []object{{
		"@id": idPrefix + p.ID(), "@type": "ceterms:Pathway", "ceterms:name": "Plan to " + target.Name, "ceterms:description": p.TradeOff,
		"ceterms:hasPart": append(parts, ref(name(-1))), "ceterms:hasDestinationComponent": ref(name(-1)), "isPartOf": ref("catalog"),
		"ceterms:estimatedDuration": object{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": isoMonths(p.Months)},
		"ceterms:estimatedCost": object{
			"@type": "ceterms:CostProfile", "ceterms:currency": r.currency(), "ceterms:price": p.Cost, "ceterms:description": "What the person pays in all",
		},
	}}
	for i, step := range p.Steps {
		class := "ceterms:JobComponent"
		if _, ok := step.(*planner.StudyStep); ok {
			class = "ceterms:CredentialComponent"
		}
		things = append(things, object{
			"@id": idPrefix + name(i), "@type": class, "ceterms:name": step.String(), "ceterms:proxyFor": ref(nodeOf(step).ID()),
			"ceterms:description": strings.ReplaceAll(r.stepText(step), "\n", ". "), "ceterms:isPartOf": ref(p.ID()), "ceterms:precededBy": before[i],
			"ceterms:estimatedDuration": object{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": isoMonths(step.Common().Months)},
		})
	}
	goal := object{
		"@id": idPrefix + name(-1), "@type": "ceterms:JobComponent", "ceterms:name": target.Name, "ceterms:proxyFor": ref(target.ID()),
		"ceterms:isPartOf": ref(p.ID()), "ceterms:isDestinationComponentOf": ref(p.ID()), "ceterms:precededBy": before[-1],
	}
	if target.Requires != nil {
		goal["ceterms:hasCondition"] = object{
			"@type": "ceterms:ComponentCondition", "ceterms:description": target.Requires.Text(), "ceterms:requiredNumber": len(before[-1]),
			"ceterms:targetComponent": before[-1],
		}
	}
	return append(things, goal)
}
