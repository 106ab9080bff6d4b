package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Finding is one mistake or one doubt about a catalog, with its place.
type Finding struct {
	// File is the file as the reader of the message knows it; Line and Column count from 1, 0 where no place is known.
	File         string
	Line, Column int
	// ID is the offending id, key or word; empty where there is none.
	ID string
	// Message says what is wrong and what to do.
	Message string
	// Nearest are known ids, keys or words near to ID, nearest first.
	Nearest []string
}

// String is "file:line:column: message; did you mean …?".
func (f Finding) String() string {
	var b strings.Builder
	if f.File != "" {
		b.WriteString(f.File)
		if f.Line > 0 {
			fmt.Fprintf(&b, ":%d:%d", f.Line, f.Column)
		}
		b.WriteString(": ")
	}
	b.WriteString(f.Message)
	if len(f.Nearest) > 0 {
		b.WriteString("; did you mean " + list(f.Nearest, "or") + "?")
	}
	return b.String()
}

// Findings are all the mistakes of a catalog, ordered by file, line and column.
type Findings []Finding

// MaxListed is how many findings [Findings.Error] writes out; the rest is counted.
const MaxListed = 50

// MaxFindings is how many findings of a kind are kept; one more says that the rest was left out.
const MaxFindings = 100_000

func (fs Findings) with(f Finding) Findings {
	switch {
	case len(fs) < MaxFindings:
		return append(fs, f)
	case len(fs) == MaxFindings:
		return append(fs, Finding{Message: fmt.Sprintf("there are more than %d findings; the rest is left out", MaxFindings)})
	}
	return fs
}

// Error lists the findings, one a line.
func (fs Findings) Error() string {
	var b strings.Builder
	for i, f := range fs {
		if i == MaxListed {
			fmt.Fprintf(&b, "\nand %d more", len(fs)-i)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(f.String())
	}
	return b.String()
}

// sort orders by place and drops what was found twice, as happens where a value is reached through two aliases.
func (fs Findings) sort() Findings {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(fs, func(a, b Finding) bool {
		return a.File == b.File && a.Line == b.Line && a.Column == b.Column && a.Message == b.Message
	})
}

// list joins words as a sentence does: "a", "a or b", "a, b, or c".
func list(words []string, last string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	case 2:
		return words[0] + " " + last + " " + words[1]
	default:
		return strings.Join(words[:n-1], ", ") + ", " + last + " " + words[n-1]
	}
}

// quote shows text within a message: in quotation marks, cut where it is long.
func quote(text string) string {
	const longest = 60
	if len(text) > longest {
		cut := longest
		for cut > 0 && text[cut]&0xC0 == 0x80 {
			cut--
		}
		text = text[:cut] + "…"
	}
	return fmt.Sprintf("%q", text)
}
