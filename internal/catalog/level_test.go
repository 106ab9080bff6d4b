package catalog

import "testing"

func TestLevels(t *testing.T) {
	below := LevelNone
	for _, level := range Levels() {
		if level <= below || level.String() == "" || level.Name() == "" {
			t.Errorf("level %d: %q, %q, after %d", level, level, level.Name(), below)
		}
		if parsed, ok := ParseLevel(level.String()); !ok || parsed != level {
			t.Errorf("%s is parsed as %s, %v", level, parsed, ok)
		}
		below = level
	}
	if below != LevelDoctoral || len(Kinds()) != 4 {
		t.Errorf("the levels end with %s, and there are %d kinds", below, len(Kinds()))
	}
	for _, word := range []string{"", "bachelor", "Bachelors", "none"} {
		if level, ok := ParseLevel(word); ok {
			t.Errorf("%q is parsed as %s", word, level)
		}
	}
	if LevelNone.String() != "" || Level(99).String() != "" || Kind(0).String() != "" || Kind(99).String() != "" || Level(99).Name() != "" {
		t.Error("what is no level or kind has a word")
	}
}
