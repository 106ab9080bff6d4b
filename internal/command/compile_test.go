package command

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestServeSnapshot serves a snapshot that is damaged while it is served: the server goes on, and is found to be right again.
func TestServeSnapshot(t *testing.T) {
	folder := t.TempDir()
	file, snapshot := filepath.Join(folder, "world.yaml"), filepath.Join(folder, "world.lattice")
	text := world
	for i := range mostLogged + 3 {
		text += fmt.Sprintf("  - {id: unpaid-%d, name: Unpaid}\n", i)
	}
	write(t, file, text)
	if status := Main(t.Context(), []string{"compile", file, "--out", snapshot}, io.Discard, os.Stderr); status != exitDone {
		t.Fatalf("compile: status %d", status)
	}
	p := serve(t, "--catalog", snapshot)
	before := p.query(t, worldQuestion)
	if !strings.Contains(before, `"months":24`) {
		t.Errorf("at the start: %s", before)
	}
	content, err := os.ReadFile(snapshot)
	if err != nil {
		t.Fatal(err)
	}
	write(t, snapshot, string(content[:len(content)/2]))
	if err := p.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	p.await(t, `careerlattice_catalog_reloads_total{outcome="refused"}`, "1")
	if got := p.query(t, worldQuestion); got != before {
		t.Errorf("after a cut-off snapshot: %s; want %s", got, before)
	}
	p.stop(t)
	if log := p.log.String(); !strings.Contains(log, "world.lattice: is damaged or cut off") {
		t.Errorf("the log does not say what is wrong:\n%s", log)
	} else if strings.Count(log, "no wage") != mostLogged || !strings.Contains(log, "lists the rest") || !strings.Contains(log, "findings=3") {
		t.Errorf("the log does not have %d warnings and the number of the rest:\n%s", mostLogged, log)
	}
}
