// A client as Go teams write it: genqlient makes a function of each document, with types for every field.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/Khan/genqlient/graphql"
)

var _ = `# @genqlient
	query Plans($from: [ID!]!, $to: ID!) {
		plan(input: {from: {credentials: $from}, to: $to}) {
			... on PlanSet { plans(first: 3) { nodes { months cost } } }
			... on NoPlan { message }
		}
	}`

func main() {
	client := graphql.NewClient(os.Args[1], http.DefaultClient)
	answer, err := Plans(context.Background(), client, []string{"as-health-informatics"}, "it-consultant")
	if err != nil {
		log.Fatal(err)
	}
	if set, ok := answer.Plan.(*PlansPlanPlanSet); ok {
		for _, plan := range set.Plans.Nodes {
			fmt.Printf("%d months, $%d\n", plan.Months, plan.Cost)
		}
	}
}
