package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"unicode"

	"github.com/moby/sys/atomicwriter"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
	"careerlattice/internal/relate"
)

// wholeRelease names all files that need no parameters, in a folder.
const wholeRelease = "release"

type exportCommand struct {
	catalogFlag
	Name string `arg:"" optional:"" help:"What to write, such as careers.csv; \"release\" is every file of the catalog, in a folder. Without a name the names are listed."`
	Out  string `placeholder:"PATH" help:"The file to write, or the folder of a release; the terminal where it is not given."`
	exportFlags
}

// exportFlags are the parameters of exports: each flag is a parameter of the same name over HTTP.
type exportFlags struct {
	Text            *string  `placeholder:"TEXT" help:"Only careers or credentials that this text finds."`
	Industries      []string `placeholder:"ID" help:"Only careers found in one of these industries."`
	Skills          []string `placeholder:"ID" help:"Only careers that use one of these skills."`
	MinWage         *string  `placeholder:"DOLLARS" help:"Only careers that pay at least so much a year."`
	MaxWage         *string  `placeholder:"DOLLARS" help:"Only careers that pay at most so much a year."`
	MaxLevel        *string  `placeholder:"LEVEL" help:"No credential above this level: for careers what they ask for, for plans what is studied."`
	IncludeTrainees bool     `help:"Trainees' jobs too."`
	OrderBy         *string  `placeholder:"ORDER" help:"In which order careers stand: name, wage or growth (by id)."`
	Direction       *string  `placeholder:"DIRECTION" help:"Which end of the order comes first: asc or desc (asc)."`
	Kinds           []string `placeholder:"KIND" help:"Only nodes, or only credentials, of these kinds."`
	Levels          []string `placeholder:"LEVEL" help:"Only credentials of these levels."`
	Fields          []string `placeholder:"ID" help:"Only credentials in these fields of study."`
	Around          *string  `placeholder:"ID" help:"Only what lies around this node."`
	Depth           *string  `placeholder:"N" help:"How many links away from it at most (1)."`
	Limit           *string  `placeholder:"N" help:"How many nodes around it at most (all)."`
	From            []string `sep:"none" placeholder:"ID" help:"The credentials you hold, by id, between commas; for a matrix once for each start, with ID=MONTHS for careers worked in."`
	Experience      []string `placeholder:"ID=MONTHS" help:"The months you have worked in careers, by id."`
	To              *string  `placeholder:"ID" help:"The career you want, by id; for a matrix several, between commas."`
	Optimize        []string `placeholder:"CRITERION" help:"What a plan should have little of: time, cost, foregone-earnings (all)."`
	MaxMonths       *string  `placeholder:"N" help:"No plan that takes longer."`
	MaxCost         *string  `placeholder:"DOLLARS" help:"No plan that costs more."`
	Avoid           []string `placeholder:"ID" help:"Credentials not to study and careers not to work in."`
	Via             []string `placeholder:"ID" help:"Credentials to hold and careers to have worked in at the end."`
	StudyModes      []string `placeholder:"MODE" help:"How you would study: full-time, while-working (both)."`
	Jobs            *string  `placeholder:"SCOPE" help:"The jobs a plan may use: on-the-way to the career, or any (on-the-way)."`
	Plan            *string  `placeholder:"PLAN" help:"One plan: fastest, cheapest, least-foregone or its number."`
	Start           *string  `placeholder:"DAY" help:"The day on which a plan starts, such as 2027-01-15 (today)."`
}

// values are the flags that were given, as parameters.
func (f *exportFlags) values() url.Values {
	values := url.Values{}
	v := reflect.ValueOf(f).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		name = string(unicode.ToLower(rune(name[0]))) + name[1:]
		switch x := v.Field(i).Interface().(type) {
		case *string:
			if x != nil {
				values.Set(name, *x)
			}
		case []string:
			if x != nil {
				values[name] = x
			}
		case bool:
			if x {
				values.Set(name, "true")
			}
		}
	}
	return values
}

// Run writes what is named, or lists the names.
func (cmd *exportCommand) Run(ctx context.Context, t terminal) error {
	if cmd.Name == "" {
		_, err := io.WriteString(t.out, exportList(""))
		return err
	}
	c, _, err := load(cmd.Catalog)
	if err != nil {
		return err
	}
	e := exportsOf(c)
	if cmd.Name == wholeRelease {
		return cmd.writeRelease(ctx, t, e)
	}
	out, err := e.open(ctx, cmd.Name, &arguments{values: cmd.values(), say: flagNamed})
	var refused *refusal
	switch {
	case errors.As(err, &refused):
		return usageError{err}
	case errors.Is(err, errNoPlan):
		if _, err := fmt.Fprintf(t.err, "careerlattice: %v\n", err); err != nil {
			return err
		}
		return errNoPlan
	case err != nil:
		return err
	case cmd.Out == "":
		return out.write(t.out)
	}
	return writeFile(cmd.Out, out.write)
}

// exportsOf are the exports of a catalog alone, without a cache.
func exportsOf(c *catalog.Catalog) *exports {
	p := planner.New(c, planner.DefaultBudget)
	return newExports(c, p, sync.OnceValue(func() *relate.Relations { return relate.New(c) }), p.Plan, p, 0)
}

// writeFile writes a file as a whole, or not at all.
func writeFile(path string, write func(io.Writer) error) (err error) {
	f, err := atomicwriter.New(path, 0o644)
	if err != nil {
		return fmt.Errorf("the export was not written: %w", err)
	}
	if err := write(f); err != nil {
		return errors.Join(fmt.Errorf("the export was not written: %w", err), f.Close())
	}
	return f.Close()
}

// writeRelease writes every file that needs no parameters, and names each with its size.
func (cmd *exportCommand) writeRelease(ctx context.Context, t terminal, e *exports) error {
	if cmd.Out == "" {
		return usagef("--out: name the folder to write the release into")
	}
	if err := (&arguments{values: cmd.values(), say: flagNamed}).only(nil); err != nil {
		return err
	}
	if err := os.MkdirAll(cmd.Out, 0o755); err != nil { //nolint:gosec // a folder of files to share
		return err
	}
	for _, k := range exportKinds() {
		if k.asks() {
			continue
		}
		for _, name := range names(k) {
			out, err := e.open(ctx, name, &arguments{values: url.Values{}, say: flagNamed})
			if err != nil {
				return err
			}
			path := filepath.Join(cmd.Out, name)
			if err := writeFile(path, out.write); err != nil {
				return err
			}
			if _, err := fmt.Fprintln(t.out, path); err != nil {
				return err
			}
		}
	}
	return nil
}
