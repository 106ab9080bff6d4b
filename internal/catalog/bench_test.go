package catalog

import (
	"fmt"
	"runtime"
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

// nationwide is a catalog file as large as the whole economy: 1,021 careers, 1,400 credentials with 2,999 routes, 8,500
// wages of careers by industry, and 35 skills of each of 900 careers.
func nationwide() string {
	levels := []string{"postsecondary-certificate", "associate", "bachelors", "masters", "doctoral"}
	var b strings.Builder
	list := func(collection string, n int, format string) {
		b.WriteString(collection + ":\n")
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
	}
	b.WriteString(block)
	list("sources", 30, "  - {id: source-%[1]d, title: Source of figures %[1]d, publisher: An office, license: public domain, year: 2025}\n")
	list("fields", 500, "  - {id: field-%[1]d, name: Field of study %[1]d, cip: \"51.%04[1]d\"}\n")
	list("skills", 35, "  - {id: skill-%[1]d, name: Skill %[1]d}\n")
	list("industries", 20, "  - {id: industry-%[1]d, name: Industry %[1]d, naics: \"%[1]d\"}\n")
	b.WriteString("credentials:\n  - {id: hs, name: Diploma, kind: degree, level: high-school}\n")
	for i := range 1399 {
		fmt.Fprintf(&b, `  - id: credential-%[1]d
    name: Degree in the field of study %[1]d
    kind: degree
    level: %[2]s
    field: field-%[3]d
    routes:
`, i, levels[i%5], i%500)
		for k := range 2 + i%7/6 {
			fmt.Fprintf(&b, "      - {requires: {any: [{level: high-school}, {level: associate, fields: [field-%[1]d, field-%[2]d]}]}, "+
				"months: %[3]d, partTimeMonths: %[4]d, cost: {min: %[5]d, typical: %[6]d, max: %[7]d, source: source-1, year: 2022}}\n",
				i%500, (i+7)%500, 24+12*k, 40+20*k, 9000+i, 22000+11*i, 40000+13*i)
		}
	}
	b.WriteString("careers:\n")
	for i := range 1021 {
		fmt.Fprintf(&b, `  - id: career-%[1]d
    name: Workers of kind %[1]d
    soc: "11-%04[1]d.00"
    wage: {annual: %[2]d, p10: %[3]d, p25: %[4]d, p75: %[5]d, p90: %[6]d, source: source-0, year: 2025}
    growth: {percent: %[7]d.%[8]d, from: 2024, to: 2034, source: source-2}
    requiresSource: source-3
    requires: {all: [{level: %[9]s, fields: [field-%[10]d, field-%[11]d, field-%[12]d]}, {experience: {months: 24, in: [career-%[13]d, career-%[14]d]}}]}
    leadsTo: [career-%[13]d, career-%[15]d]
    aliases: [`, i, 50000+31*i, 20000+17*i, 30000+19*i, 70000+37*i, 90000+41*i, i%23, i%10, levels[i%5], i%500, (i+3)%500, (i+11)%500,
			max(0, i-1), max(0, i-9), (i*7+1)%1021)
		for k := range 10 {
			fmt.Fprintf(&b, "Alternate title %d of %d, ", k, i)
		}
		b.WriteString("Job]\n")
		if i < 900 {
			b.WriteString("    skills:\n")
			for k := range 35 {
				fmt.Fprintf(&b, "      - {skill: skill-%d, importance: %d}\n", k, (i*k+13*k)%101)
			}
		}
		b.WriteString("    industries:\n")
		for k := range 8 + i%3/2 {
			fmt.Fprintf(&b, "      - {industry: industry-%d, employment: %d, wage: {annual: %d, p10: %d, p90: %d, source: source-4, year: 2024}}\n",
				(i+2*k)%20, 100*(k+i), 50000+i+k, 20000+i+k, 90000+i+k)
		}
	}
	return b.String()
}

// BenchmarkNationwide reads a catalog as large as the whole economy from YAML and from its snapshot, and measures what it
// takes of memory while it is served.
func BenchmarkNationwide(b *testing.B) {
	source := one(nationwide())
	c, _, err := Load(source)
	if err != nil {
		b.Fatal(err)
	}
	content, err := c.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	for _, in := range []struct {
		name  string
		input Input
	}{{"yaml", source}, {"snapshot", compiled(content)}} {
		b.Run(in.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Load(in.input); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(content)), "snapshot-bytes")
			b.ReportMetric(float64(retained(b, in.input)), "retained-bytes")
		})
	}
}

// retained is how much memory a catalog takes once it is read.
func retained(b *testing.B, in Input) uint64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	c, _, err := Load(in)
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(c)
	return after.HeapAlloc - before.HeapAlloc
}
