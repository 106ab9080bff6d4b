package command

import (
	"encoding/json"
	"fmt"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/web"
)

// The worked example, where the catalog has it.
const (
	exampleCredential = "as-health-informatics"
	exampleCareer     = "chief-medical-officer"
)

// example is a question that the catalog can answer: the worked example, else from a high-school diploma (or whatever
// credential comes first) to the career that pays best.
func example(c *catalog.Catalog) (from, to string) {
	_, hasFrom := c.Credential(exampleCredential)
	_, hasTo := c.Career(exampleCareer)
	if hasFrom && hasTo {
		return exampleCredential, exampleCareer
	}
	for _, x := range c.Credentials {
		if from == "" || x.Level == catalog.LevelHighSchool {
			from = x.Slug
		}
		if x.Level == catalog.LevelHighSchool {
			break
		}
	}
	best := -1
	for _, x := range c.Careers {
		pay := 0
		if x.Wage != nil {
			pay = x.Wage.Annual
		}
		if pay > best && x.TraineeFor == nil {
			best, to = pay, x.Slug
		}
	}
	return from, to
}

// tryQuery asks for the plans of the example in few words.
func tryQuery(c *catalog.Catalog) string {
	from, to := example(c)
	return fmt.Sprintf(`{ plan(input: {from: {credentials: [%q]}, to: %q}) { __typename ... on PlanSet { plans { nodes { months cost tradeOff } } } } }`, from, to)
}

// tryLine is a line for a shell that asks the API at address for plans. Ids hold nothing that a shell would take for its own.
func tryLine(c *catalog.Catalog, address string) string {
	body, err := json.Marshal(map[string]string{"query": tryQuery(c)})
	if err != nil {
		panic(err) // text is always JSON
	}
	return fmt.Sprintf("curl -s %s/graphql -H 'Content-Type: application/json' -d '%s'", address, body)
}

// workedQueries are the playground's examples, with ids of this catalog.
func workedQueries(c *catalog.Catalog) []web.Example {
	from, to := example(c)
	variables := fmt.Sprintf("{\n  \"from\": {\"credentials\": [%q]},\n  \"to\": %q\n}", from, to)
	careers := make([]string, 0, 1)
	for _, x := range c.Careers {
		if x.Slug == to {
			careers = append(careers, x.Name)
		}
	}
	word, _, _ := strings.Cut(strings.Join(append(careers, "nurse"), " "), " ")
	return []web.Example{
		{Title: "Plans to a career, with their steps", Variables: variables, Query: `query Plans($from: ProfileInput!, $to: ID!) {
  plan(input: {from: $from, to: $to}) {
    ... on PlanSet {
      exact
      plans {
        nodes {
          months
          cost
          foregoneEarnings
          tradeOff
          steps {
            startMonth
            endMonth
            ... on StudyStep { credential { name } mode workingAs { name } }
            ... on WorkStep { career { name } }
            serves { text }
          }
        }
      }
    }
    ... on NoPlan { reason message }
  }
}
`},
		{Title: "The best-paid careers, and where they lead", Query: `query NestedData {
  careers(first: 10, orderBy: {field: WAGE, direction: DESC}) {
    totalCount
    nodes {
      name
      soc
      wage { annual source { title } }
      leadsTo { nodes { name } }
    }
  }
}
`},
		{Title: "Every career within five years", Variables: fmt.Sprintf("{\n  \"from\": {\"credentials\": [%q]}\n}", from), Query: `query Reach($from: ProfileInput!) {
  reachableCareers(from: $from, constraints: {maxMonths: 60}, first: 20) {
    totalCount
    nodes {
      career { name wage { annual } }
      months
      cost
      firstStep {
        ... on StudyStep { credential { name } }
        ... on WorkStep { career { name } }
      }
    }
  }
}
`},
		{Title: "What is missing for a career", Variables: variables, Query: `query Gap($from: ProfileInput!, $to: ID!) {
  gap(from: $from, to: $to) {
    satisfied
    text
    children { satisfied text missingMonths children { satisfied text missingMonths } }
  }
}
`},
		{Title: "Two people and their ways to one career", Variables: variables, Query: `query Matrix($from: ProfileInput!, $to: ID!) {
  planMatrix(from: [$from, {credentials: []}], to: [$to]) {
    profile
    cells { target { name } reachable months cost exact }
  }
}
`},
		{Title: "How two things are linked, and what lies around one", Query: fmt.Sprintf(`query Relationships {
  relationships(from: %q, to: %q) {
    length
    links { from { name } kind to { name } }
  }
  neighborhood(id: %[2]q, limit: 30) {
    nodes { node { __typename name } x y }
    edges { from { id } kind to { id } }
  }
}
`, "credentials/"+from, "careers/"+to)},
		{Title: "A list page by page: pass endCursor as after", Variables: "{\n  \"after\": null\n}", Query: `query Paging($after: String) {
  credentials(first: 5, after: $after) {
    totalCount
    nodes { id name kind level }
    pageInfo { endCursor hasNextPage }
  }
}
`},
		{Title: "Search", Query: fmt.Sprintf(`query Search {
  search(text: %q, first: 5) {
    nodes { __typename id name }
  }
}
`, strings.ToLower(word))},
	}
}
