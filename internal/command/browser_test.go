package command

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"careerlattice/internal/web"
)

// webFolder is where the explorer and its tests in a browser are.
const webFolder = "../../web"

// TestBrowser runs the tests of web/test, each as a test of its own: the explorer and the playground in a real browser, on both built-in
// catalogs. `make browser` installs the browser.
func TestBrowser(t *testing.T) {
	if os.Getenv("CAREERLATTICE_TEST_NO_BROWSER") != "" || os.Getenv("CAREERLATTICE_TEST_NO_NODE") != "" {
		t.Skip("CAREERLATTICE_TEST_NO_BROWSER or CAREERLATTICE_TEST_NO_NODE is set")
	}
	if web.EmbeddedExplorer() == nil {
		t.Skip("no explorer is built in: `make web` does that, and `make test` with it")
	}
	chromium := os.Getenv("CHROMIUM")
	if chromium == "" {
		chromium = "/usr/bin/chromium"
	}
	if _, err := os.Stat(chromium); err != nil {
		t.Skipf("there is no browser at %s: `make browser` installs one, and CHROMIUM names another", chromium)
	}
	files, err := filepath.Glob(filepath.Join(webFolder, "test", "*.test.mjs"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests in a browser: %v", err)
	}
	founding, national := serve(t), serve(t, "--catalog", "national")
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".test.mjs"), func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), "node", "--test", "--test-reporter=tap", filepath.Join("test", filepath.Base(file)))
			cmd.Dir = webFolder
			cmd.Env = append(os.Environ(), "CHROMIUM="+chromium, "CAREERLATTICE_TEST_FOUNDING="+founding.address, "CAREERLATTICE_TEST_NATIONAL="+national.address)
			var problems bytes.Buffer
			cmd.Stderr = &problems
			out, err := cmd.Output()
			if ran := runTAP(t, out); ran == 0 || (err != nil && !t.Failed()) {
				t.Fatalf("node: %v\n%s%s", err, &problems, out)
			}
		})
	}
	founding.stop(t)
	national.stop(t)
}

// line is the outcome of one test in the Test Anything Protocol, as node writes it.
var line = regexp.MustCompile(`^\s*(not )?ok \d+ - (.*)$`)

// runTAP makes a test of each test in TAP and counts them.
func runTAP(t *testing.T, tap []byte) (ran int) {
	t.Helper()
	var name string
	var failed bool
	var said []string
	finish := func() {
		if name == "" {
			return
		}
		ran++
		t.Run(name, func(t *testing.T) {
			if failed {
				t.Error(strings.Join(said, "\n"))
			}
		})
	}
	lines := bufio.NewScanner(bytes.NewReader(tap))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		text := lines.Text()
		if found := line.FindStringSubmatch(text); found != nil {
			finish()
			name, failed, said = found[2], found[1] != "", nil
			continue
		}
		if strings.HasPrefix(text, "# ") && strings.Contains(text, ": ") {
			t.Log(text)
		}
		said = append(said, text)
	}
	finish()
	return ran
}
