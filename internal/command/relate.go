package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"careerlattice/graph"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
	"careerlattice/internal/relate"
)

// relateCommand asks the API itself for relationships, so that its answers and these cannot differ.
type relateCommand struct {
	Chains       chainsCommand       `cmd:"" help:"Print the shortest chains of links between two nodes."`
	Neighborhood neighborhoodCommand `cmd:"" help:"Print what lies around a node."`
	Central      centralCommand      `cmd:"" help:"Print the nodes that stand most in the middle of the catalog."`
	Groups       groupsCommand       `cmd:"" help:"Print groups of careers that resemble one another."`
}

// relateFlags are those of every question about relationships.
type relateFlags struct {
	catalogFlag
	JSON bool `name:"json" help:"Print the answer as the API gives it."`
}

type chainsCommand struct {
	relateFlags
	From  string `arg:"" help:"The node a chain starts at, such as careers/chief-medical-officer; a slug alone does where only one node has it."`
	To    string `arg:"" help:"The node it ends at."`
	First int    `default:"3" placeholder:"N" help:"How many chains at most, up to 100 (${default})."`
}

type neighborhoodCommand struct {
	relateFlags
	ID    string     `arg:"" name:"id" help:"The node in the middle, such as careers/chief-medical-officer; a slug alone does where only one node has it."`
	Depth int        `default:"1" placeholder:"N" help:"How many links away at most, up to 10 (${default})."`
	Kinds []nodeKind `placeholder:"KIND" help:"Only nodes of these kinds: career, credential, industry, skill, concentration, organization, field-of-study."`
	Limit int        `default:"200" placeholder:"N" help:"How many nodes at most, up to 1000 (${default})."`
}

type centralCommand struct {
	relateFlags
	By    measure    `default:"betweenness" help:"By which measure: betweenness, degree (${default})."`
	Kinds []nodeKind `placeholder:"KIND" help:"Only nodes of these kinds: career, credential, industry, skill, concentration, organization, field-of-study."`
	First int        `default:"20" placeholder:"N" help:"How many nodes at most, up to 100 (${default})."`
}

type groupsCommand struct {
	relateFlags
	Similarity float64 `default:"0.3" placeholder:"S" help:"How alike two careers of a group are on average, 0 to 1 (${default})."`
	First      int     `default:"20" placeholder:"N" help:"How many groups at most, up to 100 (${default})."`
}

const (
	chainsDocument = `query($from: ID!, $to: ID!, $first: Int) {
  relationships(from: $from, to: $to, first: $first) { length links { from { id name } to { id name } kind weight } }
}`
	neighborhoodDocument = `query($id: ID!, $depth: Int, $kinds: [NodeKind!], $limit: Int) {
  neighborhood(id: $id, depth: $depth, kinds: $kinds, limit: $limit) {
    truncated
    nodes { node { id name } x y distance degree }
    edges { from { id } to { id } kind weight }
  }
}`
	centralDocument = `query($by: Centrality!, $kinds: [NodeKind!], $first: Int) {
  centralNodes(by: $by, kinds: $kinds, first: $first) { node { id name } degree betweenness }
}`
	groupsDocument = `query($similarity: Float!, $first: Int) {
  careerGroups(similarity: $similarity, first: $first) { cohesion careers { id name } shared { careers node { id name } } }
}`
)

type (
	namedNode struct{ ID, Name string }
	namedLink struct {
		From, To namedNode
		Kind     string
	}
)

// Run prints a chain a line, the links as the catalog says them.
func (cmd *chainsCommand) Run(ctx context.Context, t terminal) error {
	variables := map[string]any{"from": cmd.From, "to": cmd.To, "first": cmd.First}
	return related(ctx, t.out, cmd.relateFlags, "relationships", chainsDocument, variables, func(b *strings.Builder, chains []struct{ Links []namedLink }) {
		if len(chains) == 0 {
			b.WriteString("No chain of links joins the two.\n")
		}
		for i, c := range chains {
			fmt.Fprintf(b, "%d. %s\n", i+1, plural(len(c.Links), "link"))
			for _, l := range c.Links {
				fmt.Fprintf(b, "   %s %s %s\n", l.From.Name, plain(l.Kind), l.To.Name)
			}
		}
	})
}

// Run prints a node a line, the nearest first.
func (cmd *neighborhoodCommand) Run(ctx context.Context, t terminal) error {
	type answer struct {
		Truncated bool
		Nodes     []struct {
			Node             namedNode
			Distance, Degree int
		}
		Edges []namedLink
	}
	variables := map[string]any{"id": cmd.ID, "depth": cmd.Depth, "kinds": kindEnums(cmd.Kinds), "limit": cmd.Limit}
	return related(ctx, t.out, cmd.relateFlags, "neighborhood", neighborhoodDocument, variables, func(b *strings.Builder, a answer) {
		rows := [][]string{{"Links away", "Neighbors", "Node"}}
		for _, n := range a.Nodes {
			rows = append(rows, []string{strconv.Itoa(n.Distance), strconv.Itoa(n.Degree), n.Node.Name + " (" + n.Node.ID + ")"})
		}
		writeTable(b, rows)
		fmt.Fprintf(b, "\n%s, %s between them.\n", plural(len(a.Nodes), "node"), plural(len(a.Edges), "link"))
		if a.Truncated {
			b.WriteString("There are more within the depth: a larger --limit shows them.\n")
		}
	})
}

// Run prints a node a line, the most central first.
func (cmd *centralCommand) Run(ctx context.Context, t terminal) error {
	type central struct {
		Node        namedNode
		Degree      int
		Betweenness float64
	}
	variables := map[string]any{"by": enum(relate.By(cmd.By).String()), "kinds": kindEnums(cmd.Kinds), "first": cmd.First}
	return related(ctx, t.out, cmd.relateFlags, "centralNodes", centralDocument, variables, func(b *strings.Builder, nodes []central) {
		rows := [][]string{{"Neighbors", "Betweenness", "Node"}}
		for _, n := range nodes {
			rows = append(rows, []string{strconv.Itoa(n.Degree), strconv.FormatFloat(n.Betweenness, 'f', 5, 64), n.Node.Name + " (" + n.Node.ID + ")"})
		}
		writeTable(b, rows)
	})
}

// Run prints a group a paragraph, the largest first.
func (cmd *groupsCommand) Run(ctx context.Context, t terminal) error {
	type group struct {
		Cohesion float64
		Careers  []namedNode
		Shared   []struct {
			Careers int
			Node    namedNode
		}
	}
	variables := map[string]any{"similarity": cmd.Similarity, "first": cmd.First}
	return related(ctx, t.out, cmd.relateFlags, "careerGroups", groupsDocument, variables, func(b *strings.Builder, groups []group) {
		if len(groups) == 0 {
			b.WriteString("No two careers are so much alike.\n")
		}
		for i, g := range groups {
			var careers, shared []string
			for _, c := range g.Careers {
				careers = append(careers, c.Name)
			}
			for _, s := range g.Shared {
				shared = append(shared, fmt.Sprintf("%s (%d)", s.Node.Name, s.Careers))
			}
			fmt.Fprintf(b, "%d. %s, alike by %.2f: %s\n", i+1, plural(len(careers), "career"), g.Cohesion, strings.Join(careers, ", "))
			if len(shared) > 0 {
				fmt.Fprintf(b, "   in common: %s\n", strings.Join(shared, ", "))
			}
		}
	})
}

// related asks the API for one field, and prints its value as JSON or as show has it.
func related[T any](
	ctx context.Context, w io.Writer, flags relateFlags, field, document string, variables map[string]any, show func(*strings.Builder, T),
) error {
	c, _, err := load(flags.Catalog)
	if err != nil {
		return err
	}
	h := graph.NewHandler(graph.Options{Catalog: c, Planner: planner.New(c, planner.DefaultBudget), Limits: unlimited})
	answer, err := ask(ctx, h, field, document, variables)
	var refused *refusal
	switch {
	case errors.As(err, &refused) && (refused.code == graph.NotFound || refused.code == graph.BadUserInput):
		return usageError{err}
	case err != nil:
		return err
	case flags.JSON:
		return writeJSON(w, answer)
	}
	var value T
	if err := json.Unmarshal(answer, &value); err != nil {
		return err
	}
	var b strings.Builder
	show(&b, value)
	_, err = io.WriteString(w, b.String())
	return err
}

// plain is an enumeration's value as people say it: "leads to".
func plain(enum string) string { return strings.ToLower(strings.ReplaceAll(enum, "_", " ")) }

// nodeKind is a flag's word for a collection.
type nodeKind catalog.Collection

var nodeKinds = []word[catalog.Collection]{
	{"career", catalog.Careers},
	{"credential", catalog.Credentials},
	{"industry", catalog.Industries},
	{"skill", catalog.Skills},
	{"concentration", catalog.Concentrations},
	{"organization", catalog.Organizations},
	{"field-of-study", catalog.Fields},
}

func (k *nodeKind) UnmarshalText(b []byte) error {
	return parse((*catalog.Collection)(k), string(b), nodeKinds)
}

func kindEnums(kinds []nodeKind) []string { return enums(unwrapKinds(kinds), nodeKinds) }

// unwrapKinds gives the collections of flags' words.
func unwrapKinds(kinds []nodeKind) []catalog.Collection {
	var all []catalog.Collection
	for _, k := range kinds {
		all = append(all, catalog.Collection(k))
	}
	return all
}

// measure is a flag's word for a measure of centrality.
type measure relate.By

func (m *measure) UnmarshalText(b []byte) error {
	var known []word[relate.By]
	for _, by := range []relate.By{relate.ByBetweenness, relate.ByDegree} {
		known = append(known, word[relate.By]{by.String(), by})
	}
	return parse((*relate.By)(m), string(b), known)
}
