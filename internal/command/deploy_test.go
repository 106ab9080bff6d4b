package command

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

const (
	deployFolder  = "../../deploy"
	deployChecker = "testdata/deploy"
)

// buildChecker compiles what checks deploy/: a module of its own, with the code of BuildKit, Compose and Kubernetes.
func buildChecker(t *testing.T) (program string) {
	t.Helper()
	program = filepath.Join(t.TempDir(), "check")
	run := func(args ...string) ([]byte, error) {
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Dir = deployChecker
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
		return cmd.CombinedOutput()
	}
	if out, err := run("mod", "download"); err != nil {
		t.Skipf("the modules that check deploy/ cannot be had: %v\n%s", err, out)
	}
	if out, err := run("build", "-o", program, "."); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// TestDeployment reads the Dockerfile, the compose file and the manifests as those do who use them, and holds what they name to what
// there is: settings to the flags, metrics and routes to a live server, images to the page of those that are to be pinned. Then it
// breaks them, and wants to be told.
func TestDeployment(t *testing.T) {
	check := buildChecker(t)
	run := func(folder string) (named string, problems string, err error) {
		cmd := exec.CommandContext(t.Context(), check, folder)
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		err = cmd.Run()
		return out.String(), errs.String(), err
	}
	out, problems, err := run(deployFolder)
	if err != nil {
		t.Fatalf("%v\n%s", err, problems)
	}
	named := map[string][]string{}
	for line := range strings.Lines(out) {
		kind, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		named[kind] = append(named[kind], name)
	}
	for _, kind := range []string{"image", "variable", "metric", "route"} {
		if len(named[kind]) == 0 {
			t.Errorf("the files of deploy/ name no %s", kind)
		}
	}
	flags := flagsOf(t, "serve")
	for _, variable := range named["variable"] {
		if strings.HasPrefix(variable, "CAREERLATTICE_") && !slices.ContainsFunc(flags, func(f *kong.Flag) bool { return slices.Contains(f.Envs, variable) }) {
			t.Errorf("%s is no setting of the server", variable)
		}
	}
	release, err := os.ReadFile("../../docs/release.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, image := range named["image"] {
		name, _, _ := strings.Cut(strings.TrimPrefix(image, "docker.io/library/"), ":")
		if pinned, listed := strings.Contains(image, "@sha256:"), strings.Contains(string(release), "`"+name+"`"); pinned == listed {
			t.Errorf("the image %s is pinned by a digest: %t; docs/release.md says that it is not: %t", image, pinned, listed)
		}
	}
	gomod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if version := regexp.MustCompile(`(?m)^go (\S+)$`).FindSubmatch(gomod); !strings.Contains(out, "/golang:"+string(version[1])+"-") {
		t.Errorf("the image is not built by Go %s, which go.mod wants: %s", version[1], named["image"])
	}
	p := serve(t)
	for _, route := range named["route"] {
		p.get(t, route)
	}
	known := p.metrics(t)
	for _, metric := range named["metric"] {
		if !known[metric] {
			t.Errorf("the autoscaler goes by %s, which the server does not show", metric)
		}
	}
	p.stop(t)

	for _, c := range []struct{ file, what, by, want string }{
		{"Dockerfile", "COPY --from=web", "COPY --form=web", "unknown flag: --form"},
		{"Dockerfile", "FROM scratch", "From scratch", "ConsistentInstructionCasing"},
		{"compose.yaml", "stop_grace_period", "stop_grace", "services.careerlattice.stop_grace"},
		{"compose.yaml", "stop_grace_period: 15s", "stop_grace_period: 5s", "5s to stop are less than the 10s"},
		{"compose.yaml", "GOMEMLIMIT: 460MiB", "GOMEMLIMIT: 600MiB", "GOMEMLIMIT 600MiB is not about nine tenths"},
		{"kubernetes/kustomization.yaml", "  - network.yaml\n", "", "network.yaml is not among the resources"},
		{"kubernetes/deployment.yaml", "failureThreshold: 60", "failureTreshold: 60", `unknown field "spec.template.spec.containers[0].startupProbe.failureTreshold"`},
		{"kubernetes/deployment.yaml", "{path: /healthz, port: http}", "{path: /healthz, port: https}", "liveness probe: the container has no port https"},
		{"kubernetes/deployment.yaml", "value: 8s", "value: 12s", "20s to stop are less than the 22s"},
		{"kubernetes/deployment.yaml", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "its root can be written to"},
		{"kubernetes/deployment.yaml", "runAsNonRoot: true", "runAsNonRoot: false", "it may run as root"},
		{"kubernetes/service.yaml", "selector: {app.kubernetes.io/name: careerlattice}", "selector: {app: careerlattice}", "does not select the pods"},
		{"kubernetes/autoscaler.yaml", "kind: Deployment, name: careerlattice", "kind: Deployment, name: other", "it scales"},
		{"kubernetes/network.yaml", "{port: admin}", "{port: metrics}", "the container has no port metrics"},
		{"kubernetes/disruption.yaml", "maxUnavailable: 1", "maxUnavailable: [1]", "cannot unmarshal"},
	} {
		folder := t.TempDir()
		if err := os.CopyFS(folder, os.DirFS(deployFolder)); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(folder, c.file)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		broken := strings.Replace(string(text), c.what, c.by, 1)
		if broken == string(text) {
			t.Errorf("%s has no %q to break", c.file, c.what)
		}
		write(t, name, broken)
		if _, problems, err := run(folder); err == nil || !strings.Contains(problems, c.want) {
			t.Errorf("%s with %q: %v, %s; want %q", c.file, c.by, err, problems, c.want)
		}
	}
}

// TestImageIsBuiltOfWhatItNeeds holds .dockerignore to what the program embeds and what builds it: nothing of that is left out.
func TestImageIsBuiltOfWhatItNeeds(t *testing.T) {
	text, err := os.ReadFile("../../.dockerignore")
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			left = append(left, line)
		}
	}
	ignored := func(name string) bool {
		return slices.ContainsFunc(left, func(pattern string) bool {
			if base, ok := strings.CutPrefix(pattern, "**/"); ok {
				return slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool {
					match, err := filepath.Match(base, part)
					return err == nil && match
				})
			}
			return name == pattern || strings.HasPrefix(name, pattern+"/")
		})
	}
	seen := 0
	out, err := exec.CommandContext(t.Context(), "go", "list", "-C", "../..", "-deps", "-f",
		`{{if not .Standard}}{{$dir := .ImportPath}}{{range .GoFiles}}{{$dir}}/{{.}}{{"\n"}}{{end}}{{range .EmbedFiles}}{{$dir}}/{{.}}{{"\n"}}{{end}}{{end}}`, ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	needed := []string{"go.mod", "go.sum", "Makefile", "web/package.json", "web/package-lock.json", "schema/plan.graphql"}
	for line := range strings.Lines(string(out)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "careerlattice/"); ok {
			needed = append(needed, name)
		}
	}
	for _, name := range needed {
		if strings.HasPrefix(name, "internal/web/assets/explorer/") {
			continue // made anew
		}
		seen++
		if _, err := os.Stat("../../" + name); err != nil {
			t.Errorf("%s is needed and not there: %v", name, err)
		}
		if ignored(name) {
			t.Errorf("%s is needed and left out of the image", name)
		}
	}
	if seen < 100 {
		t.Errorf("only %d files were looked at", seen)
	}
	if !ignored("web/node_modules/x/y.js") || !ignored(".git/config") || !ignored("internal/web/web_test.go") {
		t.Error("what is not needed is sent along")
	}
}
