package main

import (
	"context"
	"time"

	"github.com/compose-spec/compose-go/v2/cli"
	"k8s.io/apimachinery/pkg/api/resource"
)

// finishing is how long a stopping server takes beyond its drain, at most.
const finishing = 10 * time.Second

// compose does what docker compose config does, with all profiles, and holds the service to what it promises.
func (r *report) compose(ctx context.Context, name string) {
	options, err := cli.NewProjectOptions([]string{name}, cli.WithProfiles([]string{"*"}))
	if err != nil {
		r.wrong(name, "%v", err)
		return
	}
	project, err := options.LoadProject(ctx)
	if err != nil {
		r.wrong(name, "%v", err)
		return
	}
	for _, s := range project.Services {
		if s.Build == nil {
			r.name("image", s.Image)
		}
	}
	s, err := project.GetService("careerlattice")
	if err != nil {
		r.wrong(name, "%v", err)
		return
	}
	env := map[string]string{}
	for variable, value := range s.Environment {
		if value != nil {
			env[variable] = *value
		}
	}
	grace := time.Duration(0)
	if s.StopGracePeriod != nil {
		grace = time.Duration(*s.StopGracePeriod)
	}
	r.server(name, env, resource.NewQuantity(int64(s.MemLimit), resource.BinarySI), grace, s.ReadOnly)
}

// server holds the settings of the program to the limits it is given: it may use most of its memory, and can stop in peace.
func (r *report) server(place string, env map[string]string, memory *resource.Quantity, grace time.Duration, readOnly bool) {
	for variable := range env {
		r.name("variable", variable)
	}
	limit, err := resource.ParseQuantity(trimByte(env["GOMEMLIMIT"]))
	switch {
	case err != nil:
		r.wrong(place, "GOMEMLIMIT %q: %v", env["GOMEMLIMIT"], err)
	case memory.Value() == 0:
		r.wrong(place, "there is no limit of memory")
	case limit.Value()*100 < memory.Value()*85 || limit.Value()*100 > memory.Value()*95:
		r.wrong(place, "GOMEMLIMIT %s is not about nine tenths of the limit of %s", env["GOMEMLIMIT"], memory)
	}
	drain := time.Duration(0)
	if text, ok := env["CAREERLATTICE_DRAIN"]; ok {
		if drain, err = time.ParseDuration(text); err != nil {
			r.wrong(place, "CAREERLATTICE_DRAIN: %v", err)
		}
	}
	if grace < drain+finishing {
		r.wrong(place, "%v to stop are less than the %v that it may take", grace, drain+finishing)
	}
	if !readOnly {
		r.wrong(place, "its root can be written to")
	}
}

// trimByte makes Go's MiB the Mi of Kubernetes.
func trimByte(text string) string {
	if n := len(text); n > 0 && text[n-1] == 'B' {
		return text[:n-1]
	}
	return text
}
