// Package command is the command line: one file a subcommand, and the one place that knows every other package and joins
// them. It promises that wrong usage is answered with what is wrong and a line to copy, and that every setting of the server
// can be given as a flag or in the environment. It holds no rule of planning, of catalogs or of the API.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// The exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitNoPlan = 3
)

const about = "Plans education and experience paths to careers. Without a command it serves the GraphQL API."

// program is the command line as kong reads it.
type program struct {
	Serve       serveCommand       `cmd:"" default:"withargs" help:"Serve the API, the start page and the playground (the default)."`
	Plan        planCommand        `cmd:"" help:"Print the plans from what you hold and have worked to a career."`
	Reach       reachCommand       `cmd:"" help:"Print every career you get to, with the least months and dollars."`
	Matrix      matrixCommand      `cmd:"" help:"Print the least months and dollars from many starts to many careers."`
	Origins     originsCommand     `cmd:"" help:"Print the credentials from which a career is reached sooner than from high school."`
	Leverage    leverageCommand    `cmd:"" help:"Print what one more credential would open."`
	Landmarks   landmarksCommand   `cmd:"" help:"Print what every plan to a career contains, and why."`
	WhyNot      whyNotCommand      `cmd:"" help:"Say what plans through a credential or a career cost, or why there are none."`
	Compare     compareCommand     `cmd:"" help:"Print several careers side by side."`
	CheckPlan   checkPlanCommand   `cmd:"" help:"Say what holds of your own plan, and what would be better."`
	Verify      verifyCommand      `cmd:"" help:"Go through the plans in a file again, and say what holds."`
	Relate      relateCommand      `cmd:"" help:"Print how the nodes of a catalog are related."`
	Export      exportCommand      `cmd:"" help:"Write a catalog or plans in the formats analysts open."`
	Warm        warmCommand        `cmd:"" help:"Answer questions before they are asked, for servers on the same Redis."`
	MCP         mcpCommand         `cmd:"" name:"mcp" help:"Offer documents to an assistant, over standard input and output."`
	Check       checkCommand       `cmd:"" help:"Read a catalog and list every error and warning with its place."`
	Compile     compileCommand     `cmd:"" help:"Write catalogs into one file that is read in a moment."`
	Import      importCommand      `cmd:"" help:"Make a catalog from what publishers offer."`
	Version     versionCommand     `cmd:"" help:"Print the versions of the program and of the catalog."`
	Sensitivity sensitivityCommand `cmd:"" help:"Say which one wage, duration or price, changed by how much, makes another plan the best."`
}

// examples are what wrong usage is answered with: a line to copy for each command.
var examples = map[string]string{
	"":             "careerlattice --help",
	"serve":        "careerlattice serve --listen :8080 --catalog health-informatics",
	"plan":         "careerlattice plan --from as-health-informatics --to chief-medical-officer",
	"export":       "careerlattice export careers.csv --min-wage 90000 --out careers.csv",
	"relate":       relateExample,
	"chains":       relateExample,
	"neighborhood": "careerlattice relate neighborhood chief-medical-officer",
	"central":      "careerlattice relate central --by betweenness --kinds credential",
	"groups":       "careerlattice relate groups --similarity 0.3",
	"reach":        "careerlattice reach --from as-health-informatics --max-months 60",
	"matrix":       "careerlattice matrix --from high-school-diploma --from as-health-informatics,registered-nurse=24 --to physician,it-consultant",
	"origins":      "careerlattice origins --to chief-medical-officer",
	"leverage":     "careerlattice leverage --from high-school-diploma --max-months 24",
	"landmarks":    "careerlattice landmarks --from high-school-diploma --to chief-medical-officer",
	"why-not":      "careerlattice why-not --from as-health-informatics --to it-consultant --through ms-health-informatics",
	"compare":      "careerlattice compare --from as-health-informatics --to it-consultant,health-data-analyst",
	"warm":         "careerlattice warm --popular --redis redis://localhost:6379",
	"mcp":          "careerlattice mcp --catalog health-informatics",
	"check":        "careerlattice check my-catalog.yaml",
	"check-plan":   "careerlattice check-plan my-plan.json",
	"verify":       "careerlattice verify plans.json",
	"sensitivity":  "careerlattice sensitivity --from as-health-informatics --to it-consultant --in cost",
	"compile":      "careerlattice compile my-catalog.yaml --out my-catalog.lattice",
	"import":       importExample,
	"national":     importExample,
	"version":      "careerlattice version",
}

const relateExample = "careerlattice relate chains as-health-informatics chief-medical-officer"

const importExample = "careerlattice import national --onet onet --oews oews/national_M2025_dl.xlsx --projections ep " +
	"--cip cip/CIP2020_SOC2018_Crosswalk.xlsx --out us-careers"

// terminal is where a command writes.
type terminal struct{ out, err io.Writer }

// Main runs the program with its arguments, without its name, and gives the exit status: 0 done, 1 failed, 2 wrong usage,
// 3 no plan. A server runs until ctx ends.
func Main(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	defer func() { // --help ends the parsing by a panic, since kong goes on after its Exit returns
		switch p := recover().(type) {
		case nil:
		case exit:
			status = int(p)
		default:
			panic(p)
		}
	}()
	parser, err := newParser(&program{}, stdout, stderr)
	if err != nil {
		return fail(stderr, err)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return refuse(stderr, err, commandNamed(args))
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(terminal{stdout, stderr})
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errNoPlan):
		return exitNoPlan
	case errors.Is(err, errFindings):
		return exitFailed
	case errors.Is(err, context.Canceled):
		return fail(stderr, errors.New("stopped before it was done"))
	case errors.As(err, &usage):
		return refuse(stderr, usage, parsed.Selected().Name)
	}
	return fail(stderr, err)
}

type exit int

func newParser(p *program, stdout, stderr io.Writer) (*kong.Kong, error) {
	return kong.New(p, kong.Name("careerlattice"), kong.Description(about), kong.Writers(stdout, stderr),
		defaults(),
		kong.Exit(func(status int) { panic(exit(status)) }), kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}))
}

// usageError is a mistake in the arguments that only the command itself could see.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func (e usageError) Unwrap() error { return e.error }

// refuse answers wrong usage: one line what is wrong, one to copy.
func refuse(stderr io.Writer, err error, command string) int {
	text := strings.Join(strings.Fields(err.Error()), " ")
	_, _ = fmt.Fprintf(stderr, "careerlattice: %s\ntry: %s\n", text, examples[command])
	return exitUsage
}

func fail(stderr io.Writer, err error) int {
	_, _ = fmt.Fprintf(stderr, "careerlattice: %v\n", err)
	return exitFailed
}

// commandNamed is the subcommand that args name; empty where they name none.
func commandNamed(args []string) string {
	for _, arg := range args {
		if _, ok := examples[arg]; ok && arg != "" {
			return arg
		}
		if !strings.HasPrefix(arg, "-") {
			break
		}
	}
	return ""
}
