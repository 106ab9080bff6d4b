//go:build solvers

package peer

import (
	"fmt"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// integerProgram is a question as an integer program, in the format of CPLEX's LP files. Each study in each mode, and each career worked in,
// is a variable of 0 or 1 with a place in the order of steps; whatever a requirement counts must have its place before that of
// what requires it, so that nothing rests on itself. It has one criterion; of the constraints it knows the careers to avoid, and
// takes any other for a job.
//
//	r…  the study of a credential by a route; x… full time, or beside a career
//	o…  work in a career, or study beside it; m… the months worked full time
//	p…  the place of a credential or a career in the order
//	b…  what stands first: a credential or a career before what requires something
//	h…  a requirement is relied on
//	none: nothing, so that a sum of nothing can be written
//	w…  the months that an experience counts from a career, y… from a study beside one
type integerProgram struct {
	catalog  *catalog.Catalog
	question planner.Question

	rows, bounds      strings.Builder
	objective         []string
	binaries, general []string
	options           [][]option // by credential
	most              []int      // months that may be worked full time, by career
	requirements      int
	before            map[string]bool // variables b… that are declared
}

// option is a way to study a credential, and its variable.
type option struct {
	step
	name string
}

// consumer is what requires something: the place it has, and the variable that says whether it is done.
type consumer struct{ place, done string }

// newProgram writes the program whose solution is least in a criterion: months or dollars.
func newProgram(c *catalog.Catalog, q planner.Question, least planner.Criterion) *integerProgram {
	ip := &integerProgram{
		catalog: c, question: q, before: map[string]bool{},
		options: make([][]option, len(c.Credentials)), most: make([]int, len(c.Careers)),
	}
	for _, x := range c.Careers {
		ip.measure(x.Requires)
	}
	for _, x := range c.Credentials {
		for _, r := range x.Routes {
			ip.measure(r.Requires)
		}
	}
	for i, x := range c.Careers {
		ip.career(i, x, least)
	}
	for i, x := range c.Credentials {
		ip.credential(i, x, least)
	}
	for i, x := range c.Careers {
		if !ip.started(x) {
			ip.require(x.Requires, consumer{fmt.Sprintf("p%d", ip.placeOf(x)), fmt.Sprintf("o%d", i)})
		}
	}
	for i, x := range c.Credentials {
		for _, r := range x.Routes {
			if !ip.held(x) {
				ip.require(r.Requires, consumer{fmt.Sprintf("p%d", i), fmt.Sprintf("r%d_%d", i, r.Index)})
			}
		}
	}
	ip.require(q.To.Requires, consumer{})
	return ip
}

// measure finds the months that may be worked in each career: no more than the most that is asked for.
func (ip *integerProgram) measure(r catalog.Requirement) {
	for _, part := range catalog.Parts(r) {
		ip.measure(part)
	}
	if e, ok := r.(*catalog.ExperienceRequirement); ok {
		for i, x := range ip.catalog.Careers {
			if len(e.In) == 0 || slices.Contains(e.In, x) {
				ip.most[i] = max(ip.most[i], e.Months)
			}
		}
	}
}

func (ip *integerProgram) row(format string, args ...any) {
	fmt.Fprintf(&ip.rows, " "+format+"\n", args...)
}

// places is how many credentials and careers there are: the last place in the order.
func (ip *integerProgram) places() int { return len(ip.catalog.Credentials) + len(ip.catalog.Careers) }

// placeOf numbers credentials and careers.
func (ip *integerProgram) placeOf(n catalog.Node) int {
	at := catalog.EntryOf(n).Index
	if _, ok := n.(*catalog.Career); ok {
		at += len(ip.catalog.Credentials)
	}
	return at
}

func (ip *integerProgram) held(c *catalog.Credential) bool {
	return slices.Contains(ip.question.From.Credentials, c)
}

// started gives the experience that the profile has in a career.
func (ip *integerProgram) started(c *catalog.Career) bool { return ip.experience(c) > 0 }

func (ip *integerProgram) experience(c *catalog.Career) int {
	for _, e := range ip.question.From.Experience {
		if e.Career == c {
			return e.Months
		}
	}
	return 0
}

func (ip *integerProgram) career(i int, x *catalog.Career, least planner.Criterion) {
	if slices.Contains(ip.question.Constraints.AvoidCareers, x) {
		ip.most[i] = 0
		ip.row("o%d <= 0", i)
	}
	ip.binaries = append(ip.binaries, fmt.Sprintf("o%d", i))
	ip.general = append(ip.general, fmt.Sprintf("m%d", i))
	fmt.Fprintf(&ip.bounds, " 0 <= p%d <= %d\n 0 <= m%d <= %d\n", ip.placeOf(x), ip.places(), i, ip.most[i])
	ip.row("m%d - %d o%d <= 0", i, ip.most[i], i)
	if least == planner.Time {
		ip.objective = append(ip.objective, fmt.Sprintf("m%d", i))
	}
}

// credential writes the ways to study a credential: at most one is taken, after the job that it goes beside is open.
func (ip *integerProgram) credential(i int, x *catalog.Credential, least planner.Criterion) {
	if ip.held(x) {
		return
	}
	fmt.Fprintf(&ip.bounds, " 0 <= p%d <= %d\n", i, ip.places())
	var routes []string
	for _, r := range x.Routes {
		name := fmt.Sprintf("r%d_%d", i, r.Index)
		routes = append(routes, name)
		sum := name
		jobs := []*catalog.Career{nil}
		if r.PartTimeMonths != nil {
			jobs = append(jobs, ip.catalog.Careers...)
		}
		for j, job := range jobs {
			if slices.Contains(ip.question.Constraints.AvoidCareers, job) {
				continue
			}
			o := option{study(x, r, job), fmt.Sprintf("x%d_%d_%d", i, r.Index, j)}
			ip.options[i] = append(ip.options[i], o)
			sum += " - " + o.name
			if job != nil {
				ip.row("%s - o%d <= 0", o.name, j-1)
				ip.row("p%d - p%d - %d %s >= %d", i, ip.placeOf(job), ip.places()+1, o.name, -ip.places())
			}
		}
		ip.row("%s = 0", sum)
	}
	for _, o := range ip.options[i] {
		ip.binaries = append(ip.binaries, o.name)
		amount := o.months
		if least == planner.Cost {
			amount = o.route.Cost.Typical
		}
		ip.objective = append(ip.objective, fmt.Sprintf("%d %s", amount, o.name))
	}
	ip.binaries = append(ip.binaries, routes...)
	if len(routes) > 0 {
		ip.row("%s <= 1", strings.Join(routes, " + "))
	}
}

// String is the program as an LP file.
func (ip *integerProgram) String() string {
	return "Minimize\n obj: " + strings.Join(append([]string{"0 none"}, ip.objective...), "\n + ") + "\nSubject To\n" + ip.rows.String() +
		"Bounds\n none = 0\n" + ip.bounds.String() + "Generals\n " + strings.Join(ip.general, "\n ") + "\nBinaries\n " + strings.Join(ip.binaries, "\n ") + "\nEnd\n"
}
