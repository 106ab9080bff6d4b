package catalog

import (
	"fmt"
	"strings"
	"testing"
)

// large is a catalog as large as a national one: so many careers, as many credentials, each requirement with a level, a
// field, a credential and experience, each career with skills and industries.
func large(n int) string {
	levels := []string{"associate", "bachelors", "masters", "doctoral"}
	var b strings.Builder
	b.WriteString(block + "sources: [{id: s, title: S}]\nfields:\n")
	for i := range n / 5 {
		fmt.Fprintf(&b, "  - {id: field-%d, name: Field %d, cip: \"%02d.%04d\"}\n", i, i, i%100, i)
	}
	b.WriteString("skills:\n")
	for i := range 50 {
		fmt.Fprintf(&b, "  - {id: skill-%d, name: Skill %d}\n", i, i)
	}
	b.WriteString("industries:\n")
	for i := range 50 {
		fmt.Fprintf(&b, "  - {id: industry-%d, name: Industry %d}\n", i, i)
	}
	b.WriteString("credentials:\n  - {id: hs, name: Diploma, kind: degree, level: high-school}\n")
	for i := range n {
		fmt.Fprintf(&b, `  - id: credential-%[1]d
    name: Credential %[1]d
    kind: degree
    level: %[2]s
    field: field-%[3]d
    routes:
      - requires: {level: high-school}
        months: {min: 40, typical: 48, max: 60}
        partTimeMonths: 72
        cost: {typical: 44000, source: s}
      - requires: {any: [{level: associate, fields: [field-%[3]d]}, {credential: hs}]}
        months: 24
        cost: 22000
`, i, levels[i%4], i%(n/5))
	}
	b.WriteString("careers:\n")
	for i := range n {
		fmt.Fprintf(&b, `  - id: career-%[1]d
    name: Career %[1]d
    aliases: [Job %[1]d, Work %[1]d]
    soc: "11-%04[1]d"
    wage: {annual: %[2]d, p10: 20000, p90: 200000, source: s}
    requires:
      all:
        - {level: %[3]s}
        - {any: [{level: bachelors, fields: [field-%[4]d]}, {experience: {months: 24, in: [career-%[5]d]}}]}
    leadsTo: [career-%[5]d]
    skills:
`, i, 30000+i, levels[i%2], i%(n/5), max(0, i-1))
		for k := range 10 {
			fmt.Fprintf(&b, "      - {skill: skill-%d, importance: %d}\n", (i+k)%50, 10*k)
		}
		b.WriteString("    industries:\n")
		for k := range 5 {
			fmt.Fprintf(&b, "      - {industry: industry-%d, employment: %d, wage: 50000}\n", (i+k)%50, 100*k)
		}
	}
	return b.String()
}

func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{100, 1000} {
		in := one(large(n))
		b.Run(fmt.Sprintf("%dx%d", n, n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Load(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNearest(b *testing.B) {
	c := load(b, large(1000))
	for b.Loop() {
		if len(c.Nearest("carer-17", 3)) == 0 {
			b.Fatal("nothing is near")
		}
	}
}
