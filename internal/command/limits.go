package command

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"careerlattice/graph"
	"careerlattice/internal/planner"
)

// limitFlags are the limits of a request: one flag for each, whose defaults are those of package graph.
type limitFlags struct {
	LabelBudget      int64 `default:"${label_budget}" env:"CAREERLATTICE_LABEL_BUDGET" help:"How many elementary steps the search for one question's plans may take (${default})."`
	MaxBody          int64 `default:"${BodyBytes}" env:"CAREERLATTICE_MAX_BODY" limit:"BodyBytes" help:"Bytes of a request's body (${default})."`
	MaxVariableBytes int   `default:"${VariableBytes}" env:"CAREERLATTICE_MAX_VARIABLE_BYTES" limit:"VariableBytes" help:"Bytes of a request's variables (${default})."`
	MaxTokens        int   `default:"${Tokens}" env:"CAREERLATTICE_MAX_TOKENS" limit:"Tokens" help:"Tokens of a document (${default})."`
	MaxOperations    int   `default:"${Operations}" env:"CAREERLATTICE_MAX_OPERATIONS" limit:"Operations" help:"Operations of a document (${default})."`
	MaxFragments     int   `default:"${Fragments}" env:"CAREERLATTICE_MAX_FRAGMENTS" limit:"Fragments" help:"Fragments of a document (${default})."`
	MaxSpreads       int   `default:"${Spreads}" env:"CAREERLATTICE_MAX_SPREADS" limit:"Spreads" help:"Spreads of fragments in a document (${default})."`
	MaxVariables     int   `default:"${Variables}" env:"CAREERLATTICE_MAX_VARIABLES" limit:"Variables" help:"Variables of an operation (${default})."`
	MaxDirectives    int   `default:"${Directives}" env:"CAREERLATTICE_MAX_DIRECTIVES" limit:"Directives" help:"Directives in a document (${default})."`
	MaxFields        int   `default:"${Fields}" env:"CAREERLATTICE_MAX_FIELDS" limit:"Fields" help:"Fields that a document writes (${default})."`
	MaxRepeats       int   `default:"${Repeats}" env:"CAREERLATTICE_MAX_REPEATS" limit:"Repeats" help:"Repeats of one field in one selection (${default})."`
	MaxDepth         int   `default:"${Depth}" env:"CAREERLATTICE_MAX_DEPTH" limit:"Depth" help:"Selections within selections (${default})."`
	MaxAliases       int   `default:"${Aliases}" env:"CAREERLATTICE_MAX_ALIASES" limit:"Aliases" help:"Aliases of an operation (${default})."`
	MaxRootFields    int   `default:"${RootFields}" env:"CAREERLATTICE_MAX_ROOT_FIELDS" limit:"RootFields" help:"Fields at the root of an operation (${default})."`
	MaxQueryCost     int   `default:"${Cost}" env:"CAREERLATTICE_MAX_QUERY_COST" limit:"Cost" help:"Fields that an operation may resolve as its page sizes have it (${default})."`
	MaxPlans         int   `default:"${Plans}" env:"CAREERLATTICE_MAX_PLANS" limit:"Plans" help:"Planning questions of a request (${default})."`
	MaxCells         int   `default:"${Cells}" env:"CAREERLATTICE_MAX_CELLS" limit:"Cells" help:"Cells of the matrices of a request (${default})."`
	MaxResolved      int64 `default:"${Resolved}" env:"CAREERLATTICE_MAX_RESOLVED" limit:"Resolved" help:"Fields that a request resolves (${default})."`
	MaxAnswer        int   `default:"${AnswerBytes}" env:"CAREERLATTICE_MAX_ANSWER" limit:"AnswerBytes" help:"Bytes of an answer (${default})."`
	MaxList          int   `default:"${ListLength}" env:"CAREERLATTICE_MAX_LIST" limit:"ListLength" help:"Entries of a list in an argument (${default})."`
	MaxDocuments     int   `default:"${KeptBytes}" env:"CAREERLATTICE_MAX_DOCUMENTS" limit:"KeptBytes" help:"Bytes of documents that are kept parsed (${default})."`
}

// defaults are the values that the flags' tags name.
func defaults() kong.Vars {
	vars := kong.Vars{"label_budget": strconv.FormatInt(planner.DefaultBudget, 10)}
	limits := reflect.ValueOf(graph.DefaultLimits)
	for i := range limits.NumField() {
		vars[limits.Type().Field(i).Name] = strconv.FormatInt(limits.Field(i).Int(), 10)
	}
	return vars
}

// limits are the flags' values as package graph takes them.
func (f *limitFlags) limits() graph.Limits {
	var l graph.Limits
	from, to := reflect.ValueOf(*f), reflect.ValueOf(&l).Elem()
	for i := range from.NumField() {
		if name := from.Type().Field(i).Tag.Get("limit"); name != "" {
			to.FieldByName(name).SetInt(from.Field(i).Int())
		}
	}
	return l
}

// flagOf is the flag of a limit that package graph has by a name; empty for none.
func flagOf(limit string) string { return flagsOfLimits[limit] }

// limitNames are the flags of all limits of package graph.
func limitNames() []string { return slices.Sorted(maps.Values(flagsOfLimits)) }

var flagsOfLimits = func() map[string]string {
	flags, fields := map[string]string{}, reflect.TypeFor[limitFlags]()
	for i := range fields.NumField() {
		if limit := fields.Field(i).Tag.Get("limit"); limit != "" {
			flags[limit] = flagName(fields.Field(i))
		}
	}
	return flags
}()

// flagName is the name of a flag, as its twin in the environment has it.
func flagName(field reflect.StructField) string {
	twin := strings.TrimPrefix(field.Tag.Get("env"), "CAREERLATTICE_")
	return strings.ToLower(strings.ReplaceAll(twin, "_", "-"))
}

// check refuses limits that would let nothing through.
func (f *limitFlags) check() error {
	values := reflect.ValueOf(*f)
	for i := range values.NumField() {
		if n := values.Field(i).Int(); n < 1 {
			return usagef("--%s: %d lets nothing through: write 1 or more", flagName(values.Type().Field(i)), n)
		}
	}
	return nil
}
