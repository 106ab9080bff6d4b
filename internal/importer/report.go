package importer

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// Report is what an import joined, what it did not and why, and what is doubtful.
type Report struct {
	Files    []FileLine
	Joins    []Join
	Counts   []Count
	Warnings []Warning // by kind, in the order in which kinds were met
}

// FileLine is a file that was read.
type FileLine struct {
	Publisher, Name, Vintage string
	Rows                     int
}

// Join is how many occupations found their row in another file: of all O*NET-SOC codes, and of those with a Job Zone.
// Wanted are the same counts of the reference files, 0 where none were taken.
type Join struct {
	Name                       string
	Found, Planned             int
	Wanted, WantedPlanned      int
	Missing                    []string // careers with a Job Zone that found none
	TotalCodes, TotalOfPlanned int
}

// Count is a number of the catalog that was made. Wanted is that of the reference files, 0 where none was taken.
type Count struct {
	Name          string
	Found, Wanted int
}

// Warning is one kind of doubt.
type Warning struct {
	Kind  string
	Cases []string
}

// join counts how many occupations have a row.
type join struct {
	found, planned, total, totalPlanned int
	missing                             []string
}

func (j *join) count(o *occupation, ok bool) {
	j.total++
	if o.planned() {
		j.totalPlanned++
	}
	switch {
	case ok && o.planned():
		j.found++
		j.planned++
	case ok:
		j.found++
	case o.planned():
		j.missing = append(j.missing, o.name())
	}
}

func (r *Report) join(name string, j join, wanted, wantedPlanned int) {
	r.Joins = append(r.Joins, Join{name, j.found, j.planned, wanted, wantedPlanned, j.missing, j.total, j.totalPlanned})
}

func (r *Report) count(name string, found, wanted int) {
	r.Counts = append(r.Counts, Count{name, found, wanted})
}

func (r *Report) warn(kind, format string, args ...any) {
	i := slices.IndexFunc(r.Warnings, func(w Warning) bool { return w.Kind == kind })
	if i < 0 {
		r.Warnings = append(r.Warnings, Warning{Kind: kind})
		i = len(r.Warnings) - 1
	}
	r.Warnings[i].Cases = append(r.Warnings[i].Cases, fmt.Sprintf(format, args...))
}

// Doubts is the number of warnings of all kinds.
func (r *Report) Doubts() int {
	n := 0
	for _, w := range r.Warnings {
		n += len(w.Cases)
	}
	return n
}

// shownCases is how many cases of a kind are written out.
const shownCases = 12

// Write prints the report for people.
func (r *Report) Write(w io.Writer) error {
	var b strings.Builder
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(table, format, args...) } // a strings.Builder never fails
	line("Read\trows\tof\n")
	for _, f := range r.Files {
		line("  %s, %s\t%d\t%s\n", f.Publisher, f.Name, f.Rows, f.Vintage)
	}
	line("\nJoined\tof all codes\tof those with a Job Zone\treference\n")
	for _, j := range r.Joins {
		line("  %s\t%d of %d\t%d of %d\t%s\n", j.Name, j.Found, j.TotalCodes, j.Planned, j.TotalOfPlanned, reference(j.Found, j.Wanted, j.Planned, j.WantedPlanned))
	}
	line("\nMade\t\treference\n")
	for _, c := range r.Counts {
		line("  %s\t%d\t%s\n", c.Name, c.Found, reference(c.Found, c.Wanted, 0, 0))
	}
	_ = table.Flush() // into a strings.Builder
	r.writeMissing(&b)
	r.writeWarnings(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// reference says the counts of the reference files beside those found.
func reference(found, wanted, planned, wantedPlanned int) string {
	switch {
	case wanted == 0:
		return ""
	case wantedPlanned == 0 && found == wanted, found == wanted && planned == wantedPlanned:
		return "the same"
	case wantedPlanned == 0:
		return fmt.Sprintf("%d", wanted)
	}
	return fmt.Sprintf("%d, %d", wanted, wantedPlanned)
}

func (r *Report) writeMissing(b *strings.Builder) {
	for _, j := range r.Joins {
		if len(j.Missing) > 0 && len(j.Missing) <= shownCases {
			fmt.Fprintf(b, "\nWith a Job Zone but not in %s: %s\n", j.Name, strings.Join(j.Missing, "; "))
		}
	}
}

func (r *Report) writeWarnings(b *strings.Builder) {
	if len(r.Warnings) == 0 {
		b.WriteString("\nNo warnings\n")
		return
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(b, "\nWarning, %d: %s\n", len(w.Cases), w.Kind)
		for _, c := range w.Cases[:min(len(w.Cases), shownCases)] {
			fmt.Fprintf(b, "  %s\n", c)
		}
		if more := len(w.Cases) - shownCases; more > 0 {
			fmt.Fprintf(b, "  and %d more\n", more)
		}
	}
}

// byCount orders the most frequent first, then by name.
func byCount(counts map[string]int) []string {
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(-cmp.Compare(counts[x], counts[y]), cmp.Compare(x, y)) })
	return names
}
