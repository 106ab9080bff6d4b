package command

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const loadFolder = "testdata/load"

// TestLoad runs what `make load` runs, for a moment and with two servers: no error, no wrong answer, whole answers that come from Redis,
// and about as many plans as questions.
func TestLoad(t *testing.T) {
	startRedis(t).kill() // or skips
	download := exec.CommandContext(t.Context(), "go", "mod", "download")
	download.Dir = loadFolder
	if out, err := download.CombinedOutput(); err != nil {
		t.Skipf("the load generator's modules cannot be had: %v\n%s", err, out)
	}
	folder := t.TempDir()
	self, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(folder, "careerlattice") // by this name the test binary is the program, see TestMain
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "run", ".", "-program", program, "-duration", "1500ms", "-processes", "2", "-budget", "20000")
	cmd.Dir = loadFolder
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	rows := regexp.MustCompile(`(?m)^\| (\d) \| \w+ \| .*$`).FindAllString(string(out), -1)
	if len(rows) != 4 {
		t.Fatalf("want four rows:\n%s", out)
	}
	cells := func(row string) []string { return strings.Split(strings.Trim(row, "| "), " | ") }
	header, _, _ := strings.Cut(string(out), "\n")
	cell := func(row int, name string) float64 {
		t.Helper()
		n, err := strconv.ParseFloat(strings.TrimSuffix(cells(rows[row])[slices.Index(cells(header), name)], " %"), 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	const first, again = 2, 3 // the rounds of two servers
	asked, planned := cell(again, "questions so far"), cell(again, "planned so far")
	if planned < asked || planned > 2*asked-1 { // a Redis that is late on a busy machine is not waited for
		t.Errorf("%v questions were planned %v times by two servers\n%s", asked, planned, out)
	}
	if cell(first, "from Redis")+cell(again, "from Redis") == 0 || cell(again, "whole answers from memory") < 10 ||
		cell(again, "errors")+cell(again, "wrong") > 0 || !strings.Contains(string(out), "Redis held ") {
		t.Errorf("%s", out)
	}
}
