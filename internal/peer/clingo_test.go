//go:build solvers

package peer

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

//go:embed way.lp
var wayProgram string

//go:embed plan.lp
var planProgram string

// errTime says that a solver was stopped by its time limit.
var errTime = errors.New("the time limit is over")

// criterionWords are the names that plan.lp has for the criteria.
var criterionWords = [...]string{planner.Time: "months", planner.Cost: "dollars", planner.ForegoneEarnings: "foregone"}

// clingo asks clingo one question, and has so much computing left for it.
type clingo struct {
	catalog  *catalog.Catalog
	question planner.Question
	facts    string
	left     time.Duration
}

func newClingo(c *catalog.Catalog, q planner.Question, limit time.Duration) *clingo {
	return &clingo{c, q, facts(c, q), limit}
}

// front gives the steps of one plan for each point of the front in the chosen criteria, by vector. It asks for the first plan
// in the order of the criteria that no plan found so far covers, until there is none.
func (s *clingo) front() ([][]step, error) {
	chosen := s.question.Optimize
	ranking := slices.Clone(chosen)
	for _, k := range []planner.Criterion{planner.Time, planner.Cost, planner.ForegoneEarnings} {
		if !slices.Contains(ranking, k) {
			ranking = append(ranking, k)
		}
	}
	var found [][]step
	var more strings.Builder
	for {
		steps, err := s.least(ranking, more.String())
		if err != nil {
			return nil, err
		}
		if steps == nil {
			break
		}
		if !valid(s.question, steps) {
			return nil, fmt.Errorf("clingo takes for a plan what is none: %v", steps)
		}
		v := total(s.question.To, steps)
		for _, k := range chosen {
			value := v[k]
			if k == planner.ForegoneEarnings {
				value /= unit(s.catalog)
			}
			fmt.Fprintf(&more, "point(%d,%s,%d).\n", len(found), criterionWords[k], value)
		}
		found = append(found, steps)
	}
	slices.SortFunc(found, func(a, b []step) int {
		x, y := total(s.question.To, a), total(s.question.To, b)
		return slices.Compare(x[:], y[:])
	})
	return found, nil
}

// least gives the steps of a plan that is least in the first criterion, then in the second, and so on; nil where no plan is.
// Facts may be added to those of the question.
func (s *clingo) least(ranking []planner.Criterion, more string) ([]step, error) {
	for i, k := range ranking {
		more += fmt.Sprintf("priority(%s,%d).\n", criterionWords[k], len(ranking)-i)
	}
	atoms, err := s.solve(wayProgram + planProgram + s.facts + more)
	if err != nil || atoms == nil {
		return nil, err
	}
	return s.read(atoms)
}

// narrowed is the same question in other words: any job, but that all careers are avoided which are not on the way.
func (s *clingo) narrowed() (planner.Question, error) {
	q := s.question
	atoms, err := s.solve(wayProgram + s.facts + "#show job/1.\n")
	q.Constraints.Jobs, q.Constraints.AvoidCareers = planner.AnyJob, nil
	for i, x := range s.catalog.Careers {
		if !slices.Contains(atoms, fmt.Sprintf("job(%d)", i)) {
			q.Constraints.AvoidCareers = append(q.Constraints.AvoidCareers, x)
		}
	}
	return q, err
}

// solve runs clingo and gives the atoms shown of the best stable model; nil where there is none. It leaves clingo's options as
// they are: with --configuration=trendy, which is quicker, clingo has been seen to take for stable what rests on a sum
// that counts itself. So every plan of clingo's is replayed as well.
func (s *clingo) solve(program string) ([]string, error) {
	if s.left <= 0 {
		return nil, errTime
	}
	run := limited(s.left, "clingo", "--outf=2", "--warn=none", "-")
	run.Stdin = strings.NewReader(program)
	var complaints strings.Builder
	run.Stderr = &complaints
	out, err := run.Output()
	if run.ProcessState != nil {
		s.left -= run.ProcessState.UserTime() + run.ProcessState.SystemTime()
	}
	exit, exited := errors.AsType[*exec.ExitError](err)
	switch {
	case exited && exit.ExitCode() < 0: // a signal: the limit
		return nil, errTime
	case err != nil && !exited: // the exit status tells the result, as the output does
		return nil, err
	}
	var said struct {
		Result string
		Models struct{ Optimum string }
		Call   []struct{ Witnesses []struct{ Value []string } }
	}
	if err := json.Unmarshal(out, &said); err != nil {
		return nil, fmt.Errorf("clingo said %q: %w\n%s", out, err, complaints.String())
	}
	switch {
	case said.Result == "UNSATISFIABLE":
		return nil, nil
	case said.Result == "OPTIMUM FOUND", said.Result == "SATISFIABLE" && said.Models.Optimum == "":
		models := said.Call[len(said.Call)-1].Witnesses
		return append([]string{}, models[len(models)-1].Value...), nil
	case said.Result == "SATISFIABLE", said.Result == "UNKNOWN":
		return nil, errTime
	}
	return nil, fmt.Errorf("clingo's result is %q\n%s", said.Result, complaints.String())
}

// limited is a command that is stopped by a signal when it has computed for so long, in whole seconds, however busy the
// machine is.
func limited(limit time.Duration, name string, args ...string) *exec.Cmd {
	seconds := strconv.Itoa(int(math.Ceil(limit.Seconds())))
	return exec.Command("sh", append([]string{"-c", `ulimit -t "$0" && exec "$@"`, seconds, name}, args...)...)
}

// read turns atoms into steps, never nil.
func (s *clingo) read(atoms []string) ([]step, error) {
	steps := []step{}
	work, during := map[int]int{}, map[int]*catalog.Career{}
	slices.Sort(atoms) // during before study
	for _, atom := range atoms {
		var a, b int
		switch {
		case scan(atom, "during(%d,%d)", &a, &b):
			during[a] = s.catalog.Careers[b]
		case scan(atom, "study(%d,%d,", &a, &b):
			steps = append(steps, study(s.catalog.Credentials[a], s.catalog.Credentials[a].Routes[b], during[a]))
		case scan(atom, "work(%d,%d)", &a, &b):
			work[a] += b
		default:
			return nil, fmt.Errorf("clingo's atom %q is not known", atom)
		}
	}
	for i, x := range s.catalog.Careers {
		if work[i] > 0 {
			steps = append(steps, step{job: x, months: work[i]})
		}
	}
	return steps, nil
}

func scan(text, format string, into ...any) bool {
	n, err := fmt.Sscanf(text, format, into...)
	return err == nil && n == len(into)
}
