package catalog

import "testing"

func TestBuiltins(t *testing.T) {
	for _, name := range Builtins() {
		in, ok := Builtin(name)
		if !ok {
			t.Fatalf("%s is listed and not there", name)
		}
		c, warnings, err := Load(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range warnings {
			t.Error(w)
		}
		t.Logf("%s: %d careers, %d credentials", name, len(c.Careers), len(c.Credentials))
	}
	if _, ok := Builtin("no-such-catalog"); ok {
		t.Error("an unknown name is accepted")
	}
}
