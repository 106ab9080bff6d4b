package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"careerlattice/internal/bls"
	"careerlattice/internal/catalog"
	"careerlattice/internal/importer"
	"careerlattice/internal/nces"
	"careerlattice/internal/onet"
	"careerlattice/internal/table"
)

type importCommand struct {
	National importNationalCommand `cmd:"" help:"Make a national catalog from the files of O*NET, BLS and NCES."`
}

type importNationalCommand struct {
	Onet        []string `required:"" placeholder:"DIR" help:"A release of O*NET: a folder or the publisher's zip. Where it is given twice, each table is taken from the first that has it."`
	Oews        string   `required:"" placeholder:"FILE" help:"The national file of the Occupational Employment and Wage Statistics."`
	Projections string   `required:"" placeholder:"DIR" help:"The workbooks of the Employment Projections: occupation, education, skills."`
	Cip         string   `required:"" placeholder:"FILE" help:"The CIP-SOC crosswalk; titles of programs are looked for beside it."`
	Sectors     string   `placeholder:"FILE" help:"The wages by sector."`
	Ipeds       string   `placeholder:"DIR" help:"The prices of IPEDS: charges by program, charges by academic year, the directory of institutions."`
	Handbook    string   `placeholder:"DIR" help:"The pages and links of the Occupational Outlook Handbook."`
	Overlay     []string `placeholder:"FILE" type:"existingfile" help:"What the files do not say, laid over the built-in overlay."`
	File        []string `placeholder:"KEY=PATH" help:"One file whose name is not the publisher's, by the key that messages name, such as skills=Skills.txt."`
	Out         string   `required:"" placeholder:"DIR" help:"The folder to write the catalog into."`
	Strict      bool     `help:"Fail on warnings, and write nothing."`
}

// errDoubts says that a strict import had warnings, which were listed already.
var errDoubts = errors.New("the import has warnings, and --strict is given: nothing was written")

// Run reads the publishers' files, joins them, prints the report and writes the catalog.
func (cmd *importNationalCommand) Run(ctx context.Context, t terminal) error {
	if err := cmd.checkFiles(); err != nil {
		return err
	}
	overlay, err := importer.ReadOverlay(cmd.Overlay...)
	if err != nil {
		return err
	}
	sources, err := cmd.read(ctx, t.err)
	if err != nil {
		return err
	}
	sources.Overlay = overlay
	document, report, err := importer.Build(*sources)
	if err != nil {
		return err
	}
	if err := report.Write(t.out); err != nil {
		return err
	}
	if cmd.Strict && report.Doubts() > 0 {
		return errDoubts
	}
	if err := document.Write(cmd.Out); err != nil {
		return err
	}
	name := cmd.Out
	if _, builtin := catalog.Builtin(name); builtin {
		name = "./" + name // the name alone is the built-in catalog
	}
	_, err = fmt.Fprintf(t.out, "\nWritten to %s; careerlattice serve --catalog %s serves it\n", cmd.Out, name)
	return err
}

// reading is one file or folder to read.
type reading struct {
	what, path string
	read       func(*table.Place) error
}

// read reads all files, one after the other.
func (cmd *importNationalCommand) read(ctx context.Context, progress io.Writer) (*importer.Sources, error) {
	s := &importer.Sources{}
	steps := []reading{
		{"O*NET", cmd.Onet[0], func(first *table.Place) error { return cmd.readOnet(s, first) }},
		{"wages", cmd.Oews, func(p *table.Place) (err error) { s.Wages, err = bls.ReadWages(p); return err }},
		{"wages by sector", cmd.Sectors, func(p *table.Place) (err error) { s.Sectors, err = bls.ReadSectors(p); return err }},
		{"projections", cmd.Projections, func(p *table.Place) (err error) { s.Projections, err = bls.ReadProjections(p); return err }},
		{"handbook", cmd.Handbook, func(p *table.Place) (err error) { s.Handbook, err = bls.ReadHandbook(p); return err }},
		{"crosswalk", cmd.Cip, func(p *table.Place) (err error) { s.Crosswalk, err = nces.ReadCrosswalk(p); return err }},
		{"titles of programs", filepath.Dir(cmd.Cip), func(p *table.Place) (err error) { s.Titles, err = nces.ReadTitles(p); return err }},
		{"prices", cmd.Ipeds, func(p *table.Place) (err error) { s.Prices, err = nces.ReadPrices(p); return err }},
	}
	given := slices.DeleteFunc(steps, func(x reading) bool { return x.path == "" })
	show := progressOn(progress, len(given), "reading ")
	for _, step := range given {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := show(step.what); err != nil {
			return nil, err
		}
		place, err := cmd.open(step.path)
		if err != nil {
			return nil, err
		}
		if err := step.read(place); err != nil {
			return nil, err
		}
	}
	return s, show("")
}

// fileKeys are the keys by which single files can be given.
func fileKeys() []string {
	keys := []string{
		bls.WagesKey, bls.SectorsKey, bls.OutlookKey, bls.AttainmentKey, bls.SkillRanksKey, bls.HandbookPagesKey, bls.HandbookLinksKey,
		nces.CrosswalkKey, nces.TitlesKey, nces.ProgramPricesKey, nces.YearPricesKey, nces.DirectoryKey,
	}
	for _, key := range onet.Keys() {
		keys = append(keys, string(key))
	}
	slices.Sort(keys)
	return keys
}

// checkFiles refuses single files without a key that some reader looks for.
func (cmd *importNationalCommand) checkFiles() error {
	for _, text := range cmd.File {
		if key, _, ok := strings.Cut(text, "="); !ok || !slices.Contains(fileKeys(), key) {
			return usagef("--file: %q is not KEY=PATH with one of the keys %s", text, strings.Join(fileKeys(), ", "))
		}
	}
	return nil
}

// open opens a folder or a file, with the single files that were given by hand; each reader looks for its own keys alone.
func (cmd *importNationalCommand) open(path string) (*table.Place, error) {
	place, err := table.Open(path)
	if err != nil {
		return nil, err
	}
	for _, text := range cmd.File {
		key, name, _ := strings.Cut(text, "=")
		if err := place.Give(key, name); err != nil {
			return nil, err
		}
	}
	return place, nil
}

// readOnet reads the releases of O*NET, the first of which is open.
func (cmd *importNationalCommand) readOnet(s *importer.Sources, first *table.Place) (err error) {
	places := []*table.Place{first}
	for _, name := range cmd.Onet[1:] {
		p, err := cmd.open(name)
		if err != nil {
			return err
		}
		places = append(places, p)
	}
	s.Occupations, err = onet.Read(places...)
	return err
}
