package importer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"careerlattice/internal/bls"
	"careerlattice/internal/catalog"
	"careerlattice/internal/nces"
	"careerlattice/internal/onet"
	"careerlattice/internal/published"
	"careerlattice/internal/table"
)

// world is the national catalog made from the publishers' files, as it was built and as it is loaded.
type world struct {
	document *Document
	report   *Report
	catalog  *catalog.Catalog
	warnings []catalog.Finding
	err      error
}

var built = sync.OnceValue(func() *world { return &world{} })

// national builds the national catalog once for all tests, and skips where the publishers' files are not there.
func national(t *testing.T) *world {
	t.Helper()
	s := references(t)
	w := built()
	if w.document == nil && w.err == nil {
		w.build(t, s)
	}
	if w.err != nil {
		t.Fatal(w.err)
	}
	return w
}

func (w *world) build(t *testing.T, s *Sources) {
	if w.document, w.report, w.err = Build(*s); w.err != nil {
		return
	}
	folder := filepath.Join(t.TempDir(), "national")
	if w.err = w.document.Write(folder); w.err != nil {
		return
	}
	in, err := catalog.Path(folder)
	if err != nil {
		w.err = err
		return
	}
	w.catalog, w.warnings, w.err = catalog.Load(in)
}

var readOnce struct {
	sync.Mutex
	sources *Sources
}

// references reads the publishers' files once.
func references(t *testing.T) *Sources {
	t.Helper()
	published.Path(t, "onet") // skips
	readOnce.Lock()
	defer readOnce.Unlock()
	if readOnce.sources == nil {
		readOnce.sources = readReference(t)
	}
	return readOnce.sources
}

func readReference(t *testing.T) *Sources {
	t.Helper()
	overlay, err := ReadOverlay()
	if err != nil {
		t.Fatal(err)
	}
	db, err := onet.Read(published.Open(t, "onet"), published.Open(t, "onet_29_3"))
	if err != nil {
		t.Fatal(err)
	}
	return &Sources{
		Overlay: overlay, Occupations: db,
		Wages:       load(t, "bls_oews/national_M2025_dl.xlsx", bls.ReadWages),
		Sectors:     load(t, "bls_oews/natsector_M2024_dl.xlsx", bls.ReadSectors),
		Projections: load(t, "bls_ep", bls.ReadProjections),
		Handbook:    load(t, "bls_ooh", bls.ReadHandbook),
		Crosswalk:   load(t, "nces_cip/CIP2020_SOC2018_Crosswalk.csv", nces.ReadCrosswalk),
		Titles:      load(t, "nces_cip", nces.ReadTitles),
		Prices:      load(t, "ipeds", nces.ReadPrices),
	}
}

func load[T any](t *testing.T, name string, read func(*table.Place) (T, error)) T {
	t.Helper()
	x, err := read(published.Open(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestNationalJoins holds the joins to the counts that docs/national-data.md gives, and the import to no doubts.
func TestNationalJoins(t *testing.T) {
	w := national(t)
	for _, j := range w.report.Joins {
		if j.Found != j.Wanted || j.WantedPlanned > 0 && j.Planned != j.WantedPlanned {
			t.Errorf("%s: %d and %d of those with a Job Zone, want %d and %d", j.Name, j.Found, j.Planned, j.Wanted, j.WantedPlanned)
		}
	}
	for _, name := range []string{"CIP-SOC pairs", "related pairs, undirected", "certificate programs of institutions", "trainees' careers", "careers"} {
		i := slices.IndexFunc(w.report.Counts, func(c Count) bool { return c.Name == name })
		if i < 0 || w.report.Counts[i].Found != w.report.Counts[i].Wanted {
			t.Errorf("the count of %s is not the one of the reference", name)
		}
	}
	for _, x := range w.report.Warnings {
		t.Errorf("warning: %s: %s", x.Kind, strings.Join(x.Cases, "; "))
	}
}

// TestNationalLoads holds what is written to the format, and to three kinds of doubt that lie in the data: groups that are no
// target, and careers whose wage nobody publishes (19 military ones and fishing).
func TestNationalLoads(t *testing.T) {
	w := national(t)
	wageless, unplanned := 0, 0
	for _, f := range w.warnings {
		switch {
		case strings.Contains(f.Message, "has no wage"):
			wageless++
		case strings.Contains(f.Message, "can never be reached") && isNever(w.catalog, f.ID):
			unplanned++
		default:
			t.Error(f)
		}
	}
	if wageless != 20 || unplanned != 93 {
		t.Errorf("%d careers without a wage and %d that are no target; want 20 and 93", wageless, unplanned)
	}
	for _, c := range w.catalog.Careers {
		if c.TraineeFor == nil && !isNever(w.catalog, c.ID()) && c.RequiresSource == nil {
			t.Errorf("%s does not say where its requirement comes from", c.Slug)
		}
	}
}

// isNever tells whether the career with this id has the requirement that nothing meets.
func isNever(c *catalog.Catalog, id string) bool {
	node, ok := c.Node(id)
	if !ok {
		return false
	}
	x, ok := node.(*catalog.Career)
	if !ok {
		return false
	}
	one, ok := x.Requires.(*catalog.AnyOf)
	return ok && len(one.Of) == 0
}

// TestNationalSameBytes builds twice and compares every file.
func TestNationalSameBytes(t *testing.T) {
	s := references(t)
	var folders [2]string
	for i := range folders {
		d, _, err := Build(*s)
		if err != nil {
			t.Fatal(err)
		}
		folders[i] = filepath.Join(t.TempDir(), "out")
		if err := d.Write(folders[i]); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(folders[0])
	if err != nil || len(entries) < 20 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	for _, e := range entries {
		one, err := os.ReadFile(filepath.Join(folders[0], e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		other, err := os.ReadFile(filepath.Join(folders[1], e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if string(one) != string(other) {
			t.Errorf("%s differs between two builds from the same files", e.Name())
		}
	}
}

// TestWageBounds: a wage that is published as a lower bound is said to be one.
func TestWageBounds(t *testing.T) {
	s := *references(t)
	wages := *s.Wages
	wages.Rows = slices.Clone(wages.Rows)
	changed := slices.IndexFunc(wages.Rows, func(w bls.Wage) bool { return w.Code == "29-1211" && w.Group == bls.Detailed })
	wages.Rows[changed].Annual.Median.AtLeast = true
	s.Wages = &wages
	d, _, err := Build(s)
	if err != nil {
		t.Fatal(err)
	}
	own, inSectors := 0, 0
	for _, c := range d.Careers {
		for _, n := range c.Notes {
			if strings.HasPrefix(n.Text, "The wage is published as a lower bound:") {
				own++
				if c.ID != "anesthesiologists" {
					t.Errorf("%s has a lower bound for its wage", c.ID)
				}
			}
			if strings.HasPrefix(n.Text, "The wage is published as a lower bound in ") {
				inSectors++
			}
		}
	}
	if own != 1 || inSectors < 10 {
		t.Errorf("the wage of %d careers is a lower bound, and of %d in sectors; want 1 and at least 10", own, inSectors)
	}
}
