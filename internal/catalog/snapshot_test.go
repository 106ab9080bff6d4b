package catalog

import (
	"bytes"
	"encoding/hex"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func snapshotOf(t testing.TB, c *Catalog) []byte {
	t.Helper()
	content, err := c.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// compiled makes an input of a snapshot.
func compiled(content []byte) Input {
	return Input{Name: "catalog.lattice", Files: fstest.MapFS{"catalog.lattice": {Data: content}}, only: "catalog.lattice"}
}

// TestSnapshotIsTheCatalog holds for every catalog of the tests, and for the built-in ones, that its snapshot is read as
// the same catalog in every detail.
func TestSnapshotIsTheCatalog(t *testing.T) {
	inputs := map[string][]Input{"small": {one(small)}, "complete": {one(string(dump(t, complete(t))))}, "large": {one(large(100))}}
	for _, f := range fixtures(t) {
		inputs[filepath.Base(f.path)] = f.inputs
	}
	for _, name := range Builtins() {
		in, ok := Builtin(name)
		if !ok {
			t.Fatalf("%s is not there", name)
		}
		inputs[name] = []Input{in}
	}
	read := 0
	for name, in := range inputs {
		want, _, err := Load(in...)
		if err != nil || want.Infos[0].Overlay {
			continue // what is wrong, or an overlay alone, has no snapshot
		}
		read++
		content := snapshotOf(t, want)
		got, _, err := Load(compiled(content))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(describe(want), describe(got)); diff != "" {
			t.Errorf("%s: another catalog (-want +got):\n%s", name, diff)
		}
		if got.Digest != want.Digest {
			t.Errorf("%s: another digest", name)
		}
		if !bytes.Equal(snapshotOf(t, got), content) {
			t.Errorf("%s: the snapshot of a snapshot has other bytes", name)
		}
	}
	if read < 8 {
		t.Errorf("only %d catalogs were compiled", read)
	}
}

// TestSnapshotWithOthers holds that a snapshot stands for its catalog among several.
func TestSnapshotWithOthers(t *testing.T) {
	a := "catalog: {format: 1, id: a}\ncareers: [{id: a, name: A, wage: 1, aliases: [Ah], leadsTo: [a]}]"
	same := "catalog: {format: 1, id: b}\ncareers: [{id: a, name: A, wage: 1, aliases: [Ah], leadsTo: [a]}, {id: b, name: B, wage: 2, leadsTo: [a]}]"
	other := "catalog: {format: 1, id: b}\ncareers: [{id: a, name: A, wage: 2}]"
	over := "catalog: {format: 1, id: c, overlay: true}\ncareers: [{id: a, wage: 3, aliases: []}]"
	snapshot := func(texts ...string) Input {
		var in []Input
		for _, text := range texts {
			in = append(in, one(text))
		}
		c, _, err := Load(in...)
		if err != nil {
			t.Fatal(err)
		}
		return compiled(snapshotOf(t, c))
	}
	for _, tt := range []struct {
		name       string
		yaml, with []Input
	}{
		{"before", []Input{one(a), one(same)}, []Input{snapshot(a), one(same)}},
		{"behind", []Input{one(same), one(a)}, []Input{one(same), snapshot(a)}},
		{"twice", []Input{one(a)}, []Input{snapshot(a), snapshot(a)}},
		{"of two", []Input{one(a), one(same)}, []Input{snapshot(a, same)}},
		{"below an overlay", []Input{one(a), one(over)}, []Input{snapshot(a), one(over)}},
		{"with an overlay in it", []Input{one(a), one(over)}, []Input{snapshot(a, over)}},
	} {
		want, _, err := Load(tt.yaml...)
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := Load(tt.with...)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if diff := cmp.Diff(describe(want), describe(got)); diff != "" || want.Digest != got.Digest {
			t.Errorf("%s: another catalog (-want +got):\n%s", tt.name, diff)
		}
	}
	conflict := mistakes(t, snapshot(a), one(other))
	if len(conflict) != 1 || !strings.Contains(conflict[0].String(), "careers/a is described otherwise at catalog.lattice: ") {
		t.Errorf("a conflict: got %v", conflict)
	}
	if c, _, err := Load(one("catalog: {format: 1, id: c, overlay: true}\ncareers: [{id: a, name: A, wage: 3}]")); err != nil {
		t.Error(err)
	} else if _, err := c.Snapshot(); err == nil {
		t.Error("an overlay alone was compiled")
	}
}

// TestDamagedSnapshot changes and cuts off a snapshot at every byte: each is refused, and what is said of it is of use.
func TestDamagedSnapshot(t *testing.T) {
	content := snapshotOf(t, load(t, small))
	refused := func(content []byte, says ...string) {
		t.Helper()
		found := mistakes(t, compiled(content))
		if len(found) != 1 || found[0].File != "catalog.lattice" ||
			!slices.ContainsFunc(says, func(say string) bool { return strings.Contains(found[0].Message, say) }) {
			t.Errorf("got %v, want one finding with one of %q", found, says)
		}
	}
	for i := range content {
		says := []string{"is damaged"}
		switch {
		case i < len(snapshotMagic):
			says = []string{"is no snapshot"}
		case i < len(snapshotMagic)+4:
			says = []string{"this program reads version 1"}
		}
		for _, bit := range []byte{1, 0x80} {
			damaged := bytes.Clone(content)
			damaged[i] ^= bit
			refused(damaged, says...)
		}
		refused(content[:i], "is no snapshot", "is cut off", "is damaged")
	}
	refused(append(bytes.Clone(content), "more"...), "is damaged")
	refused([]byte(small), "is no snapshot")
}

// forged is a snapshot of any meaning, with the right digest.
func forged(t testing.TB, meaning string) []byte {
	t.Helper()
	content, err := seal([]byte(meaning))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func meaningOf(c *Catalog) string {
	var b bytes.Buffer
	c.meaning(func(part []byte) { b.Write(part) })
	return b.String()
}

// TestForgedSnapshot holds that what compile would not have written is refused although its digest is right.
func TestForgedSnapshot(t *testing.T) {
	whole := meaningOf(load(t, small))
	if _, _, err := Load(compiled(forged(t, whole))); err != nil {
		t.Fatalf("what is whole is refused: %v", err)
	}
	for _, tt := range []struct{ name, old, new, message string }{
		{"an unknown key", "\x09awardedBy", "\x09awardedBi", "the key \"awardedBi\" is not known"},
		{"a reference to nothing", "careers/lead", "careers/laed", "there is no career \"laed\""},
		{"a reference to another collection", "\x09fields/hi", "\x09fieldz/hi", "\"fieldz/hi\" is none of the fields"},
		{"a list in another order", "\x0bskills/math\x0askills/sql", "\x0askills/sql\x0bskills/math", "not in its order"},
		{"a negative wage", "\x06annual\xc0\xa9\x07", "\x06annual\xc1\xa9\x07", "is no number from 0"},
		{"a length beyond the end", "\x0bMathematics", "\xff\x7fMathematics", "longer than what is left"},
		{"a level that is none", "\x09bachelors", "\x09bachelerr", "the level \"bachelerr\" is not known"},
		{"an id of other letters", "\x05clerk\x04name", "\x05Clerk\x04name", "the id \"Clerk\""},
		{"two collections swapped", "\x06skills\x02", "\x06skilly\x02", "the skills are not in their place"},
		{"an unknown form", "\x0aexperience", "\x0aexperienxe", "the requirement \"experienxe\" is not known"},
	} {
		if !strings.Contains(whole, tt.old) {
			t.Fatalf("%s: the catalog has no %q", tt.name, tt.old)
		}
		found := mistakes(t, compiled(forged(t, strings.Replace(whole, tt.old, tt.new, 1))))
		if len(found) != 1 || !strings.Contains(found[0].Message, tt.message) {
			t.Errorf("%s: got %v, want %q", tt.name, found, tt.message)
		}
	}
	deep := strings.Repeat("\x03all\x01", MaxRequirementDepth+1) + "\x03all\x00"
	if found := mistakes(t, compiled(forged(t, strings.Replace(whole, "\x08requires\x03all\x03", "\x08requires"+deep+"\x03all\x03", 1)))); len(found) != 1 ||
		!strings.Contains(found[0].Message, "nested more than") {
		t.Errorf("a deep requirement: got %v", found)
	}
}

// TestSnapshotStays guards what was compiled earlier: where its bytes can no longer be read, snapshotVersion goes up.
func TestSnapshotStays(t *testing.T) {
	path := filepath.Join("testdata", "small.lattice")
	want := load(t, small)
	if *Update {
		if err := os.WriteFile(path, snapshotOf(t, want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	in, err := Path(path)
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := Load(in)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(describe(want), describe(got)); diff != "" || want.Digest != got.Digest {
		t.Errorf("another catalog (-want +got):\n%s", diff)
	}
}

// FuzzSnapshot holds that no meaning makes the decoder panic, and that what it takes is a catalog that can be compiled and
// read again.
func FuzzSnapshot(f *testing.F) {
	f.Add([]byte(meaningOf(load(f, small))))
	f.Add([]byte(meaningOf(load(f, string(dump(f, complete(f)))))))
	f.Fuzz(func(t *testing.T, meaning []byte) {
		c, _, err := Load(compiled(forged(t, string(meaning))))
		if err != nil {
			return
		}
		again, _, err := Load(compiled(snapshotOf(t, c)))
		if err != nil || again.Digest != c.Digest {
			t.Errorf("read again: %v", err)
		}
	})
}

// FuzzSnapshotFile holds that no file makes the reader panic or take what is damaged.
func FuzzSnapshotFile(f *testing.F) {
	whole := snapshotOf(f, load(f, small))
	f.Add(whole[:len(whole)-crc32.Size])
	f.Fuzz(func(t *testing.T, content []byte) {
		content = signed(content)
		c, _, err := Load(compiled(content))
		if err == nil && hex.EncodeToString(content[len(snapshotMagic)+12:snapshotHeader]) != c.Digest {
			t.Errorf("the digest is %s, not that of the header", c.Digest)
		}
	})
}
