package deps

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"go.yaml.in/yaml/v4"
)

// pinned is an action by its commit, with the version as a remark.
var pinned = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)

// workflow is what the tests want to know of one.
type workflow struct {
	Permissions map[string]string
	Jobs        map[string]struct {
		Timeout     int `yaml:"timeout-minutes"`
		Permissions map[string]string
		Steps       []struct {
			Uses string
			With map[string]any
		}
	}
}

// granted are the permissions beyond reading what is in the repository, by file and job.
var granted = map[string]map[string]bool{
	"codeql.yml analyze":  {"security-events": true},
	"release.yml release": {"contents": true, "id-token": true, "attestations": true},
}

// TestWorkflows holds that what runs on GitHub can be no more than its job needs, ends, and names actions by commit.
func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(files) < 3 {
		t.Fatalf("the workflows are not there: %v, %v", files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var w workflow
		if err := yaml.Unmarshal(text, &w); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" {
			t.Errorf("%s: the permissions of all jobs are %v; want contents: read alone", file, w.Permissions)
		}
		for name, job := range w.Jobs {
			place := filepath.Base(file) + " " + name
			if job.Timeout == 0 {
				t.Errorf("%s has no timeout-minutes", place)
			}
			for what, how := range job.Permissions {
				if how != "read" && !granted[place][what] {
					t.Errorf("%s may %s %s; is that needed?", place, how, what)
				}
			}
			for _, step := range job.Steps {
				if step.Uses == "" {
					continue
				}
				if !pinned.MatchString(step.Uses) {
					t.Errorf("%s uses %s, which is not named by its commit", place, step.Uses)
				}
				if regexp.MustCompile(`^actions/checkout@`).MatchString(step.Uses) && step.With["persist-credentials"] != false {
					t.Errorf("%s leaves its token where every later step can read it: persist-credentials must be false", place)
				}
			}
		}
	}
}
