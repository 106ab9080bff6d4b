//go:build solvers

package peer

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// cbc solves an integer program and gives the steps of a plan, nil where there is none. Its files are written to a folder.
func cbc(ip *integerProgram, folder string, limit time.Duration) ([]step, error) {
	model, solution := filepath.Join(folder, "model.lp"), filepath.Join(folder, "solution.txt")
	if err := os.WriteFile(model, []byte(ip.String()), 0o600); err != nil {
		return nil, err
	}
	run := limited(limit, "cbc", model, "solve", "solution", solution)
	out, err := run.CombinedOutput()
	if exit, exited := errors.AsType[*exec.ExitError](err); exited && exit.ExitCode() < 0 { // a signal: the limit
		return nil, errTime
	}
	if err != nil {
		return nil, fmt.Errorf("cbc: %w\n%s", err, out)
	}
	text, err := os.ReadFile(solution)
	if err != nil {
		return nil, fmt.Errorf("cbc wrote no solution: %w\n%s", err, out)
	}
	status, rest, _ := strings.Cut(string(text), "\n")
	switch {
	case strings.HasPrefix(status, "Infeasible"), strings.HasPrefix(status, "Integer infeasible"):
		return nil, nil
	case strings.HasPrefix(status, "Stopped"):
		return nil, errTime
	case !strings.HasPrefix(status, "Optimal"):
		return nil, fmt.Errorf("cbc's status is %q\n%s", status, out)
	}
	values := map[string]float64{}
	for line := range strings.Lines(rest) {
		var number int
		var name string
		var value float64
		if n, err := fmt.Sscan(line, &number, &name, &value); n != 3 {
			return nil, fmt.Errorf("cbc's line %q: %w", line, err)
		}
		values[name] = value
	}
	return ip.steps(values), nil
}

// steps are those that the values of the variables speak of, never nil.
func (ip *integerProgram) steps(values map[string]float64) []step {
	steps := []step{}
	for _, options := range ip.options {
		for _, o := range options {
			if values[o.name] > 0.5 {
				steps = append(steps, o.step)
			}
		}
	}
	for i, x := range ip.catalog.Careers {
		if months := int(values[fmt.Sprintf("m%d", i)] + 0.5); months > 0 {
			steps = append(steps, step{job: x, months: months})
		}
	}
	return steps
}
