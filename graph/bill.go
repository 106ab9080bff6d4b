package graph

// bill is an operation's cost as its caller reads it, in `extensions.cost`, beside what the server allows.
type bill struct {
	counts
	Limits counts `json:"limits"`
}

// counts are what is counted before an operation is executed: the fields it may resolve and the planning questions it may ask,
// each as often as the pages around it are long; its selections within selections; its aliases.
type counts struct {
	Fields  int `json:"fields"`
	Plans   int `json:"plans"`
	Depth   int `json:"depth"`
	Aliases int `json:"aliases"`
}

// bill is the cost for a request whose extensions have `cost: true`; nil for every other.
func (q *request) bill(c cost, l Limits) *bill {
	if q.extensions["cost"] != true {
		return nil
	}
	return &bill{
		counts: counts{Fields: c.fields, Plans: c.plans, Depth: c.depth, Aliases: c.aliases},
		Limits: counts{Fields: l.Cost, Plans: l.Plans, Depth: l.Depth, Aliases: l.Aliases},
	}
}
