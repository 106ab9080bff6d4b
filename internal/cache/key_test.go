package cache

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A changed key makes every stored value unreachable, silently; so the keys are written down.
func TestGoldenKeys(t *testing.T) {
	golden := map[Kind]struct {
		key  Key
		text string
		hash string
	}{
		PlanResult: {
			NewKey(PlanResult).String("digest").Bytes([]byte{0, 1, 255}).Int(-2),
			"k\x04plan" + "s\x06digest" + "b\x03\x00\x01\xff" + "i\x08\xff\xff\xff\xff\xff\xff\xff\xfe",
			"3dbd245b3ea8800dd97c87c50dd2aeb5062baa5e4aab3705c698c0f238db5042",
		},
		SetResult: {
			NewKey(SetResult).String("reach").Bytes([]byte{7}),
			"k\x03set" + "s\x05reach" + "b\x01\x07",
			"3b1aad6114d75133fe54ad59f129c883bcf44f97cafa0bd9669d94644c89c83e",
		},
		Document: {
			NewKey(Document).String("hash"),
			"k\x08document" + "s\x04hash",
			"9f34b800091ac2e54742545d28b092ebd6c44cf91a8537162ad0fac71706baaa",
		},
		Response: {
			NewKey(Response).Int(1).Bytes([]byte{9}).String("digest"),
			"k\x08response" + "i\x08\x00\x00\x00\x00\x00\x00\x00\x01" + "b\x01\x09" + "s\x06digest",
			"5275f0c7114abfaf044e20a4d492d9f2014f81d7a6ddd5be25b955d8b93efe92",
		},
	}
	if len(golden) != len(Kinds()) {
		t.Errorf("%d kinds of keys, and %d golden keys", len(Kinds()), len(golden))
	}
	for _, kind := range Kinds() {
		g, ok := golden[kind]
		if !ok {
			t.Errorf("kind %q has no golden key", kind)
			continue
		}
		if g.key.text != g.text {
			t.Errorf("the golden key of %q is\n%q, want\n%q", kind, g.key.text, g.text)
		}
		if g.key.hash() != g.hash {
			t.Errorf("the golden hash of %q is %s, want %s", kind, g.key.hash(), g.hash)
		}
		if g.key.Kind() != kind {
			t.Errorf("a key of kind %q says %q", kind, g.key.Kind())
		}
	}
}

func TestKeysDiffer(t *testing.T) {
	k := NewKey(PlanResult)
	keys := map[string]Key{
		"nothing":                 k,
		"empty text":              k.String(""),
		"two empty texts":         k.String("").String(""),
		"empty bytes":             k.Bytes(nil),
		"ab, c":                   k.String("ab").String("c"),
		"a, bc":                   k.String("a").String("bc"),
		"abc":                     k.String("abc"),
		"abc as bytes":            k.Bytes([]byte("abc")),
		"a, then bc as bytes":     k.String("a").Bytes([]byte("bc")),
		"1":                       k.Int(1),
		"-1":                      k.Int(-1),
		"1 as text":               k.String("1"),
		"the bytes of 1":          k.Bytes([]byte{0, 0, 0, 0, 0, 0, 0, 1}),
		"the text of the bytes":   k.String("\x00\x00\x00\x00\x00\x00\x00\x01"),
		"a text that has a field": k.String("a\x01b"),
		"a field within a text":   k.String("a" + k.String("b").text),
		"a, b":                    k.String("a").String("b"),
		"a text with a tag":       k.String("asb"),
		"a, b as bytes":           k.String("a").Bytes([]byte("b")),
		"a text with that tag":    k.String("abb"),
		"least":                   k.Int(math.MinInt64),
	}
	seen := map[string]string{}
	for what, key := range keys {
		if other, ok := seen[key.text]; ok {
			t.Errorf("%s and %s have the same key", what, other)
		}
		seen[key.text] = what
	}
}

// Any two lists of fields have the same key only where they are the same.
func TestKeysAreInjective(t *testing.T) {
	type field struct {
		tag     int
		content string
		number  int64
	}
	fields := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) field {
		f := field{tag: rapid.IntRange(0, 2).Draw(t, "tag")}
		if f.tag == 2 {
			f.number = rapid.Int64Range(-3, 300).Draw(t, "number")
		} else {
			f.content = rapid.StringOfN(rapid.RuneFrom([]rune("sbik\x00\x01\x08a")), 0, 4, -1).Draw(t, "content")
		}
		return f
	}), 0, 4)
	build := func(fs []field) Key {
		k := NewKey(PlanResult)
		for _, f := range fs {
			switch f.tag {
			case 0:
				k = k.String(f.content)
			case 1:
				k = k.Bytes([]byte(f.content))
			default:
				k = k.Int(f.number)
			}
		}
		return k
	}
	// cut gives a text in fields, so that two lists often have the same contents one after the other.
	cut := func(t *rapid.T, text string) (all []field) {
		for text != "" {
			n := rapid.IntRange(1, len(text)).Draw(t, "length")
			all = append(all, field{tag: rapid.IntRange(0, 1).Draw(t, "tag"), content: text[:n]})
			text = text[n:]
		}
		return all
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := fields.Draw(t, "a"), fields.Draw(t, "b")
		if text := rapid.StringMatching("[sb\x01a]{0,4}").Draw(t, "text"); text != "" {
			a, b = cut(t, text), cut(t, text)
		}
		if same := fmt.Sprint(a) == fmt.Sprint(b); same != (build(a) == build(b)) {
			t.Fatalf("fields same: %v, keys same: %v", same, !same)
		}
	})
}

func TestKeysBranch(t *testing.T) {
	base := NewKey(PlanResult).String("digest")
	a, b := base.String("a"), base.String("b")
	if a == b || a != NewKey(PlanResult).String("digest").String("a") {
		t.Errorf("two keys from one base changed each other: %q, %q", a.text, b.text)
	}
}

func TestUnlistedKindPanics(t *testing.T) {
	defer func() {
		if got, want := fmt.Sprint(recover()), `cache: kind "other" is not listed in the kinds of keys`; got != want {
			t.Errorf("panics with %q, want %q", got, want)
		}
	}()
	NewKey("other")
}
