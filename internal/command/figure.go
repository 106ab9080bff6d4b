package command

import (
	"fmt"
	"strconv"

	"careerlattice/internal/catalog"
)

// duration says months as people do: "3 years 3 months".
func duration(months int) string {
	years, rest := months/12, months%12
	switch {
	case years == 0:
		return plural(rest, "month")
	case rest == 0:
		return plural(years, "year")
	}
	return plural(years, "year") + " " + plural(rest, "month")
}

// spread says a range by its typical figure, with the least and the most where they differ.
func spread(r catalog.Range, say func(int) string) string {
	if r.Min == r.Max {
		return say(r.Typical)
	}
	return say(r.Typical) + " (" + say(r.Min) + " to " + say(r.Max) + ")"
}

func dollars(n int) string { return "$" + thousands(n) }

// thousands writes a count with a comma between each three digits.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// plural is a count with its noun: "1 error", "2 errors".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%s %ss", thousands(n), noun)
}
